"""Search: what a reader's browser needs to search and filter the table of claims by itself.

Owns the fields, and the script with each row's text as the live page searches it. How words are
folded is told by a table of letters, so that the rule stands once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

from tradedata.data.claims import Claim
from tradedata.markup.rows import rows_content
from tradedata.markup.text import element, wrap
from tradedata.views.parameters import PRODUCT, SEARCH, Asked, Parameter
from tradedata.views.selection import years_of
from tradedata.views.table import TableRow
from tradedata.words.folding import fold

_NAMES = (PRODUCT, "side", "from", "to")
_LETTERS = (range(0x80, 0x2E80), range(0xFB50, 0xFF00))


def search_fields(asked: Asked) -> str:
    """The fields, hidden until the script is there."""
    search = asked.controls[SEARCH]
    field = wrap("label", element("span", search.label) + '<input type="search" name="q">')
    lists = "".join(_list(asked.controls[name]) for name in _NAMES)
    return wrap("form", field + lists, class_="search", hidden="", role="search")


def search_script(rows: Sequence[TableRow], asked: Asked, cards: str) -> bytes:
    """The rows with what each is found by, and the letters that count as others."""
    content = rows_content(tuple(rows), asked.view, cards.replace("{claim}", "{}"))
    found_by = [[row.text, row.product, *_spoken(row)] for row in rows]
    data = {**content, "foundBy": found_by, "letters": _letters()}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.tradeTable = {text}".encode()


def _spoken(row: TableRow) -> tuple[str, int, int]:
    """Whose side states it, blank for what is computed; its first and its last year, 0 for none."""
    claims = (row.number,) if isinstance(row.number, Claim) else ()
    side = next((claim.side for claim in claims), "")
    first, last = (years_of(claims[0]) if claims else None) or (0, 0)
    return side, first, last


def _list(control: Parameter) -> str:
    options = control.options if "" in control.options else {"": "All", **control.options}
    choices = "".join(element("option", words, value=value) for value, words in options.items())
    return wrap(
        "label", element("span", control.label) + wrap("select", choices, name=control.name)
    )


@cache
def _letters() -> Mapping[str, str]:
    """What each letter is folded to where that is not its lower case."""
    folded = ((letter, fold(letter)) for letter in map(chr, chain(*_LETTERS)))
    return {letter: plain for letter, plain in folded if plain != letter.lower()}
