"""Samples: claims of all kinds, made short, and a strategy for handfuls of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import strategies as st

from tests.support.factories import (
    AFGHANISTAN,
    GAS,
    GOODS,
    MINISTER,
    PAPER,
    RUSSIA,
    TRADER,
    make_claim,
    make_period,
    make_source,
    make_total,
    make_year,
    shipped_data,
)
from tradedata.computed.catalogue import computed_of, needed_of
from tradedata.computed.indicators import Indicator
from tradedata.data.claims import Benchmark, Claim
from tradedata.data.collection import Collection
from tradedata.site.pages import Site, SitePage
from tradedata.site.places import all_pages, path_of
from tradedata.views.view import Views

SOLAR_1403 = make_period("2024-03-20", "2025-03-20", "solar year 1403")
HALF_2025 = make_period("2025-01-01", "2025-06-30", "Jan-Jun 2025")
EARLY_2025 = make_period("2025-01-01", "2025-02-28", "Jan-Feb 2025")
NO_PERIOD = make_period()
NOW = make_period(label="now", basis="running")
LAST_YEAR = replace(make_year(2024), label="last year", basis="relative")
EARLY_2024 = make_period("2024-01-01", "2024-02-29")
OFFICE = make_source("office", collection="statistics", publisher="The Office", published="")
PERIODS = (make_year(2023), make_year(2024), SOLAR_1403, EARLY_2025, LAST_YEAR, NOW, NO_PERIOD)
IMPORT: dict[str, Any] = {"reporter": AFGHANISTAN, "partner": RUSSIA, "flow": "import"}
MIRROR: dict[str, Any] = {"reporter": RUSSIA, "partner": AFGHANISTAN, "flow": "export"}
SIDES = (IMPORT, MIRROR, {**MIRROR, "flow": "turnover"})


def million(id: str, millions: int, **fields: Any) -> Claim:
    """A total in millions of dollars."""
    return make_total(id, value=millions * 10**6, **fields)


def fitting(*bases: str, relation: str = "x * 11/8") -> dict[str, Any]:
    """What makes a claim one that is but arithmetic on the others."""
    return {"based_on": bases, "based_on_basis": "arithmetic", "relation": relation}


def flour(id: str, qualifier: str) -> Claim:
    return make_claim(
        id, value=80_000_000, measure="value", unit="USD", qualifier=qualifier, origin=id
    )


def undated_totals() -> tuple[Claim, Claim]:
    """Two totals that one article sets side by side without a year."""
    return (
        make_total("million", qualifier="about", kind="estimate", period=NO_PERIOD),
        make_total(
            "billion",
            value=1_000_000_000,
            qualifier="about",
            kind="estimate",
            period=NO_PERIOD,
            claimant=TRADER,
        ),
    )


@st.composite
def many_claims(draw: Callable[..., Any], one_series: bool = False) -> tuple[Claim, ...]:
    """A handful of claims that differ in all that a verdict may rest on."""
    count = draw(st.integers(1, 6))
    sides = SIDES[:2] if one_series else SIDES
    return tuple(
        make_claim(
            f"claim-{number}",
            value=draw(st.sampled_from((0, 80, 100, 110, 275))),
            qualifier=draw(
                st.sampled_from(("none", "about", "almost", "over", "up-to", "at-least"))
            ),
            kind=draw(st.sampled_from(("reported", "statistic", "estimate", "target"))),
            status=draw(st.sampled_from(("normal", "doubtful", "rejected", "superseded"))),
            period=draw(st.sampled_from(PERIODS)),
            product=draw(st.sampled_from((GAS,) if one_series else (GAS, GOODS))),
            origin=draw(st.sampled_from(("one", "two", "three"))),
            source=draw(st.sampled_from((PAPER, make_source("other", published="")))),
            claimant=draw(st.sampled_from((MINISTER, TRADER, None))),
            claimed_on=draw(st.sampled_from(("", "2024", "2024-05", "2025-01-02"))),
            based_on=draw(st.sampled_from(((), ("claim-0",)))) if number else (),
            **draw(st.sampled_from(sides)),
        )
        for number in range(count)
    )


def quantity(id: str = "tonnes", **overrides: Any) -> Claim:
    return make_claim(id, **{"value": 275_000, "origin": "speech", **overrides})


def value(id: str = "dollars", **overrides: Any) -> Claim:
    fields = {"value": 132_000_000, "measure": "value", "unit": "USD", "origin": "speech"}
    return make_claim(id, **{**fields, **overrides})


def growth(**overrides: Any) -> Claim:
    fields = {"value": 52, "measure": "growth", "of": "quantity", "unit": "percent"}
    reference = {"base": make_year(2023), "refers_to": "tonnes"}
    return make_claim("growth", **{**fields, **reference, **overrides})


def ratio(**overrides: Any) -> Claim:
    return growth(**{"value": 5, "measure": "ratio", "unit": "times", **overrides})


def demand(id: str = "demand", **overrides: Any) -> Claim:
    fields = {"value": 700_000, "flow": "demand", "partner": None, "unit": "t/year"}
    return make_claim(id, **{**fields, "period": NO_PERIOD, **overrides})


def target(id: str = "target", **overrides: Any) -> Claim:
    return make_total(
        id, **{"value": 3_000_000_000, "kind": "target", "period": make_year(2025), **overrides}
    )


def all_indicators_of(
    claims: Iterable[Claim], collection: Collection, benchmarks: Iterable[Benchmark] = ()
) -> tuple[Indicator, ...]:
    """Every number that may have a card."""
    claims = tuple(claims)
    return (*computed_of(claims, collection, benchmarks), *needed_of(claims))


def official(year: int, flow: str = "export", *, value: float | str = 100, **o: Any) -> Claim:
    """Russia's trade with Afghanistan in a year, from statistics."""
    fields = {
        "flow": flow,
        "period": make_year(year),
        "kind": "statistic",
        "source": OFFICE,
        "valuation": "fob" if flow == "export" else "cif",
        "claimant": None,
    }
    reporter = o.get("reporter", RUSSIA).key.lower()
    return make_total(f"{reporter}-{flow}-{year}", value=value, **{**fields, **o})


@cache
def shipped_views() -> Views:
    """The views of the data in the repository, shared: what they make is made once."""
    return Views(shipped_data())


@cache
def shipped_pages(path: str) -> Mapping[str, SitePage]:
    """The page at a path of the site of the shipped data, with its charts in words, by path."""
    site = Site(shipped_views())
    makers = zip(all_pages(site.views), site.makers(), strict=False)
    make = next(make for asked, make in makers if path_of(asked) == path)
    stem = path.removesuffix("html")
    return {page.path: page for page in make() if page.path.startswith(stem)}


def first_of(items: Iterable[Any], count: int = 1) -> list[Any]:
    """Parameters of a test: the first of them for every run, the others for one of the whole."""
    whole = pytest.mark.whole
    return [pytest.param(each, marks=[whole] * (at >= count)) for at, each in enumerate(items)]


def only(indicators: Iterable[Indicator]) -> Indicator:
    (indicator,) = indicators
    return indicator


def inputs_of(indicators: Iterable[Indicator]) -> list[tuple[str, ...]]:
    return [tuple(claim.id for claim in indicator.inputs) for indicator in indicators]
