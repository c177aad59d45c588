"""The data directory: the environment's, or the shipped one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.factories import DATA
from tradedata.data.directory import data_directory


@pytest.mark.parametrize(
    ("environment", "directory"),
    [({}, DATA), ({"TRADE_DATA": ""}, DATA), ({"TRADE_DATA": "else/where"}, Path("else/where"))],
)
def test_data_directory_is_the_environments_or_the_shipped_one(
    environment: dict[str, str], directory: Path
) -> None:
    assert data_directory(environment) == directory
