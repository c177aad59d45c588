"""Tracing: what one test has made does not hide from coverage that another makes it too."""

from __future__ import annotations

import pytest
from coverage import Coverage

from tests.support.factories import shipped_data
from tests.support.samples import shipped_views
from tests.support.tracing import forget


def test_forget_empties_what_tests_and_core_keep_but_for_the_data() -> None:
    views, data = shipped_views(), shipped_data()
    assert views.whole.finding
    assert "finding" in vars(views.whole)
    whole = views.whole
    forget()
    assert "finding" not in vars(whole)
    assert shipped_views() is not views
    assert shipped_data() is data


@pytest.mark.no_cover
def test_untraced_test_is_traced_by_nobody_in_a_worker_either() -> None:
    assert Coverage.current() is None
