"""Issues: every code is produced, and every issue reads the same way."""

from __future__ import annotations

import re

import pytest

from tests.data.test_loading import FILE_CODES
from tests.data.test_row_checks import BROKEN_CLAIMS, BROKEN_TABLES, FORMS
from tests.data.test_table_checks import BROKEN_SETS
from tests.data.test_tables import BROKEN_FILES
from tradedata.data.issues import CODES, InvalidData, Issue


def test_codes_each_is_produced_by_a_test() -> None:
    broken = (*BROKEN_FILES, *BROKEN_CLAIMS, *BROKEN_SETS, *BROKEN_TABLES, *FORMS)
    named = {name.partition(":")[0] for name in broken}
    watched = {"fewer-rows", "no-line-end", "changing-file", "slow-reading", "unforeseen-fault"}
    others = {"unread-words", "missing-directory", "wrong-length", "unknown-word", "missing-word"}
    other_tables = {"change-differs", "stated-after-print"}
    assert named | FILE_CODES | watched | others | other_tables == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_codes_have_one_plain_wording(code: str) -> None:
    wording = CODES[code]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    for sentence in (wording.title, wording.mend):
        assert sentence == sentence.strip()
        assert sentence[0].isupper()
        assert not sentence.endswith(".")
    assert wording.severity in ("error", "warning")


def test_issue_text_has_code_place_fault_remedy() -> None:
    issue = Issue("bad-number", "trade.csv", 7, "value", "claim-a", "1,5", "digits")
    assert str(issue) == (
        "error bad-number | trade.csv:7, claim-a, column value | Not a plain number | "
        "found '1,5' | allowed: digits | "
        "Write digits only, with a point before decimals: 132000000"
    )


def test_issue_text_without_line_column_or_value_leaves_them_out() -> None:
    issue = Issue("missing-file", "trade.csv")
    assert str(issue) == (
        "error missing-file | trade.csv | The file is missing | "
        "Restore the file from the last version that worked"
    )
    assert issue.place == "trade.csv"


def test_issue_text_blank_cell_shows_what_was_found() -> None:
    assert "found ''" in str(Issue("missing-value", "trade.csv", 2, "unit"))


def test_invalid_data_carries_its_issues_and_says_them() -> None:
    issues = (Issue("missing-file", "trade.csv"), Issue("missing-file", "areas.csv"))
    error = InvalidData(issues)
    assert error.issues == issues
    assert str(error) == f"{issues[0]}; {issues[1]}"
