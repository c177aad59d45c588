"""The page when something goes wrong: restless data, a part that cannot be drawn, markdown."""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.card import card
from components.shell import view
from components.shell.view import NOT_DRAWN
from tests.support.factories import ANOTHER, DATA, PROJECT, read_rows, write_rows
from tests.support.rendering import SECONDS, all_texts, block_texts, charts, render
from tradedata.data.reserved import PANELS, is_reserved
from tradedata.data.schema import SCHEMA_FILE
from tradedata.data.watching import Loss, Snapshot
from tradedata.views import sections
from tradedata.views.pages import PAGES

MARKDOWN = (
    "![i](http://elsewhere.example/i.png) **b** :red[r] $a$ HTTPS://a.example, www.a.example, "
    "a@b.example a -- b -> c <-> d >= e :streamlit: :material_home:"
)
# What is read of a piece of text after its backslashes have gone.
LIVE = re.compile(
    r"https?://|www\.\w|\w@\w|(^|\s)(--|<?->|<-|[<>~]=)(\s|$)|:(streamlit|material_\w+):", re.I
)
LABELS = {
    "areas.csv": ("label",),
    "claimants.csv": ("label", "role", "short", "organisation", "in_sentence"),
    "products.csv": ("label", "definition"),
    "sources.csv": ("title", "publisher"),
    "events.csv": ("label",),
}


def alerts(page: AppTest) -> int:
    return sum(NOT_DRAWN in block.value for block in page.html)


@pytest.mark.parametrize(
    ("part", "left"), [("_targets", {"who-says-what"}), ("_who_says_what", {"targets"})]
)
def test_part_that_cannot_be_drawn_is_said_and_leaves_the_others_standing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, part: str, left: set[str]
) -> None:
    def fail(*_: Any) -> None:
        raise ZeroDivisionError("nobody foresaw it")

    monkeypatch.setattr(sections, part, fail)
    with caplog.at_level(logging.ERROR):
        page = AppTest.from_file(PROJECT / "dashboard.py", default_timeout=SECONDS)
        page.query_params["open"] = "chart-targets"
        page.run()
    assert not page.exception
    assert alerts(page) == 1
    assert left <= set(charts(page))
    assert "nobody foresaw it" in caplog.text


def test_card_that_cannot_be_made_leaves_the_page_standing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise ZeroDivisionError("nobody foresaw it")

    monkeypatch.setattr(card, "card_of", fail)
    page = AppTest.from_file(PROJECT / "dashboard.py", default_timeout=SECONDS)
    page.query_params["claim"] = "trade-overchuk-diplomat"
    page.run()
    assert not page.exception
    assert alerts(page) == 1
    assert "who-says-what" in charts(page)


def test_page_is_drawn_once_though_the_data_change_at_every_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newest, numbers = view.newest, count()
    keys = map(str, numbers)
    monkeypatch.setattr(Snapshot, "key", property(lambda _: next(keys)))
    page = render()
    assert not page.exception
    assert newest().dataset is not None
    assert "who-says-what" in charts(page)
    assert next(numbers) < 10


def test_parameters_of_others_leave_no_trace_on_the_page() -> None:
    page = render(fbclid="SECRET", junk="SECRET" * 1000, view="articles")
    assert dict(page.query_params) == {"view": "articles"}
    assert "SECRET" not in "".join(str(element.proto) for element in page.get("bidi_component"))
    assert not any("SECRET" in block.value for block in (*page.html, *page.code))


def test_unknown_parameter_copied_from_html_gets_a_notice() -> None:
    page = render(**{"amp;foo": "bar"})
    assert not page.exception
    assert "foo" in " ".join(block_texts(page.get_by_key("address-notice")))


@pytest.mark.whole
def test_no_product_could_be_taken_for_another_part_of_a_page() -> None:
    """Where keys name charts, all of their kind name a product or are kept from products."""
    panels = [*PANELS, "chart-targets"]
    pages = [render(each.slug, open=panels, claim="trade-overchuk-diplomat") for each in PAGES]
    keys = {str(each.key) for page in pages for each in [*page._tree][1:] if each.key}
    drawn = {slug for page in pages for slug in charts(page)}
    kinds = {key.removesuffix(slug) for slug in drawn for key in keys if key.endswith(slug)}
    named = {key.removeprefix(kind) for kind in kinds for key in keys if key.startswith(kind)}
    named |= {header.proto.anchor for page in pages for header in page.header}
    named |= {
        name
        for page in pages
        for block in page.html
        for name in re.findall(r' id="(.+?)"', block.value)
    }
    assert {*PANELS[:2], "coverage", "section-6"} <= named
    products = {row["product"] for row in read_rows(DATA / "products.csv")}
    assert {name for name in named if not is_reserved(name)} <= products


def test_rows_that_went_are_told_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    loss = Loss("events.csv", 1, datetime(2026, 11, 26, 3, 59, tzinfo=UTC))
    newest = replace(view.newest(), losses=(loss,))
    monkeypatch.setattr(view, "newest", lambda: newest)
    words = "events.csv has 1 row fewer than before, since 26 Nov 2026, 03:59 UTC."
    assert words in all_texts(render())


def markdown_labels(page: AppTest) -> Iterator[str]:
    """Every text of a control that Streamlit reads as markdown."""
    boxes = ("selectbox", "multiselect", "text_input")
    for kind in ("button", "expander", "popover", "download_button", *boxes):
        yield from (str(getattr(control, "label", "")) for control in page.get(kind))
    for group in page.get("button_group"):
        yield group.proto.label
        yield from (option.content for option in group.proto.options)
    yield from (header.value for header in (*page.title, *page.header, *page.subheader))


@pytest.mark.whole
def test_no_control_gets_words_of_the_data_as_markdown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(shutil.copytree(ANOTHER, tmp_path / "data"))
    for file, columns in LABELS.items():
        rows = read_rows(data / file)
        for row in rows:
            key = next(iter(row.values()))
            row.update({name: f"{key} {MARKDOWN}" for name in columns})
        write_rows(data / file, rows)
    package = json.loads((data / SCHEMA_FILE).read_bytes())
    package["collection"]["question"] += f" {MARKDOWN}"
    (data / SCHEMA_FILE).write_text(json.dumps(package), encoding="utf-8")
    monkeypatch.setenv("TRADE_DATA", str(data))
    opened: dict[str, str | list[str]] = {
        "claim": read_rows(data / "trade.csv")[0]["id"],
        "open": ["rows", "events", "sources"],
    }
    pages = [render(each.slug, **opened) for each in PAGES]
    labels = [label for page in pages for label in markdown_labels(page) if "elsewhere" in label]
    assert len(labels) > 3
    assert [label for label in labels if MARKDOWN in label] == []
    pieces = [piece for label in labels for piece in label.replace("\\", "").split(":small[]")]
    assert [piece for piece in pieces if LIVE.search(piece)] == []
    assert not any(page.exception or page.markdown for page in pages)
