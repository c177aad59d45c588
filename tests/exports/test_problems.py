"""Reports: the text to report a problem with a number."""

from __future__ import annotations

from tests.support.factories import DATA
from tradedata.data.loading import Dataset
from tradedata.exports.problems import problem_report


def test_problem_report_gives_number_version_and_link_and_asks_for_the_rest(
    shipped: Dataset,
) -> None:
    report = problem_report(
        "claim-a", "$5, A. Minister", "https://h.example/?claim=claim-a", shipped
    )
    assert report.splitlines() == [
        "A problem with a number",
        "Claim: claim-a",
        "On the page: $5, A. Minister",
        f"Data version: {shipped.version} ({shipped.digest})",
        "Link: https://h.example/?claim=claim-a",
        "What is wrong:",
        "Source that says otherwise:",
        "Date accessed:",
    ]


def test_problem_report_asks_for_what_the_form_of_the_repository_asks_for() -> None:
    form = (DATA.parent / ".github" / "ISSUE_TEMPLATE" / "number.yml").read_text(encoding="utf-8")
    assert [word for word in ("Claim", "What is wrong", "Date accessed") if word not in form] == []
