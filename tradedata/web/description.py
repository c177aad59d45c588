"""Description: what can be asked for, for programs (OpenAPI 3.1) and for people, from one table.

Owns the shape of the description and the page that shows it, which asks nothing of anybody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from tradedata.exports.editions import edition_of
from tradedata.exports.files import File
from tradedata.markup.assets import asset
from tradedata.markup.templates import template
from tradedata.views.parameters import (
    CHART,
    CLAIM,
    COMPARE,
    MOST_CHARACTERS,
    Parameter,
    read_address,
)
from tradedata.views.view import Views
from tradedata.web import problems
from tradedata.web.operations import IDS, OPERATIONS, Found, Operation, Wanted, chart_slugs, read

Json = dict[str, Any]
_HERE = Path(__file__).parent
PLACE, DESCRIPTION, PAGE = "/api", "/openapi.json", "/docs"
_BEHIND = "The data cannot be had now; `Retry-After` says in how many seconds to ask again."
_PROBLEMS = {
    "400": "A parameter or a value means nothing here: `parameters` names each, and what may.",
    "404": "Nothing has that name.",
    "405": "Only GET, HEAD and OPTIONS are answered.",
    "414": "The address is longer than any that means something.",
    "503": _BEHIND,
}
_ABOUT = (
    "Every number of the page, by address, with its source, speaker, hedge and period. Whatever "
    "the page shows for a set of parameters, the same parameters give here. Each answer has an "
    "ETag and may be kept; each refusal is a problem document (RFC 9457). Nothing needs a key."
)


def describe(views: Views, address: str) -> Json:
    """The description of everything below an address, as OpenAPI 3.1."""
    edition = edition_of(views.dataset)
    controls = read_address("", views).controls
    names = dict.fromkeys(name for each in OPERATIONS for name in each.described)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": edition.title,
            "version": edition.version,
            "summary": edition.description,
            "description": _ABOUT,
            "license": {"name": edition.licence, "url": edition.licence_address},
        },
        "servers": [{"url": address}],
        "paths": {each.path: {"get": _operation(each, views)} for each in OPERATIONS},
        "components": {
            "schemas": {
                "Problem": {
                    "type": "object",
                    "required": ["type", "title", "status", "detail", "instance"],
                    "properties": {
                        "status": {"type": "integer"},
                        **{
                            name: {"type": "string"}
                            for name in ("type", "title", "detail", "instance")
                        },
                    },
                }
            },
            "parameters": {name: _in_query(name, controls.get(name), views) for name in names},
            "responses": {
                status: {
                    "description": words,
                    "content": {
                        problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
                    },
                }
                for status, words in _PROBLEMS.items()
            },
        },
    }


def contents(views: Views, address: str) -> Json:
    """What there is, in short."""
    edition = edition_of(views.dataset)
    return {
        "title": edition.title,
        "data_version": edition.version,
        "content": edition.digest,
        "terms": edition.terms,
        "licence": edition.licence_address,
        "description": f"{address}{DESCRIPTION}",
        "documentation": f"{address}{PAGE}",
        "addresses": {f"{address}{each.path}": each.summary for each in OPERATIONS},
    }


def _operation(operation: Operation, views: Views) -> Json:
    in_path = re.findall(r"{(\w+)}", operation.path)
    schema = {"type": "object"} if operation.extension == "json" else {}
    statuses = [status for status in _PROBLEMS if in_path or status != "404"]
    return {
        "operationId": re.sub(r"\W+", "_", operation.path).strip("_"),
        "summary": operation.summary,
        "parameters": [
            *(_in_path(name, views) for name in in_path),
            *({"$ref": f"#/components/parameters/{name}"} for name in operation.described),
        ],
        "responses": {
            "200": {
                "description": "The numbers, and where each is from.",
                "headers": {"ETag": {"required": True, "schema": {"type": "string"}}},
                "content": {operation.media_type: {"schema": schema}},
            },
            **{status: {"$ref": f"#/components/responses/{status}"} for status in statuses},
        },
    }


def _in_path(name: str, views: Views) -> Json:
    schema: Json = {"type": "string", "minLength": 1}
    example = _some_ids(views)[0]
    if name == "slug":
        schema |= _one_of(chart_slugs(views))
        example = (*schema.get("enum", ()), name)[0]
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": example}


def _in_query(name: str, control: Parameter | None, views: Views) -> Json:
    first, second = _some_ids(views)
    known: dict[str, Json] = {
        CHART: {"description": "One chart's numbers alone", **_one_of(chart_slugs(views))},
        CLAIM: {"description": "One number alone, by its id", "examples": [first]},
        COMPARE: {
            "description": "Two claims alone, by their ids",
            "examples": [f"{first},{second}"],
        },
    }
    known[IDS] = {**known[COMPARE], "pattern": "^[^,]+,[^,]+$"}
    schema: Json = {"type": "string", "maxLength": MOST_CHARACTERS, **known.get(name, {})}
    words = schema.pop("description", control.label if control else "")
    if control and name not in known:
        if options := [value for value in control.options if value]:
            schema = {"type": "string", **_one_of(options)}
        if control.default:
            schema["default"] = control.default
        if control.many:
            schema = {"type": "array", "items": schema, "uniqueItems": True}
    return {
        "name": name,
        "in": "query",
        "required": name == IDS,
        "description": words,
        "schema": schema,
        "explode": True,
    }


def _one_of(values: Sequence[str]) -> Json:
    """The schema of one of the values; an empty list would be none."""
    return {"enum": list(values)} if values else {}


def _some_ids(views: Views) -> tuple[str, str]:
    first, second, *_ = (*(claim.id for claim in views.whole.claims), "A", "B")
    return first, second


@cache
def style() -> str:
    """How the page looks that shows it."""
    return asset(_HERE / "documentation.css")


def documentation(description: Mapping[str, Any]) -> str:
    """The description as a page of its own, without a script."""
    address = description["servers"][0]["url"]
    parameters = description["components"]["parameters"]
    paths = description["paths"].items()
    return template(_HERE / "documentation.html.jinja").render(
        description,
        description=f"{address}{DESCRIPTION}",
        style=style(),
        sections=[_section(address, path, each["get"], parameters) for path, each in paths],
    )


def _section(
    address: str, path: str, operation: Mapping[str, Any], parameters: Mapping[str, Any]
) -> Json:
    """What is told of an operation, with a request that is answered and what that takes where."""
    example, query, takes = path, "", {}
    for each in operation["parameters"]:
        if reference := each.get("$ref"):
            each = parameters[reference.rpartition("/")[2]]
            takes[each["name"]] = ""
            if each["required"]:
                query = f"?{each['name']}={each['schema']['examples'][0]}"
        else:
            example = example.replace(f"{{{each['name']}}}", each["example"])
            takes[each["name"]] = " in the path"
    return {
        "id": operation["operationId"],
        "path": path,
        "summary": operation["summary"],
        "example": f"{address}{example}{query}",
        "takes": takes,
    }


def _as_bytes(document: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode()


def _of_itself(make: Callable[[Views, str], bytes], wanted: Wanted) -> Found:
    read(wanted)
    address = f"{wanted.root.rstrip('/')}{PLACE}"
    return "", lambda: File("", "", partial(make, wanted.views, address))


def _own(path: str, words: str, make: Callable[[Views, str], bytes], kind: str) -> Operation:
    return Operation(path, words, (), partial(_of_itself, make), kind)


OF_ITSELF = (
    _own("/", "What there is.", lambda *of: _as_bytes(contents(*of)), "json"),
    _own(DESCRIPTION, "All of it, for programs.", lambda *of: _as_bytes(describe(*of)), "json"),
    _own(PAGE, "All of it, to read.", lambda *of: documentation(describe(*of)).encode(), "html"),
)
