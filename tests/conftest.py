"""Fixtures that every room of the tests may use."""

from __future__ import annotations

import pytest

from tests.support.factories import ANOTHER, shipped_data
from tradedata.data.loading import Dataset, load


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """The data in the repository."""
    return shipped_data()


@pytest.fixture(scope="session")
def another() -> Dataset:
    """The data of another collection."""
    return load(ANOTHER)
