"""Finding: the sentence that the claims in view come to, and the numbers most asked for."""

from __future__ import annotations

from tradedata.markup.text import card_link_around, element, linked, wrap
from tradedata.views.tiles import Tile
from tradedata.views.view import View
from tradedata.words.text import joined


def finding_markup(view: View) -> str:
    """The sentence, what is in view where not all is, and the tiles."""
    is_filtered = view is not view.whole
    tiles = "".join(map(_tile, view.tiles))
    return "".join(
        (
            linked("p", view.finding.words, class_="finding", role="status"),
            element("p", view.selection.describe(view.dataset), class_="note")
            if is_filtered
            else "",
            wrap("ul", tiles, class_="tiles") if tiles else "",
        )
    )


def _tile(tile: Tile) -> str:
    lines = [
        element("span", tile.name, class_="tile-name"),
        element("strong", tile.number, class_="tile-number"),
        element("span", joined("; ", filter(None, (tile.period, tile.attribution, tile.outcome)))),
    ]
    content = card_link_around(" ".join(lines), tile.number.id)
    return wrap("li", content, class_="total" if tile.is_total else "other")
