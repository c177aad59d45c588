"""The data as pandas DataFrames: typed, whole, and the same numbers as the page's."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from tests.support.factories import PROJECT, edit_row
from tests.support.samples import shipped_views
from tools.notebook import NOTEBOOK, executed
from tradedata.data.issues import InvalidData
from tradedata.exports.shown import COLUMNS
from tradedata.frames import EXACT, chart, claims, indicators
from tradedata.views.extracts import chart_called
from tradedata.views.parameters import read_address

VIEWS = shipped_views()


def test_claims_have_a_row_each_with_source_hedge_and_period() -> None:
    view = read_address("view=articles&side=russian-government", VIEWS).view
    frame = claims("view=articles&side=russian-government").set_index("id")
    assert {*frame.index} == view.claims_by_id.keys()
    for key, claim in view.claims_by_id.items():
        row = frame.loc[key]
        assert row[EXACT] == claim.value
        assert row["value"] == float(claim.value)
        assert row["source_title"] == claim.source.title
        assert row["qualifier"] == claim.qualifier
        days = [None if each is pd.NaT else each.date() for each in (row["start"], row["end"])]
        assert days == [claim.own_period.start, claim.own_period.end]
        assert row["data_version"] == view.dataset.version


def test_claims_are_typed_and_described_to_the_last_column() -> None:
    frame = claims()
    kinds = {name: str(dtype) for name, dtype in frame.dtypes.items()}
    for name, kind in {
        "value": "float64",
        "unit": "category",
        "claimant": "category",
        "effective_start": "datetime64[us]",
        "source_accessed": "datetime64[us]",
        "source_published": "str",
        "as_printed": "str",
    }.items():
        assert kinds[name] == kind
    assert {type(each) for each in frame[EXACT]} == {Decimal}
    assert frame.attrs["columns"].keys() == {*frame.columns}
    assert frame.attrs["data_version"] in frame.attrs["citation"]
    assert frame.attrs["units"]["value"] == sorted(frame["unit"].unique())
    assert frame.attrs["filters"] == {}


def test_indicators_keep_every_digit_and_name_their_inputs() -> None:
    frame = indicators("view=articles").set_index("id")
    found = read_address("view=articles", VIEWS).view.indicators
    assert {*frame.index} == {each.id for each in found}
    for each in found:
        row = frame.loc[each.id]
        assert row[EXACT] == each.value
        assert row["kind"] == each.kind
        assert row["input_ids"].split(";")[: len(each.inputs)] == [c.id for c in each.inputs]
        assert row["expression"] == each.expression
        assert row["formula"] == each.formula


@pytest.mark.parametrize("slug", ["answer", "long-view", "lpg", "lpg-others"])
def test_chart_has_its_numbers_in_its_order(slug: str) -> None:
    drawn = chart_called(read_address("", VIEWS), slug)
    frame = chart(slug)
    assert drawn
    assert list(frame["id"]) == [mark.id for mark in drawn.marks]
    assert [*COLUMNS] == [name for name in frame.columns if name != EXACT]
    assert frame.attrs["chart"] == drawn.title


def test_claims_of_nothing_are_an_empty_frame_of_the_same_types() -> None:
    empty = claims("view=articles&from=1992&to=1992")
    assert len(empty) == 0
    assert [*empty.dtypes.astype(str)] == [*claims().dtypes.astype(str)]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("side=nobody", "side=nobody (allowed: afghan-authorities"),
        ("claim=no-such-number", "claim=no-such-number"),
        ("sides=afghan-authorities", "sides (allowed: view, side"),
    ],
)
def test_address_that_the_page_would_not_take_whole_is_refused(address: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        claims(address)


def test_chart_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match=r"No chart is called 'lgp'.*allowed: answer, .*lpg"):
        chart("lgp")


def test_frames_read_another_directory_and_follow_its_files(data: Path) -> None:
    key = "trade-overchuk-diplomat"
    before = claims(f"claim={key}", data)
    edit_row(data / "trade.csv", key, value="570000000", as_printed="around $570 million")
    after = claims(f"claim={key}", str(data))
    assert [*before["value"], *after["value"]] == [560e6, 570e6]
    (data / "trade.csv").unlink()
    with pytest.raises(InvalidData):
        claims(data=data)


def test_core_loads_without_pandas() -> None:
    code = "import sys, tradedata.cli; sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True)


@pytest.mark.whole
def test_notebook_shows_what_the_data_say_today() -> None:
    notebook = NOTEBOOK.read_text(encoding="utf-8")
    assert executed(notebook) == notebook, "run: make notebook"
