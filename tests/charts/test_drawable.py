"""Whatever passes the check can be drawn: nasty rows, loaded from files, through every room."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from itertools import combinations, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import drawing as drawings
from tests.support.charts import assert_laws, charts_of
from tests.support.factories import DATA, write_rows
from tests.support.samples import all_indicators_of
from tradedata.charts.drawing import draw
from tradedata.charts.layouts import NARROW, WIDE
from tradedata.charts.picture import FORMS, picture
from tradedata.compare.history import history_of
from tradedata.compare.statements import statements
from tradedata.data.issues import InvalidData
from tradedata.data.loading import Dataset, load
from tradedata.data.schema import SCHEMA_FILE, parse_schema
from tradedata.data.vocabulary import FLOWS, KINDS, MEASURES, QUALIFIERS, STATUSES
from tradedata.views.coverage import coverage_lines, coverage_of, gap_words, row_words
from tradedata.views.finding import finding_of
from tradedata.views.lines import claim_line, claim_sentence, indicator_line, indicator_sentence
from tradedata.views.pairs import aspects_of_pair, compared_with, suggested_pair
from tradedata.views.tiles import tiles_of

Cells = Mapping[str, str]
SCHEMA = parse_schema((DATA / SCHEMA_FILE).read_bytes())
SIDES = tuple(SCHEMA.tables["claimants"].field("side").labels)
NASTY = ["{}", "{0} %{x} $x$ &amp; <b>\"'<a href=x>", "‏الهند\u200c", "W" * 90]
SMALL: dict[str, tuple[Cells, ...]] = {
    "changes": (),
    "areas": (
        {"area": "AF", "label": NASTY[0]},
        {"area": "RU", "label": NASTY[1]},
        {"area": "W00", "label": NASTY[2]},
        {"area": "BOTH", "label": NASTY[3], "members": "AF;RU"},
    ),
    "products": (
        {"product": "all-goods", "label": NASTY[1], "definition": NASTY[0]},
        {"product": "gas", "label": NASTY[0], "definition": NASTY[3]},
    ),
    "claimants": tuple(
        {"claimant": side, "label": NASTY[place % 4], "role": NASTY[1], "side": side}
        for place, side in enumerate(SIDES)
    ),
    "sources": tuple(
        {
            "source": f"source-{place}",
            "title": NASTY[place % 4],
            "publisher": NASTY[place % 3] if place else "",
            "published": published,
            "accessed": "2026-11-22",
            "seen": "whole",
            "language": "en",
            "collection": collection,
            "reuse": "open",
        }
        for place, (collection, published) in enumerate(
            [("press", ""), ("articles", "1900"), ("statistics", "2026-11"), ("statistics", "")]
        )
    ),
    "events": (
        {"event": "old", "date": "1900", "label": NASTY[1], "source": "source-0"},
        {"event": "new", "date": "2099-12-31", "end": "2099", "label": "{}", "source": "source-0"},
    ),
    "benchmarks": tuple(
        {
            "benchmark": f"hub-{place}",
            "series": NASTY[place],
            "product": "gas",
            "start": start,
            "end": end,
            "value": value,
            "unit": "USD/t",
            "native": NASTY[0],
            "source": "source-0",
        }
        for place, (start, end, value) in enumerate(
            [("1900-01-01", "2099-12-31", "0.000001"), ("2024-01-01", "2024-12-31", "9" * 15)]
        )
    ),
}
PRINTED = {
    "USD": "${}",
    "USD/year": "${}",
    "USD/t": "${} per ton",
    "t": "{} tons",
    "t/year": "{} tons",
    "percent": "{} percent",
    "times": "{} times",
    "rank": "ranked number {}",
}
AMOUNTS = ["0", "0.000001", "100", "132000000", "560000000", "9" * 15]
NUMBERS: dict[str, list[str]] = {
    "value": AMOUNTS,
    "quantity": AMOUNTS,
    "price": AMOUNTS[1:],
    "growth": ["0", "-0.5", "-99.999999", "52", "9" * 15],
    "ratio": AMOUNTS[1:],
    "share": ["0", "0.000001", "52", "100"],
    "rank": ["1", "9" * 15],
}
ENDS = [*[("AF", "RU"), ("RU", "AF")] * 4, ("AF", "W00"), ("RU", "W00"), ("BOTH", "W00")]
YEAR = ("2024-01-01", "2024-12-31")
DAYS = [
    YEAR,
    ("", ""),
    ("1900-01-01", "1900-01-01"),
    ("1900-01-01", "2099-12-31"),
    ("2099-12-31", "2099-12-31"),
    ("2023-01-01", "2023-12-31"),
    ("2024-02-29", "2024-02-29"),
    ("2024-01-01", "2024-02-29"),
    ("2024-03-20", "2025-03-19"),
    ("2023-11-17", "2024-10-02"),
    ("2030-01-01", ""),
]


@st.composite
def trade_rows(draw: st.DrawFn) -> list[dict[str, str]]:
    """Rows of which most pass the check, whatever stands at the ends of what it allows."""
    ids = [f"claim-{number}" for number in range(draw(st.integers(1, 8)))]
    said = {
        origin: {
            "claimant": draw(st.sampled_from(["", *SIDES])),
            "claimed_on": draw(st.sampled_from(["", "1900", "2024-05", "2026-11-22"])),
        }
        for origin in ("one", "two")
    }
    return [_row(draw, key, ids[:place], said) for place, key in enumerate(ids)]


def _row(
    draw: st.DrawFn, key: str, earlier: list[str], said: dict[str, dict[str, str]]
) -> dict[str, str]:
    def pick(*words: str) -> str:
        return draw(st.sampled_from(words))

    measure = pick(*["value", "quantity"] * 4, *MEASURES)
    units = [unit for unit in MEASURES[measure].units if unit in PRINTED]
    unit = pick(units[0], *units)
    number = pick(*NUMBERS[measure])
    origin = pick(*said)
    reporter, partner = draw(st.sampled_from(ENDS))
    flow = pick(*["import", "export", "turnover"] * 3, *FLOWS)
    start, end = draw(st.sampled_from([YEAR] * 6 + DAYS))
    base_start, base_end = draw(st.sampled_from(DAYS)) if MEASURES[measure].has_base else ("", "")
    kind = "plan" if start > end else pick(*["reported", "statistic"] * 4, *KINDS)
    basis = pick("stated", "relative", "inferred") if start else pick("unstated", "running")
    status = pick(*["normal"] * 12, *STATUSES)
    return {
        "id": key,
        "reporter": reporter,
        "partner": partner if FLOWS[flow].is_trade else "",
        "flow": flow,
        "product": pick("all-goods", "gas", "gas"),
        "measure": measure,
        "of": pick("value", "quantity") if MEASURES[measure].is_relative else "",
        "value": number,
        "unit": unit,
        "qualifier": pick(*QUALIFIERS),
        "start": start,
        "end": end,
        "period": pick("", NASTY[0], "now", "solar year 1403"),
        "period_basis": basis,
        "period_from": pick(*[""] * 9, *earlier),
        "base_start": base_start if base_end else "",
        "base_end": base_end,
        "base_basis": "stated" if base_end else "",
        "kind": kind,
        "status": status,
        "valuation": pick("", "fob", "cif"),
        "as_printed": PRINTED[unit].format(number),
        "source": pick(*["source-2"] * 4, "source-0", "source-1", "source-3"),
        "locator": NASTY[1],
        "origin": origin,
        **said[origin],
        "based_on": (rests_on := pick(*[""] * 9, *earlier)),
        "based_on_basis": "stated" if rests_on else "",
        "refers_to": pick("", "", *earlier),
        "note": "" if status == "normal" else "Why {}.",
    }


def loaded(rows: list[dict[str, str]]) -> Dataset | None:
    """The dataset of the rows, written as files; None where no row is sound."""
    with TemporaryDirectory() as place:
        directory = Path(place)
        shutil.copy(DATA / SCHEMA_FILE, directory)
        for name, records in {**SMALL, "trade": tuple(rows)}.items():
            write_rows(directory / f"{name}.csv", records)
        try:
            return load(directory)
        except InvalidData as error:
            if not {"no-row", "no-sound-row"} & {issue.code for issue in error.issues}:
                raise
            return None


@settings(max_examples=40, deadline=None)
@given(trade_rows())
def test_whatever_passes_the_check_can_be_drawn(rows: list[dict[str, str]]) -> None:
    dataset = loaded(rows)
    if dataset is None:
        return
    claims, about = dataset.claims, dataset.collection
    rest = about, dataset.events, dataset.benchmarks
    charts = charts_of(claims, *rest)
    assert charts_of(claims[::-1], *rest) == charts
    for chart in charts:
        assert_laws(chart, {claim.id: claim for claim in claims})
        for layout in (WIDE, NARROW) if chart.panels else ():
            drawing = draw(chart, layout)
            drawings.assert_laws(chart, drawing)
        for form in FORMS if chart.panels else ():
            assert picture(chart, form, lambda *_: [NASTY[1]], draw) or form.height
    assert finding_of(claims, about).words
    matrix = coverage_of(claims, about)
    assert (coverage_lines(matrix) != ()) == bool(matrix.rows)
    assert all(map(row_words, matrix.rows))
    assert gap_words(matrix) is not None
    assert all(claim_line(c) and claim_sentence(c) for c in claims)
    assert all(tile.words for tile in tiles_of(claims, about))
    for indicator in all_indicators_of(claims, about, dataset.benchmarks):
        assert indicator_line(indicator)
        assert indicator_sentence(indicator)
        assert indicator.value.is_finite()
    for first, second in islice(combinations(claims, 2), 10):
        assert compared_with(first, second)
        assert aspects_of_pair(first, second, dataset)
    assert len(claims) > 1 or suggested_pair(claims) is None
    found = statements(claims)
    assert all(saying.words for claim in claims for saying in history_of(claim, found))
