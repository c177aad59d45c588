"""Charts: the laws that all of them keep, rows, marks, escaping and pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.drawing import assert_laws, bars, drawn, is_over_time, look, marks, plain, texts
from tests.support.factories import (
    AFGHANISTAN,
    COLLECTION,
    DATA,
    GAS,
    GOODS,
    MINISTER,
    RUSSIA,
    TRADER,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
)
from tradedata.charts.axes import AXES, axes_words, axis_of
from tradedata.charts.chart import Chart, LegendEntry, escape
from tradedata.charts.entries import assemble, claim_entry, indicator_entry
from tradedata.charts.layouts import NARROW, WIDE, Layout
from tradedata.charts.marks import (
    COMPUTED,
    NEUTRAL,
    PART_YEAR,
    claim_style,
)
from tradedata.charts.picture import CHARACTERS, INK, picture_layout
from tradedata.charts.picture import WIDTH as PICTURE_WIDTH
from tradedata.charts.products import charted_products, product_chart
from tradedata.charts.rows import (
    AXIS_HEIGHT,
    GAP,
    BracketRow,
    HeadingRow,
    NumberRow,
    Panel,
    draw_rows,
)
from tradedata.charts.targets import targets_chart, targets_of
from tradedata.charts.who_says_what import stated_totals, who_says_what_chart
from tradedata.computed.catalogue import indicators_of
from tradedata.computed.derivations import unit_values
from tradedata.computed.turnovers import turnover_checks
from tradedata.data.claims import Claim
from tradedata.data.collection import Collection
from tradedata.data.loading import load
from tradedata.data.vocabulary import (
    AFGHAN,
    MARKET,
    MEASURES,
    NOT_ATTRIBUTED,
    RUSSIAN,
    SIDES,
)
from tradedata.views.finding import finding

DATASET = load(DATA)
GROUPS = (AFGHAN, RUSSIAN, MARKET, NOT_ATTRIBUTED)


def charts_of(
    claims: Sequence[Claim], layout: Layout = WIDE, about: Collection = COLLECTION
) -> list[Chart]:
    """Every chart that the page would draw of the claims."""
    charts = []
    if totals := stated_totals(claims, about):
        charts.append(who_says_what_chart(totals, about, turnover_checks(claims), layout))
    if targets_of(claims):
        named = finding(claims, about).claims
        baselines = sorted((c for c in totals if c.id in named), key=lambda claim: claim.id)
        charts.append(targets_chart(claims, baselines, layout))
    indicators = indicators_of(claims, about)
    charts += [
        product_chart(item, claims, about, indicators, layout=layout)
        for item in charted_products(claims, about)
    ]
    return charts


PERIODS = (
    make_year(2023),
    make_year(2024),
    make_year(2024, "inferred"),
    make_period("2025-01-01", "2025-02-28", "Jan-Feb 2025"),
    make_period("2024-03-20", "2025-03-20", "solar year 1403"),
    make_period(),
    make_period(label="now", basis="running"),
    replace(make_year(2024), supplied_by="c0"),
)
UNIT_CHOICES = [
    (measure, "value" if measure not in ("value", "quantity", "price") else "", unit)
    for measure, kind in MEASURES.items()
    for unit in kind.units
]
AREAS = {"export": (RUSSIA, AFGHANISTAN), "turnover": (RUSSIA, AFGHANISTAN)}


@st.composite
def claims_of_every_sort(draw: st.DrawFn) -> list[Claim]:
    """Up to six claims whose fields may stand together in the data."""
    claims = []
    for number in range(draw(st.integers(1, 6))):
        flow = draw(st.sampled_from(["import", "export", "turnover", "demand", "resource"]))
        reporter, partner = AREAS.get(flow, (AFGHANISTAN, RUSSIA))
        measure, of, unit = draw(st.sampled_from(UNIT_CHOICES))
        kind = draw(
            st.sampled_from(["statistic", "reported", "estimate", "forecast", "plan", "target"])
        )
        period = make_year(2030) if kind == "target" else draw(st.sampled_from(PERIODS))
        claims.append(
            make_claim(
                f"c{number}",
                value=draw(st.sampled_from(["1", "2.5", "480", "71000", "3000000000"])),
                reporter=reporter,
                partner=None if flow in ("demand", "resource") else partner,
                flow=flow,
                product=draw(st.sampled_from([GAS, GOODS])),
                measure=measure,
                of=of,
                unit=unit,
                kind=kind,
                qualifier=draw(st.sampled_from(["none", "about", "over", "up-to"])),
                status=draw(
                    st.sampled_from(["normal", "normal", "doubtful", "superseded", "rejected"])
                ),
                period=period,
                base=make_year(2022) if measure in ("growth", "ratio") else None,
                claimant=draw(st.sampled_from([MINISTER, TRADER, None])),
                origin=draw(st.sampled_from(["one", f"own-{number}"])),
                refers_to=draw(st.sampled_from(["", "c0", "c1"])),
            )
        )
    return claims


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(claims_of_every_sort(), st.sampled_from([WIDE, NARROW]))
def test_charts_law_whatever_the_claims(claims: list[Claim], layout: Layout) -> None:
    statements = {claim.id: claim for claim in claims}
    for chart in charts_of(claims, layout):
        assert_laws(chart, statements)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(claims_of_every_sort(), st.data())
def test_charts_law_the_order_of_rows_changes_nothing(
    claims: list[Claim], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(claims))
    assert list(map(look, charts_of(shuffled))) == list(map(look, charts_of(claims)))


@pytest.fixture(scope="module")
def shipped() -> list[Chart]:
    """The charts of the data in the repository."""
    return charts_of(DATASET.claims, about=DATASET.collection)


def test_charts_of_the_shipped_data_keep_the_laws(shipped: list[Chart]) -> None:
    for chart in shipped:
        assert_laws(chart, {claim.id: claim for claim in DATASET.claims})
    slugs = [chart.slug for chart in shipped]
    assert slugs[:2] == ["who-says-what", "targets"]
    assert set(slugs[2:]) <= set(DATASET.directory.products)
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("status", ["rejected", "superseded"])
def test_charts_withdrawn_claims_leave_no_trace(status: str) -> None:
    claims = (
        make_total("total"),
        make_total("target", value=3 * 10**9, kind="target", period=make_year(2030)),
        make_claim("gas"),
    )
    withdrawn = tuple(
        replace(claim, id=f"no-{claim.id}", value=claim.value * 7, status=status)
        for claim in claims
    )
    assert list(map(look, charts_of((*claims, *withdrawn)))) == list(map(look, charts_of(claims)))


# Colours and marks


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio has it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_the_known_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("background", ["#FFFFFF", "#0E1117"])
@pytest.mark.parametrize("colour", [*(group.colour for group in GROUPS), NEUTRAL])
def test_marks_colours_stand_out_on_light_and_dark(colour: str, background: str) -> None:
    assert contrast(colour, background) >= 3


def test_marks_every_colour_in_use_is_one_of_those() -> None:
    assert {*SIDES.values(), NOT_ATTRIBUTED} == set(GROUPS)
    assert COMPUTED.colour == NEUTRAL


def words_allowed(table: str, column: str) -> list[str]:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    (fields,) = (r["schema"]["fields"] for r in package["resources"] if r["name"] == table)
    (found,) = (f["constraints"]["enum"] for f in fields if f["name"] == column)
    return list(found)


@pytest.mark.parametrize("kind", words_allowed("trade", "kind"))
def test_claim_style_every_kind_of_the_schema_has_a_shape_and_a_name(kind: str) -> None:
    style = claim_style(make_claim(kind=kind))
    assert style.legend[0].label.startswith(kind[:5]) or kind in style.legend[0].label
    assert style.legend[0].colour is None


SHAPES = {
    "statistic": "square",
    "reported": "circle",
    "estimate": "circle-open",
    "forecast": "circle-open",
    "target": "line-ns-open",
    "plan": "triangle-right-open",
}


@pytest.mark.parametrize(("kind", "shape"), SHAPES.items())
def test_claim_style_shape_carries_the_kind(kind: str, shape: str) -> None:
    assert claim_style(make_claim(kind=kind)).symbol == shape


@pytest.mark.parametrize("side", [*words_allowed("claimants", "side"), "unattributed"])
def test_claim_style_every_side_of_the_schema_has_a_colour_and_a_name(side: str) -> None:
    claimant = None if side == "unattributed" else replace(MINISTER, side=side)
    style = claim_style(make_claim(claimant=claimant))
    group = side.partition("-")[0]
    colours = {"afghan": AFGHAN, "russian": RUSSIAN, "unattributed": NOT_ATTRIBUTED}
    assert style.colour == colours.get(group, MARKET).colour
    assert style.legend[1].colour == style.colour
    assert group not in colours or group in style.legend[1].label.lower().replace("not ", "un")


RINGS = {
    "dated": (make_year(2024), False),
    "start-alone": (make_period("2024-01-01"), False),
    "borrowed": (replace(make_year(2024), supplied_by="lender"), False),
    "unstated": (make_period(), True),
    "running": (make_period(label="now", basis="running"), True),
}


@pytest.mark.parametrize(("period", "ringed"), RINGS.values(), ids=RINGS)
def test_claim_style_ring_says_that_no_period_is_stated(period: Any, ringed: bool) -> None:
    style = claim_style(make_claim(period=period))
    assert style.dashed is ringed
    assert ("no period stated" in [entry.label for entry in style.legend]) is ringed


# Entries


EARLY = make_period("2025-01-01", "2025-02-28", "Jan-Feb 2025")


@pytest.mark.parametrize(
    ("period", "bar", "hatched"),
    [(EARLY, True, True), (EARLY, False, False), (make_year(2024), True, False)],
    ids=["part-year-bar", "part-year-mark", "whole-year-bar"],
)
def test_entries_hatch_bars_of_part_years_only(period: Any, bar: bool, hatched: bool) -> None:
    tonnes = make_claim("tonnes", period=period, origin="one")
    dollars = make_claim("dollars", period=period, measure="value", unit="USD", origin="one")
    (price,) = unit_values((tonnes, dollars))
    for entry in (claim_entry(tonnes, bar=bar), indicator_entry(price, bar=bar)):
        assert (entry.row.bar, entry.row.hatched) == (bar, hatched)
        assert (PART_YEAR in entry.legend) is hatched


def test_entries_say_the_number_the_speaker_the_source_and_the_period() -> None:
    entry = claim_entry(make_claim(qualifier="over"))
    assert entry.row.number == "over 100 t"
    assert entry.row.label == "A. Minister"
    assert entry.row.detail == "The Paper, 9 Apr 2025 · 2024"
    assert entry.mark.label == "over 100 t, A. Minister, 2024"


def test_entries_of_indicators_say_the_formula() -> None:
    claims = (
        make_claim("tonnes", origin="one"),
        make_claim("dollars", value=48_000, measure="value", unit="USD", origin="one"),
    )
    (price,) = unit_values(claims)
    entry = indicator_entry(price)
    assert entry.row.number == "about $480 a tonne"
    assert entry.row.label == "Implied price of LPG"
    assert entry.row.detail == "computed: value / quantity · 2024"
    assert entry.mark.label == "about $480 a tonne, Implied price of LPG, computed"
    assert entry.indicator is price
    assert [claim.id for claim in entry.claims] == ["dollars", "tonnes"]


def test_assemble_names_a_number_once_and_explains_only_what_is_drawn() -> None:
    one = claim_entry(make_claim("one"))
    named = claim_entry(make_claim("two", kind="statistic"))
    chart = assemble(
        "s", "T.", "S.", draw_rows([Panel("p", (one.row,), "t")]), [one, named, one], notes=("N",)
    )
    assert [mark.id for mark in chart.marks] == ["one", "two"]
    assert [claim.id for claim in chart.claims] == ["one", "two"]
    assert chart.legend == one.legend
    assert chart.indicators == ()
    assert chart.notes == ("N",)


# Rows


def number_row(id: str = "a", value: float = 100, **fields: Any) -> NumberRow:
    return NumberRow(
        id, **{"number": "100 t", "label": "Who", "detail": "Where", "style": COMPUTED, **fields},
        value=value,
    )  # fmt: skip


LINES: dict[str, tuple[NumberRow, tuple[str, ...]]] = {
    "one-line": (number_row(), ("<b>100 t</b>  Who", "Where")),
    "just-too-long": (
        number_row(number="12345", label="x" * 41),
        ("<b>12345</b>", "x" * 41, "Where"),
    ),
    "just-fits": (
        number_row(number="12345", label="x" * 40),
        (f"<b>12345</b>  {'x' * 40}", "Where"),
    ),
    "long-label": (
        number_row(label="word " * 12),
        ("<b>100 t</b>", "word word word word word word word word word", "word word word", "Where"),
    ),
    "long-detail": (
        number_row(detail="detail " * 9),
        ("<b>100 t</b>  Who", "detail detail detail detail detail detail detail", "detail detail"),
    ),
    "no-label": (number_row(label=""), ("<b>100 t</b>", "Where")),
    "markup": (
        number_row(number="<5", label="A & B", detail="<i>"),
        ("<b>&lt;5</b>  A &amp; B", "&lt;i&gt;"),
    ),
}


@pytest.mark.parametrize(("row", "lines"), LINES.values(), ids=LINES)
def test_number_row_lines_fit_a_phone(row: NumberRow, lines: tuple[str, ...]) -> None:
    assert row.lines(NARROW) == lines
    assert row.height(NARROW) == 18 * len(lines) + 34


def test_number_row_on_a_desk_has_longer_lines_and_its_mark_beside_them() -> None:
    row = number_row(label="word " * 11, detail="detail " * 9)
    assert [len(lines) for lines in (row.lines(WIDE), row.lines(NARROW))] == [3, 5]
    assert row.height(WIDE) == 18 * 3 + 10
    assert row.level(WIDE) == row.height(WIDE) / 2


def test_heading_row_wraps_and_grows() -> None:
    assert HeadingRow("Short").lines(NARROW) == ("Short",)
    assert HeadingRow("Short").height(NARROW) == 34
    long = HeadingRow("All goods: trade of Russia with Afghanistan & others, both directions")
    assert long.lines(NARROW) == (
        "All goods: trade of Russia with",
        "Afghanistan &amp; others, both directions",
    )
    assert long.height(NARROW) == 52
    assert len(long.lines(WIDE)) == 1


def test_draw_rows_puts_panels_below_each_other_on_axes_of_their_own() -> None:
    panels = [
        Panel("Tonnes", (number_row("a", 100), number_row("b", 50)), "t"),
        Panel("Dollars", (number_row("c", 3),), "USD"),
    ]
    drawing = draw_rows(panels)
    figure, height = drawing.figure, drawing.height
    assert drawing.ids == {"a", "b", "c"}
    assert height == sum(panel.height(WIDE) + AXIS_HEIGHT + GAP for panel in panels)
    layout = figure.layout
    assert layout.xaxis.range == (0, pytest.approx(108))
    assert layout.xaxis2.range == (0, pytest.approx(3.24))
    assert layout.xaxis.ticktext == ("0 t", "20 t", "40 t", "60 t", "80 t", "100 t")
    assert layout.xaxis2.ticktext == ("$0", "$1", "$2", "$3")
    assert layout.xaxis.fixedrange
    assert layout.yaxis.domain[1] == 1
    assert layout.yaxis2.domain[1] == pytest.approx(
        layout.yaxis.domain[0] - (AXIS_HEIGHT + GAP) / height
    )
    assert [trace.xaxis for trace in figure.data] == ["x", "x", "x2"]
    assert [a.text for a in layout.annotations if a.text.startswith("<i>")] == [
        "<i>Tonnes</i>",
        "<i>Dollars</i>",
    ]


@pytest.mark.parametrize("rows", [(), (HeadingRow("Nothing"),), (number_row(value=0),)])
def test_draw_rows_axis_without_an_amount_still_has_a_length(rows: tuple[Any, ...]) -> None:
    drawing = draw_rows([Panel("Tonnes", rows, "t")])
    low, high = drawing.figure.layout.xaxis.range
    assert low == 0 < high
    assert drawing.height > 0


@pytest.mark.parametrize("layout", [NARROW, WIDE], ids=["narrow", "wide"])
def test_draw_rows_texts_never_overlap(layout: Layout) -> None:
    rows = (
        HeadingRow("Heading"),
        number_row("a", label="A very long label " * 5, bar=True),
        BracketRow(1, 3, "about 3 times apart"),
        number_row("b"),
    )
    figure = draw_rows([Panel("Tonnes", rows, "t")], layout).figure
    tops = [annotation.y for annotation in figure.layout.annotations]
    assert tops == sorted(tops, reverse=True)
    sizes = [18 * (1 + annotation.text.count("<br>")) for annotation in figure.layout.annotations]
    for (above, size), below in pairwise([*zip(tops, sizes, strict=True), (-(10**6), 0)]):
        assert above - size >= below[0]
    by_id = {trace.customdata[0]: trace.y[0] for trace in figure.data}
    (first, second) = (a for a in figure.layout.annotations if a.text.startswith("<b>100"))
    for card_id, text in (("a", first), ("b", second)):
        bottom = text.y - 18 * (1 + text.text.count("<br>"))
        if layout == NARROW:
            assert by_id[card_id] + 7 < bottom
        else:
            assert bottom < by_id[card_id] < text.y
    assert figure.layout.xaxis.domain == (layout.label_column, 1)


def test_draw_rows_bracket_spans_its_two_values() -> None:
    rows = (number_row(), BracketRow(20, 60, "3 times <apart>"))
    figure = draw_rows([Panel("Tonnes", rows, "t")]).figure
    shapes = figure.layout.shapes
    assert sorted((shape.x0, shape.x1) for shape in shapes) == [(20, 20), (20, 60), (60, 60)]
    assert figure.layout.annotations[-1].text == "3 times &lt;apart&gt;"
    (line,) = (shape for shape in shapes if shape.x0 != shape.x1)
    assert line.y0 == line.y1


def test_draw_rows_ring_stands_around_its_mark() -> None:
    style = replace(COMPUTED, dashed=True)
    rows = (number_row(style=style), number_row("b"))
    figure = draw_rows([Panel("Tonnes", rows, "t")]).figure
    (ring,) = figure.layout.shapes
    assert (ring.type, ring.line.dash) == ("circle", "dot")
    assert (ring.xanchor, ring.yanchor) == (100, figure.data[0].y[0])
    assert (ring.x0, ring.x1, ring.xsizemode) == (-11, 11, "pixel")


def test_draw_rows_bar_lies_under_its_mark() -> None:
    row = number_row(bar=True, hatched=True)
    figure = draw_rows([Panel("Tonnes", (row,), "t")]).figure
    bar, mark = figure.data
    assert (bar.type, mark.type) == ("bar", "scatter")
    assert bar.orientation == "h"
    assert bar.marker.pattern.shape == "/"
    assert bar.customdata == mark.customdata == ("a",)
    assert bar.hovertext == mark.hovertext == ("100 t<br>Who<br>Where",)


def test_draw_rows_open_symbols_get_a_line_that_can_be_seen() -> None:
    hollow = replace(COMPUTED, symbol="circle-open")
    rows = (number_row(style=hollow), number_row("b"))
    figure = draw_rows([Panel("Tonnes", rows, "t")]).figure
    assert [trace.marker.line.width for trace in figure.data] == [3, 1]


# Axes


def test_axes_every_unit_of_a_level_has_one_axis() -> None:
    for measure in ("value", "quantity", "price"):
        for unit in MEASURES[measure].units:
            assert [axis for axis in AXES if unit in axis.units] == [axis_of(unit)]
    with pytest.raises(KeyError, match="rank"):
        axis_of("rank")


def test_axes_words_name_each_axis_once_in_its_place() -> None:
    assert axes_words(iter(["USD/t", "t", "t/year"])) == "tonnes and US dollars a tonne"
    assert [axis.title for axis in AXES] == [
        "Tonnes",
        "Current US dollars",
        "US dollars a tonne",
        "Percent",
    ]


# Escaping

NASTY = ["<b>bold</b>", '<a href="x">y</a>', "%{x}", "$1$ and $2$", "&amp;", "a<br>b"]


@pytest.mark.parametrize("text", NASTY)
def test_escape_shows_text_verbatim(text: str) -> None:
    assert not set(escape(text)) & set("<>")
    assert plain(escape(text)) == text


def nasty_charts(text: str) -> list[Chart]:
    who = replace(MINISTER, label=text, role=text)
    page = make_source("page", publisher=text, title=text)
    period = make_period("2024-01-01", "2024-12-31", text, "relative")
    product = replace(GAS, label=text)
    fields: dict[str, Any] = {"claimant": who, "source": page, "period": period}
    claims = (
        make_total("total", **fields),
        make_total("other", value=10**9, **{**fields, "claimant": TRADER}),
        make_total("target", value=3 * 10**9, kind="target", **fields),
        make_claim("gas", product=product, origin="one", **fields),
        make_claim("paid", product=product, measure="value", unit="USD", origin="one", **fields),
    )
    return charts_of(claims)


@pytest.mark.parametrize("text", NASTY)
def test_charts_text_from_cells_is_shown_verbatim_and_never_as_markup(text: str) -> None:
    charts = nasty_charts(text)
    assert [chart.slug for chart in charts] == ["who-says-what", "targets", "lpg"]
    for chart in charts:
        assert is_over_time(chart) or any(text in words for words in texts(chart))
        picture = json.loads(picture_layout(chart, [text]))
        annotations = [annotation["text"] for annotation in picture["annotations"]]
        assert text in plain(annotations[-1])
        hovers = [text for trace in chart.figure.data for text in trace.hovertext]
        assert any(text in plain(hover) for hover in hovers)
        for markup in (*annotations, *hovers):
            assert "<" not in escape_ours(markup)
        for trace in chart.figure.data:
            assert trace.hovertemplate is None
            assert trace.texttemplate is None
            assert trace.hoverinfo == "text"


def escape_ours(markup: str) -> str:
    """The markup without the few tags that the charts themselves write."""
    for tag in ("<b>", "</b>", "<i>", "</i>", "<br>", "</span>"):
        markup = markup.replace(tag, "")
    for entry in (*COMPUTED.legend, LegendEntry("", ""), *colour_entries()):
        markup = markup.replace(f'<span style="color:{entry.colour or INK}">', "")
    return markup


def colour_entries() -> list[LegendEntry]:
    return [LegendEntry("", "", group.colour) for group in GROUPS]


# Pictures


def annotations_of(chart: Chart, footer: Sequence[str] = ("Footer.",)) -> list[dict[str, Any]]:
    return list(json.loads(picture_layout(chart, footer))["annotations"])


def test_picture_layout_is_white_and_sized_whatever_the_page(shipped: list[Chart]) -> None:
    for chart in shipped:
        layout = json.loads(picture_layout(chart, ["One line.", "Another."]))
        assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "white"
        assert layout["font"]["color"] == INK
        assert contrast(INK, "#FFFFFF") > 7
        assert layout["width"] == PICTURE_WIDTH
        margin = layout["margin"]
        assert layout["height"] - margin["t"] - margin["b"] == chart.height
        assert layout["template"] == {}
        assert len(layout["annotations"]) == 4


def test_picture_layout_holds_title_subtitle_legend_and_footer(shipped: list[Chart]) -> None:
    for chart in shipped:
        title, subtitle, legend, footer = (
            " ".join(plain(annotation["text"]).split())
            for annotation in annotations_of(chart, ["Sources: one.", "Version 2."])[-4:]
        )
        assert title == chart.title
        assert subtitle == chart.subtitle
        assert footer == "Sources: one. Version 2."
        for entry in chart.legend:
            assert f"{entry.glyph} {entry.label}" in legend


def test_picture_layout_leaves_the_chart_as_it_was(shipped: list[Chart]) -> None:
    before = look(shipped[0])
    assert picture_layout(shipped[0], ["F."]) == picture_layout(shipped[0], ["F."])
    assert look(shipped[0]) == before


STYLES: dict[str, Callable[[Chart], Chart]] = {
    "short": lambda chart: chart,
    "long-title": lambda chart: replace(chart, title="Long title. " * 20),
    "long-subtitle": lambda chart: replace(chart, subtitle="Long subtitle. " * 30),
    "long-legend": lambda chart: replace(
        chart, legend=tuple(LegendEntry("●", f"meaning of mark number {n}") for n in range(20))
    ),
    "no-legend": lambda chart: replace(chart, legend=()),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("footer", [["Line."], ["A long footer. " * 40, "Line."]], ids=len)
def test_picture_layout_texts_have_room_and_do_not_overlap(
    shipped: list[Chart], style: Callable[[Chart], Chart], footer: list[str]
) -> None:
    chart = style(shipped[0])
    layout = json.loads(picture_layout(chart, footer))
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


def test_picture_layout_legend_carries_glyphs_in_their_colours(shipped: list[Chart]) -> None:
    chart = replace(
        shipped[0], legend=(LegendEntry("■", "<red>", RUSSIAN.colour), LegendEntry("○", "plain"))
    )
    assert annotations_of(chart)[-2]["text"] == (
        f'<span style="color:{RUSSIAN.colour}">■</span> &lt;red&gt;   '
        f'<span style="color:{INK}">○</span> plain'
    )


# Chart


def test_chart_alt_holds_title_subtitle_and_every_sentence(shipped: list[Chart]) -> None:
    for chart in shipped:
        assert chart.alt.startswith(f"Chart: {chart.title} {chart.subtitle} ")
        assert chart.alt.endswith(chart.words[-1])


def test_charts_bars_and_marks_are_numbers_of_the_chart(shipped: list[Chart]) -> None:
    for chart in shipped:
        assert set(bars(chart)) <= set(marks(chart)) == set(drawn(chart))


def test_chart_numbers_are_all_that_its_table_names(shipped: list[Chart]) -> None:
    for chart in shipped:
        ids = {getattr(number, "id", getattr(number, "key", "")) for number in chart.numbers}
        assert {mark.id for mark in chart.marks} <= ids
        assert len(ids) == len(chart.numbers)
