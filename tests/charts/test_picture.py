"""Pictures: white, sized, and with title, legend and sources that do not overlap."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.support.drawing import plain
from tests.support.factories import COLLECTION, TRADER, make_total
from tradedata.charts.drawing import draw
from tradedata.charts.layouts import WIDE
from tradedata.charts.picture import CHARACTERS, INK, WIDTH, picture_layout
from tradedata.data.vocabulary import MARKET
from tradedata.views.charts import Chart, LegendEntry, RowPanel
from tradedata.views.who_says_what import who_says_what_chart


@pytest.fixture(scope="module")
def chart() -> Chart:
    totals = make_total("low", value=239e6), make_total("high", value=323e6, claimant=TRADER)
    return who_says_what_chart(totals, COLLECTION)


def annotations_of(chart: Chart, footer: Sequence[str] = ("Footer.",)) -> list[dict[str, Any]]:
    return list(json.loads(picture_layout(chart, draw(chart, WIDE), footer))["annotations"])


def test_picture_layout_is_white_and_sized_whatever_the_page(chart: Chart) -> None:
    layout = json.loads(picture_layout(chart, draw(chart, WIDE), ["One line.", "Another."]))
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "white"
    assert layout["font"]["color"] == INK
    assert layout["width"] == WIDTH
    margin = layout["margin"]
    assert layout["height"] - margin["t"] - margin["b"] == draw(chart, WIDE).height
    assert layout["template"] == {}
    assert len(layout["annotations"]) == 4


def test_picture_layout_holds_title_subtitle_legend_and_footer(chart: Chart) -> None:
    title, subtitle, legend, footer = (
        " ".join(plain(annotation["text"]).split())
        for annotation in annotations_of(chart, ["Sources: one.", "Version 2."])[-4:]
    )
    assert title == chart.title
    assert subtitle == chart.subtitle
    assert footer == "Sources: one. Version 2."
    for entry in chart.legend:
        assert f"{entry.glyph} {entry.label}" in legend


def with_legend(chart: Chart, *entries: LegendEntry) -> Chart:
    mark = chart.drawn[0]
    mark = replace(mark, style=replace(mark.style, legend=entries))
    return replace(chart, panels=(RowPanel("Dollars", "USD", (mark,)),))


STYLES: dict[str, Callable[[Chart], Chart]] = {
    "short": lambda chart: chart,
    "long-title": lambda chart: replace(chart, title="Long title. " * 20),
    "long-subtitle": lambda chart: replace(chart, subtitle="Long subtitle. " * 30),
    "long-legend": lambda chart: with_legend(
        chart, *(LegendEntry("●", f"meaning of mark number {n}") for n in range(20))
    ),
    "no-legend": with_legend,
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("footer", [["Line."], ["A long footer. " * 40, "Line."]], ids=len)
def test_picture_layout_texts_have_room_and_do_not_overlap(
    chart: Chart, style: Callable[[Chart], Chart], footer: list[str]
) -> None:
    chart = style(chart)
    layout = json.loads(picture_layout(chart, draw(chart, WIDE), footer))
    *above, below = layout["annotations"][-4:]
    tops = [text["yshift"] for text in above]
    heights = [
        (1 + text["text"].count("<br>")) * (26 if text["font"]["size"] == 20 else 19)
        for text in above
    ]
    assert tops[0] <= layout["margin"]["t"]
    for (top, height), next_top in zip(
        zip(tops, heights, strict=True), [*tops[1:], 0], strict=True
    ):
        assert top - height >= next_top
    lines = 1 + below["text"].count("<br>")
    assert -below["yshift"] + 12 * 1.3 * lines <= layout["margin"]["b"]
    for text in (above[1], above[2], below):
        assert max(len(plain(line)) for line in text["text"].split("<br>")) <= CHARACTERS


def test_picture_layout_legend_carries_glyphs_in_their_colours(chart: Chart) -> None:
    red, black = LegendEntry("■", "<red>", MARKET.colour), LegendEntry("○", "plain")
    chart = with_legend(chart, red, black)
    assert annotations_of(chart)[-2]["text"] == (
        f'<span style="color:{MARKET.colour}">■</span> &lt;red&gt;   '
        f'<span style="color:{INK}">○</span> plain'
    )
