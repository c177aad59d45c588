"""View: the data as selected, shared by all visitors who look at the same selection.

Owns what is kept between runs: the watched files, and whatever is built once per data and filter.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import streamlit as st

from components.shell import address
from tradedata.computed.catalogue import all_indicators_of, indicators_of
from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.directory import data_directory
from tradedata.data.loading import Dataset
from tradedata.data.watching import Snapshot, Watched
from tradedata.views.finding import Finding, finding
from tradedata.views.selection import Selection

KEPT_BUILDS = 256

T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """What the filters leave: claims, market prices, indicators, and what the page says of them.

    ``everything`` are the indicators of all claims: a card tells them whatever the filters.
    """

    dataset: Dataset
    snapshot_key: str
    selection: Selection
    claims: tuple[Claim, ...]
    benchmarks: tuple[Benchmark, ...]
    indicators: tuple[Indicator, ...]
    finding: Finding
    everything: tuple[Indicator, ...]

    @property
    def key(self) -> str:
        """Names the data and the filters, for whatever is built from them."""
        return f"{self.snapshot_key}|{self.selection}"

    def build(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` builds from this view, built once for all visitors; never change it."""
        return cast(T, _built(self.key, name, make))


def snapshot() -> Snapshot:
    """The newest data."""
    return _watched(str(data_directory(os.environ))).refresh()


def view_of(now: Snapshot, dataset: Dataset, selection: Selection) -> View:
    """The view of a selection."""
    key = f"{now.key}|{selection}"
    return cast(View, _built(key, "view", lambda: _select(now.key, dataset, selection)))


def keep_up(view: View) -> None:
    """First line of every section: run the whole page if the data or the card has changed."""
    if address.whole_run_needed() or snapshot().key != view.snapshot_key:
        st.rerun(scope="app")


def _select(snapshot_key: str, dataset: Dataset, selection: Selection) -> View:
    claims = selection.apply(dataset.claims)
    benchmarks = selection.benchmarks(dataset.benchmarks)
    return View(
        dataset,
        snapshot_key,
        selection,
        claims,
        benchmarks,
        indicators_of(claims, dataset.collection, benchmarks),
        finding(claims, dataset.collection),
        _everything(snapshot_key, dataset),
    )


def _everything(snapshot_key: str, dataset: Dataset) -> tuple[Indicator, ...]:
    made = _built(
        snapshot_key,
        "everything",
        lambda: all_indicators_of(dataset.claims, dataset.collection, dataset.benchmarks),
    )
    return cast(tuple[Indicator, ...], made)


@st.cache_resource(show_spinner=False)
def _watched(directory: str) -> Watched:
    return Watched(Path(directory))


@st.cache_resource(show_spinner=False, max_entries=KEPT_BUILDS)
def _built(key: str, name: str, _make: Callable[[], object]) -> object:
    return _make()
