"""Charts: a chart on a page of the site, as a picture that becomes interactive when asked.

Owns the chart's files: a picture for a desk and one for a phone, the figures that a script draws
in their place, and what the page says of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from tradedata.charts.drawing import Drawing, draw, key_words, sheets
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.charts.picture import FORMS, Form, bare_picture, picture
from tradedata.charts.svg import svg
from tradedata.exports.editions import file_name
from tradedata.exports.files import chart_files
from tradedata.markup.assets import asset
from tradedata.markup.charts import chart_above, chart_below, chart_in_full, picture_footer
from tradedata.markup.text import bullets, copyable, disclosed, element, linked, wrap
from tradedata.views.charts import Chart
from tradedata.views.parameters import Asked
from tradedata.views.view import View

TABLE = "Table, words and citation"
PICTURE, ALONE = "Picture, SVG, with its sources", "The chart alone, for a frame on another page"
SHARED = next(form for form in FORMS if form.height)
FULL = next(form for form in FORMS if not form.height)
_AROUND = 420  # pixels of what stands around a chart in a frame
# The font of the pictures is wider than that of the live page.
_DESK = replace(WIDE, label_column=0.48)
_DARK = Path(__file__).with_name("dark.css")  # a picture of a page that may be dark
_SHEET = 1000  # pixels of the drawing for a desk that a sheet of A4 has room for
_NOT_LOADED = ("data:,", "")
_NARROW_SCREEN = "(max-width: 40rem)"


@dataclass(frozen=True, slots=True)
class ChartFiles:
    """What is written for a chart by path; its markup, and that of its table and words."""

    files: dict[str, bytes]
    markup: str
    in_full: str


def chart_parts(
    asked: Asked,
    chart: Chart,
    name: str,
    link: str,
    up: str,
    table: str,
    alone: str = "",
    root: str = "",
) -> ChartFiles:
    """The chart with all that belongs to it; its tools call it by the name.

    ``link`` is its address, blank where the site has none; ``up`` leads from its page to the
    site's root, ``table`` to the page that has it in words, ``alone`` to the one for a frame on
    another site, blank for none. ``root`` is the site's address.
    """
    files: dict[str, bytes] = {}
    shown = tools = key = ""
    height = _AROUND
    if chart.panels:
        drawings = {layout: asked.view.keep(_drawn, chart, layout) for layout in (_DESK, NARROW)}
        stem = f"charts/{chart.slug}"
        narrow = keep_file(files, stem, "svg", _picture(chart, NARROW, drawings[NARROW]))
        cut = sheets(chart, _DESK, _SHEET)
        on_desk = {sheet: asked.view.keep(_drawn, sheet, _DESK) for sheet in cut}
        wide = [
            keep_file(files, stem, "svg", _picture(sheet, _DESK, drawing))
            for sheet, drawing in on_desk.items()
        ]
        height += sum(drawing.height for drawing in on_desk.values())
        figures = keep_file(files, stem, "js", _figures(drawings.values()))
        shown = _images(chart, up, wide, narrow)
        label = f"Make interactive: {name}"
        tools = element(
            "button", "Make interactive", data_figures=up + figures, aria_label=label, hidden=""
        )
        keys = [key_words(drawing.keyed) for drawing in drawings.values()]
        key = "".join(
            wrap("ul", "".join(linked("li", words, dir="auto") for words in rows), class_=class_)
            for rows, class_ in zip(keys, ("key wide", "key narrow"), strict=True)
            if rows
        )
    downloads = []
    for file in chart_files(asked, chart, link):
        path = keep_file(files, f"charts/{chart.slug}", file.name.rpartition(".")[2], file.make())
        downloads.append(element("a", file.words, href=up + path, download=file.name))
    if content := titled_picture(chart, asked, link, FULL):
        path = keep_file(files, f"charts/{chart.slug}-{FULL.name}", "svg", content)
        named = file_name(f"{chart.slug}-{FULL.name}", asked.view.dataset, "svg")
        downloads.append(element("a", PICTURE, href=up + path, download=named))
    if alone:
        downloads.append(element("a", ALONE, href=up + alone))
    embed = _embed_code(root + alone, name, height) if root and alone else ""
    below = (
        key,
        chart_below(chart, ()),
        wrap("p", element("a", TABLE, href=table) + element("span", f": {name}", class_="unseen")),
        disclosed("Take away", bullets(downloads) + embed),
    )
    in_full = chart_in_full(chart, asked.view.dataset, link)
    markup = chart_above(chart, tools) + shown + "".join(below)
    return ChartFiles(files, wrap("section", markup, class_="chart"), in_full)


def titled_picture(chart: Chart, asked: Asked, link: str, form: Form) -> bytes:
    """The chart with its title, legend and sources drawn in: an SVG, or nothing if none fits."""

    def footer(shown: Chart, form: Form) -> Sequence[str]:
        return picture_footer(shown, asked.view.dataset, link, form.height and form.characters)

    look = picture(chart, form, footer, draw) if chart.panels else None
    return svg(look, chart.alt).encode() if look else b""


def _embed_code(address: str, name: str, height: int) -> str:
    """The code that shows the chart in a frame so high, to copy."""
    size = {"width": "100%", "height": str(height)}
    frame = wrap("iframe", "", src=address, title=name, **size, allow="clipboard-write")
    return copyable(frame, "embed code")


def _drawn(_: View, chart: Chart, layout: Layout) -> Drawing:
    return draw(chart, layout)


def _picture(chart: Chart, layout: Layout, drawing: Drawing) -> bytes:
    return svg(bare_picture(drawing, layout), chart.alt, asset(_DARK)).encode()


def _figures(drawings: Iterable[Drawing]) -> bytes:
    """For a desk and for a phone, as a script: from disk a page may load no other kind of file."""
    figures = [drawing.figure.to_dict() for drawing in drawings]
    text = json.dumps(figures, ensure_ascii=False, default=str, separators=(",", ":"))
    return f"tradeFigures({text})".encode()


def _images(chart: Chart, up: str, wide: Sequence[str], narrow: str) -> str:
    """On a desk and on paper one below the other, each no higher than a page; on a phone one."""
    shown = [(up + narrow, chart.alt), *[_NOT_LOADED] * (len(wide) - 1)]
    first, *more = (
        wrap(
            "picture",
            f'<source media="{_NARROW_SCREEN}" srcset="{there}">'
            + wrap("img", "", src=up + path, alt=alt, class_="picture").removesuffix("</img>"),
        )
        for path, (there, alt) in zip(wide, shown, strict=True)
    )
    return first + (wrap("div", "".join(more), class_="more wide") if more else "")


def keep_file(files: dict[str, bytes], stem: str, kind: str, content: bytes) -> str:
    """The path of a file that is named by its content: it may be kept for ever by whoever reads."""
    path = f"{stem}-{sha256(content).hexdigest()[:10]}.{kind}"
    files[path] = content
    return path
