"""Checks of the schema itself: whether datapackage.json says all that the code goes by.

Owns the run of ``datapackage.schema.json``, which says what each part must look like, and the rules
for how parts fit together. Judges no row and no word of a vocabulary.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from tradedata.data.addresses import is_web_address
from tradedata.data.characters import forbidden_in, visible
from tradedata.data.issues import Issue

SCHEMA_FILE = "datapackage.json"
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
AREA = "^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$"
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
KEYS = "^[a-z0-9-]+(;[a-z0-9-]+)*$"
NAMES = "^[^;]+(;[^;]+)*$"
ADDRESS = "^https?://.*$"
# So few signs that no relation takes long to read.
RELATION = "^[xyz0-9 .+*/()-]{1,40}$"
# The forms that the code knows have groups; any other has none and one part of open length at most:
# no cell can make such a pattern try again and again.
KNOWN_PATTERNS = ("", SLUG, AREA, PARTIAL_DATE, KEYS, NAMES, ADDRESS)
_PART = r"(?:\\.|\[\^?\]?(?:\\.|[^]\\])*\]|[^][(){}\\|*+?])"
_PARTS = rf"(?:{_PART}(?:\{{\d+\}})?)*"
_BOUNDED_PATTERN = re.compile(rf"{_PARTS}(?:{_PART}(?:[*+?]|\{{\d*,\d*\}}){_PARTS})?")
SHOWN_LETTERS = 80


@dataclass(frozen=True, slots=True)
class Column:
    """What the code needs of a column; ``table`` is the one that its cells are keys of."""

    required: bool = False
    type: str = "string"
    pattern: str = ""
    table: str = ""


_TEXT, _FILLED = Column(), Column(required=True)
_KEY = Column(required=True, pattern=SLUG)
_DATE, _FILLED_DATE = Column(type="date"), Column(required=True, type="date")
_NUMBER = Column(required=True, type="number")
_ROW, _SOURCE = Column(table="trade"), Column(required=True, table="sources")
_PRODUCT = Column(required=True, table="products")
_PARTIAL_DATE, _ADDRESS = Column(pattern=PARTIAL_DATE), Column(pattern=ADDRESS)
_NAMES = Column(pattern=NAMES)

# The key of a table stands first.
COLUMNS: Mapping[str, Mapping[str, Column]] = {
    "trade": {
        "id": _KEY,
        "reporter": Column(required=True, table="areas"),
        "partner": Column(table="areas"),
        "product": _PRODUCT,
        "value": _NUMBER,
        **dict.fromkeys(("flow", "measure", "unit", "qualifier", "kind", "status"), _FILLED),
        **dict.fromkeys(("period_basis", "as_printed", "origin"), _FILLED),
        **dict.fromkeys(("start", "end", "base_start", "base_end"), _DATE),
        **dict.fromkeys(("of", "period", "base_basis", "valuation", "gloss"), _TEXT),
        **dict.fromkeys(("locator", "note"), _TEXT),
        "claimant": Column(table="claimants"),
        "claimed_on": _PARTIAL_DATE,
        "source": _SOURCE,
        "based_on": Column(pattern=KEYS),
        "based_on_basis": _TEXT,
        "relation": Column(pattern=RELATION),
        "period_from": _ROW,
        "refers_to": _ROW,
    },
    "sources": {
        "source": _KEY,
        **dict.fromkeys(("title", "seen", "language", "collection", "reuse"), _FILLED),
        **dict.fromkeys(("publisher", "author", "medium", "note"), _TEXT),
        "published": _PARTIAL_DATE,
        "accessed": _FILLED_DATE,
        "url": _ADDRESS,
        "archived": _ADDRESS,
        "scale": Column(type="number"),
    },
    "claimants": {
        "claimant": _KEY,
        "label": _FILLED,
        "aliases": _NAMES,
        "role": _TEXT,
        "short": _TEXT,
        "organisation": _TEXT,
        "in_sentence": _TEXT,
        "side": _FILLED,
    },
    "products": {
        "product": _KEY,
        "label": _FILLED,
        "aliases": _NAMES,
        "in_sentence": _TEXT,
        "hs": _TEXT,
        "part_of": Column(table="products"),
        "definition": _FILLED,
    },
    "areas": {
        "area": Column(required=True, pattern=AREA),
        "label": _FILLED,
        "aliases": _NAMES,
        "members": _TEXT,
    },
    "events": {
        "event": _KEY,
        "date": Column(required=True, pattern=PARTIAL_DATE),
        "end": _PARTIAL_DATE,
        "label": _FILLED,
        "source": _SOURCE,
        "note": _TEXT,
    },
    "benchmarks": {
        "benchmark": _KEY,
        **dict.fromkeys(("series", "unit", "native"), _FILLED),
        "product": _PRODUCT,
        "start": _FILLED_DATE,
        "end": _FILLED_DATE,
        "value": _NUMBER,
        "source": _SOURCE,
        "note": _TEXT,
    },
    "changes": {
        "change": _KEY,
        "claim": Column(required=True, table="trade"),
        **dict.fromkeys(("version", "column", "why"), _FILLED),
        **dict.fromkeys(("old", "new"), _TEXT),
    },
}


def package_issues(package: object) -> tuple[Issue, ...]:
    """Every fault of a package, with its place; how parts fit is judged once each is sound."""
    faults = (*_text_issues(package, "$"), *_shape_issues(package))
    return tuple(dict.fromkeys(faults)) or tuple(_fit_issues(package))


def column_name(stated: str | Sequence[str]) -> str:
    """The one column of a key: the standard allows its name alone, or a list of it."""
    return stated if isinstance(stated, str) else stated[0]


def _text_issues(part: object, path: str) -> Iterator[Issue]:
    match part:
        case dict():
            for name, value in part.items():
                yield from _text_issues(name, path)
                yield from _text_issues(value, f"{path}.{name}")
        case list():
            for place, value in enumerate(part):
                yield from _text_issues(value, f"{path}[{place}]")
        case str() if codes := forbidden_in(part):
            yield _issue(path, part, f"text without {', '.join(codes)}")
        case float() if not math.isfinite(part):
            yield _issue(path, part, "a finite number")


def _shape_issues(package: object) -> Iterator[Issue]:
    for error in sorted(_validator().iter_errors(package), key=lambda error: error.json_path):
        if error.validator == "required":
            for name in error.validator_value:
                if name not in error.instance:
                    yield _issue(f"{error.json_path}.{name}", None, "it must be there")
        else:
            yield _issue(error.json_path, error.instance, error.schema["description"])


@cache
def _validator() -> Any:
    # Loaded when a package is first checked: what only draws or writes does without.
    from jsonschema import Draft202012Validator, FormatChecker

    content = Path(__file__).with_name("datapackage.schema.json").read_text(encoding="utf-8")
    formats = FormatChecker(formats=())
    formats.checks("web-address")(lambda value: not isinstance(value, str) or is_web_address(value))
    return Draft202012Validator(json.loads(content), format_checker=formats)


def _fit_issues(package: Any) -> Iterator[Issue]:
    tables = {
        f"$.resources[{place}]": resource
        for place, resource in enumerate(package["resources"])
        if resource.get("type") == "table"
    }
    names = [resource["name"] for resource in tables.values()]
    for name in COLUMNS:
        if names.count(name) != 1:
            allowed = f"one table {name!r}, not {names.count(name)}"
            yield _issue("$.resources", names, allowed)
    for path, resource in tables.items():
        yield from _table_issues(path, resource, names)
    sides = chain.from_iterable(
        field.get("categories", ())
        for resource in tables.values()
        if resource["name"] == "claimants"
        for field in resource["schema"]["fields"]
        if field["name"] == "side"
    )
    about = package["collection"]
    yield from _speaker_issues(about["speakers"], [item["value"] for item in sides])
    if about.get("world") in about["areas"]:
        yield _issue("$.collection.world", about["world"], "an area other than the two")


def _table_issues(path: str, resource: Any, tables: Sequence[str]) -> Iterator[Issue]:
    schema, name = resource["schema"], resource["name"]
    fields = {field["name"]: field for field in schema["fields"]}
    needed = COLUMNS.get(name, {})
    if resource["path"] != f"{name}.csv":
        yield _issue(f"{path}.path", resource["path"], f"{name}.csv")
    for place, column in enumerate(resource.get("order", ())):
        if column not in fields:
            yield _issue(f"{path}.order[{place}]", column, ", ".join(fields))
    key = column_name(schema["primaryKey"])
    if key != next(iter(needed), key) or key not in fields:
        yield _issue(f"{path}.schema.primaryKey", key, next(iter(needed or fields)))
    yield from _field_issues(f"{path}.schema.fields", schema["fields"], needed)
    pointed = {}
    for place, foreign in enumerate(schema.get("foreignKeys", ())):
        at = f"{path}.schema.foreignKeys[{place}]"
        column, table = column_name(foreign["fields"]), foreign["reference"]["resource"] or name
        pointed[column] = table
        if column not in fields:
            yield _issue(f"{at}.fields", column, ", ".join(fields))
        if table not in tables:
            yield _issue(f"{at}.reference.resource", table, ", ".join(tables))
        elif (known := COLUMNS.get(table)) and column_name(foreign["reference"]["fields"]) != next(
            iter(known)
        ):
            named = foreign["reference"]["fields"]
            yield _issue(f"{at}.reference.fields", named, next(iter(known)))
    for column, need in needed.items():
        if need.table and pointed.get(column) != need.table:
            allowed = f"{column}: a key of {need.table}"
            yield _issue(f"{path}.schema.foreignKeys", pointed.get(column), allowed)


def _field_issues(
    path: str, fields: Sequence[Any], needed: Mapping[str, Column]
) -> Iterator[Issue]:
    times = Counter(field["name"] for field in fields)
    for name in needed:
        if not times[name]:
            yield _issue(path, list(times), f"a column {name!r}")
    for place, field in enumerate(fields):
        at, name = f"{path}[{place}]", field["name"]
        constraints = field.get("constraints", {})
        need = needed.get(name, Column(type=field["type"]))
        if times[name] > 1:
            yield _issue(f"{at}.name", name, "each column once")
        if field["type"] != need.type:
            yield _issue(f"{at}.type", field["type"], need.type)
        if need.required and not constraints.get("required"):
            yield _issue(f"{at}.constraints.required", constraints.get("required"), "true")
        pattern = constraints.get("pattern", "")
        if need.pattern and pattern != need.pattern:
            yield _issue(f"{at}.constraints.pattern", pattern, need.pattern)
        elif not _is_safe(pattern):
            allowed = "a regular expression without groups, at most one part of it of open length"
            yield _issue(f"{at}.constraints.pattern", pattern, allowed)
        words = [item["value"] for item in field.get("categories", ())]
        if words != constraints.get("enum", []) or len(set(words)) < len(words):
            allowed = f"the words of categories, each once: {', '.join(words)}"
            yield _issue(f"{at}.constraints.enum", constraints.get("enum"), allowed)


def _is_safe(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return pattern in KNOWN_PATTERNS or _BOUNDED_PATTERN.fullmatch(pattern) is not None


def _speaker_issues(speakers: Iterable[Any], sides: Sequence[str]) -> Iterator[Issue]:
    seen: set[str] = set()
    for place, group in enumerate(speakers):
        for position, side in enumerate(group["sides"]):
            if side not in sides or side in seen:
                at = f"$.collection.speakers[{place}].sides[{position}]"
                yield _issue(at, side, f"each once of: {', '.join(sides)}")
            seen.add(side)


def _issue(path: str, value: object, allowed: str) -> Issue:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    shown = text if len(text) <= SHOWN_LETTERS else f"{text[:SHOWN_LETTERS]}…"
    return Issue(
        "bad-schema", SCHEMA_FILE, path=visible(path), value=visible(shown), allowed=allowed
    )
