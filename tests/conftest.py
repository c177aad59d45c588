"""Fixtures that every room of the tests may use."""

from __future__ import annotations

import pytest

from tests.support.factories import DATA
from tradedata.data.loading import Dataset, load


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """The data in the repository."""
    return load(DATA)
