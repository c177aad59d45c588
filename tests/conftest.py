"""Fixtures that every room of the tests may use."""

from __future__ import annotations

import pytest

from tests.support.factories import shipped_data
from tradedata.data.loading import Dataset


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """The data in the repository."""
    return shipped_data()
