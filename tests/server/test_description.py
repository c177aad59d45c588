"""The description of what can be asked for: complete, valid, and readable without a script."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.server.conftest import HOST, VIEWS, Served
from tests.support.factories import shipped_data
from tradedata.data.watching import Snapshot
from tradedata.views.parameters import read_address
from tradedata.views.view import Views
from tradedata.web.description import describe, documentation
from tradedata.web.operations import OPERATIONS

DESCRIPTION = describe(VIEWS, f"{HOST}/api")
PARAMETERS: dict[str, Any] = DESCRIPTION["components"]["parameters"]


def test_description_has_every_operation_with_its_parameters() -> None:
    assert [*DESCRIPTION["paths"]] == [each.path for each in OPERATIONS]
    for each in OPERATIONS:
        operation = DESCRIPTION["paths"][each.path]["get"]
        given = [p["$ref"].rpartition("/")[2] for p in operation["parameters"] if "$ref" in p]
        assert given == [name for name in each.parameters if name != "open"]
        in_path = [p["name"] for p in operation["parameters"] if p.get("in") == "path"]
        assert in_path == re.findall(r"{(\w+)}", each.path)
        assert [*operation["responses"]["200"]["content"]] == [each.media_type]


@pytest.mark.parametrize("name", ["view", "side", "from", "to", "lines", "events", "product"])
def test_description_of_a_parameter_has_the_words_that_the_page_takes(name: str) -> None:
    control = read_address("", VIEWS).controls[name]
    schema = PARAMETERS[name]["schema"]
    values = schema.get("items", schema)["enum"]
    assert values == [value for value in control.options if value]
    assert schema.get("default", "") == control.default
    assert (schema["type"] == "array") == control.many
    assert PARAMETERS[name]["description"] == control.label


@pytest.mark.parametrize("name", ["claim", "compare"])
def test_description_has_examples_that_are_answered(client: TestClient, name: str) -> None:
    (example,) = PARAMETERS[name]["schema"]["examples"]
    assert client.get("/api/claims.json", params={name: example}).status_code == 200


@pytest.mark.whole
def test_documentation_shows_all_of_it_and_each_command_is_answered(client: TestClient) -> None:
    text = client.get("/api/docs").text
    assert all(f"<code>{path}</code>" in text for path in DESCRIPTION["paths"])
    assert all(f"<code>{name}</code>" in text for name in PARAMETERS)
    commands = re.findall(r"curl '(.+?)'", text)
    assert len(commands) == len(OPERATIONS)
    assert all(client.get(command).status_code == 200 for command in commands)


def test_documentation_asks_nothing_of_anybody() -> None:
    text = documentation(DESCRIPTION)
    assert not re.search(r"<(?:script|img|link|iframe)|\bsrc=|url\(|@import", text)
    assert text.count("<h1>") == 1
    anchors = set(re.findall(r'href="#([^"]+)"', text))
    assert anchors == set(re.findall(r'<section id="([^"]+)"', text))


def test_documentation_of_hostile_data_is_text(served: Served) -> None:
    dataset = shipped_data()
    package = {**dataset.schema.package, "title": "<script>alert(1)</script>"}
    hostile = replace(dataset, schema=replace(dataset.schema, package=package))
    views = Views(hostile)
    client = served(newest=lambda: Snapshot(hostile), views_of=lambda _: views)
    assert "<script" not in client.get("/api/docs").text


def test_description_of_data_without_claims_still_stands(served: Served) -> None:
    bare = Views(replace(shipped_data(), claims=()))
    client = served(newest=lambda: Snapshot(bare.dataset), views_of=lambda _: bare)
    assert client.get("/api/docs").status_code == 200
