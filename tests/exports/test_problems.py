"""Reports: the text to report a problem with a number."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import yaml

from tests.support.factories import PROJECT
from tradedata.data.loading import Dataset
from tradedata.exports.problems import FORM, problem_form, problem_report

FORMS = PROJECT / ".github" / "ISSUE_TEMPLATE"


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


def test_problem_form_fills_in_fields_that_the_form_of_the_repository_has(
    shipped: Dataset,
) -> None:
    assert problem_form("claim-a", "", shipped) == ""
    package = {**shipped.schema.package, "repository": "https://h.example/a/b"}
    dataset = replace(shipped, schema=replace(shipped.schema, package=package))
    address = urlsplit(problem_form("claim-a", "https://p.example/?claim=claim-a", dataset))
    assert address.path == "/a/b/issues/new"
    given = dict(parse_qsl(address.query))
    form = yaml.safe_load((FORMS / given["template"]).read_text(encoding="utf-8"))
    fields = {field["id"] for field in form["body"]}
    assert given.keys() - {"template", "title"} == {"claim", "version", "link"} <= fields
    assert given["title"].startswith(form["title"])
    assert (given["claim"], given["link"]) == ("claim-a", "https://p.example/?claim=claim-a")
    assert shipped.version in given["version"]
    assert "link" not in problem_form("claim-a", "", dataset)


def test_problem_report_asks_for_what_the_form_of_the_repository_asks_for() -> None:
    form = (FORMS / FORM).read_text(encoding="utf-8")
    assert [word for word in ("Claim", "What is wrong", "Date accessed") if word not in form] == []
