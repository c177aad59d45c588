"""The collection: what the package says the data are about, and what hangs on it alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.data.packages import REMOVED, changed
from tests.support.factories import COLLECTION, RUSSIA, WORLD, make_claim, make_total
from tradedata.computed.catalogue import indicators_of
from tradedata.data.collection import speaker_groups
from tradedata.data.issues import InvalidData
from tradedata.data.loading import Dataset, load
from tradedata.data.schema import SCHEMA_FILE
from tradedata.data.vocabulary import AREA_COLOURS, MARKET, SpeakerGroup
from tradedata.views.finding import finding_of
from tradedata.views.official import official_claims
from tradedata.views.products import charted_products
from tradedata.views.tiles import tiles_of
from tradedata.views.who_says_what import stated_totals


def edit_package(data: Path, changes: Mapping[str, object]) -> None:
    (data / SCHEMA_FILE).write_text(json.dumps(changed(changes)), encoding="utf-8")


@pytest.mark.parametrize(
    ("labels", "signs"),
    [
        (("Malian", "Mexican"), ["A", "E"]),
        (("Armenian", "Austrian"), ["A", "U"]),
        (("M", "N"), ["", ""]),
    ],
)
def test_speaker_groups_that_begin_alike_have_signs_of_their_own(
    labels: tuple[str, str], signs: list[str]
) -> None:
    speakers = [{"label": label, "sides": [label]} for label in labels]
    groups = speaker_groups({"collection": {"speakers": speakers}})
    assert [groups[label].sign for label in labels] == signs


def test_collection_of_the_shipped_data_is_that_of_its_package(shipped: Dataset) -> None:
    about = shipped.collection
    assert [area.key for area in about.areas] == ["AF", "RU"]
    assert about.total.key == "all-goods"
    assert about.world == shipped.directory.areas["W00"]
    assert about.title == shipped.schema.package["title"]


def test_collection_speakers_have_the_group_of_their_area(shipped: Dataset) -> None:
    groups = {speaker.side: speaker.group for speaker in shipped.directory.claimants.values()}
    assert groups["afghan-authorities"] == SpeakerGroup("Afghan speakers", AREA_COLOURS[0], "A")
    assert groups["afghan-business"] == groups["afghan-authorities"]
    assert groups["russian-business"] == SpeakerGroup("Russian speakers", AREA_COLOURS[1], "R")
    assert groups["international"] == groups["market"] == MARKET


def test_collection_is_between_its_two_areas_whoever_reports() -> None:
    claims = [make_claim(), make_total(), make_claim(partner=None), make_claim(partner=WORLD)]
    claims.append(make_claim(reporter=RUSSIA))
    assert [COLLECTION.is_between(claim) for claim in claims] == [True, True, *[False] * 3]


def test_product_placed_first_changes_nothing_but_the_order(data: Path, shipped: Dataset) -> None:
    path = data / "products.csv"
    header, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(f"{header}\ntea,Tea,чай,tea,0902,,Tea leaves\n{rest}", encoding="utf-8")
    moved = load(data)
    assert list(moved.directory.products) == ["tea", *shipped.directory.products]
    assert told(moved) == told(shipped)
    assert told(shipped)["totals"]


def told(dataset: Dataset) -> dict[str, object]:
    """All that once hung on a product's place in its file."""
    claims, about = dataset.claims, dataset.collection
    return {
        "finding": finding_of(claims, about),
        "tiles": tiles_of(claims, about),
        "totals": [claim.id for claim in stated_totals(claims, about)],
        "official": [claim.id for claim in official_claims(claims, about)],
        "products": [product.key for product in charted_products(claims, about)],
        "computed": [each.id for each in indicators_of(claims, about, dataset.benchmarks)],
    }


@pytest.mark.parametrize(
    ("place", "value", "first_allowed"),
    [
        ("$.collection.areas[0]", "XX", "AF"),
        ("$.collection.areas[1]", "ru", "AF"),
        ("$.collection.total", "everything", "all-goods"),
        ("$.collection.world", "W01", "AF"),
    ],
)
def test_collection_key_in_no_row_named_with_its_place(
    data: Path, place: str, value: str, first_allowed: str
) -> None:
    edit_package(data, {place: value})
    with pytest.raises(InvalidData) as caught:
        load(data)
    (issue,) = caught.value.issues
    assert (issue.code, issue.place) == ("unknown-key", f"datapackage.json {place}")
    assert (issue.value, issue.allowed.split(", ")[0]) == (value, first_allowed)
    assert repr(value) in str(issue)


def test_collection_without_a_world_has_no_shares_of_it(data: Path) -> None:
    edit_package(data, {"$.collection.world": REMOVED})
    found = load(data)
    computed = indicators_of(found.claims, found.collection)
    assert not [each for each in computed if each.kind == "share-of-total" and each.is_mark]
