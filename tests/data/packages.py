"""Packages: the shipped datapackage.json with some of its places changed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from tests.support.factories import DATA
from tradedata.data.schema import SCHEMA_FILE

PACKAGE = json.loads((DATA / SCHEMA_FILE).read_bytes())
REMOVED = object()
_STEP = re.compile(r"\.([^.[]+)|\[(\d+)\]")


def changed(changes: Mapping[str, object]) -> Any:
    """The package with other values at places such as ``$.collection.areas[0]``.

    A place after the last of a list gets one more value.
    """
    package = deepcopy(PACKAGE)
    for path, value in changes.items():
        *way, last = (int(place) if place else name for name, place in _STEP.findall(path))
        parent = package
        for step in way:
            parent = parent[step]
        if value is REMOVED:
            del parent[last]
        elif isinstance(parent, list) and last == len(parent):
            parent.append(value)
        else:
            parent[last] = value
    return package


def table(name: str) -> str:
    """Where the package describes a table."""
    return f"$.resources[{[each['name'] for each in PACKAGE['resources']].index(name)}]"


def column(name: str, of: str = "trade") -> str:
    """Where the package describes a column of a table."""
    (resource,) = (each for each in PACKAGE["resources"] if each["name"] == of)
    names = [field["name"] for field in resource["schema"]["fields"]]
    return f"{table(of)}.schema.fields[{names.index(name)}]"
