"""The data by address: what is answered, how it is kept, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.server.conftest import HOST, VIEWS, Served
from tradedata.data.issues import Issue
from tradedata.data.watching import Snapshot
from tradedata.exports.files import file_of
from tradedata.exports.pages import as_json, shown
from tradedata.views.extracts import extract_of
from tradedata.views.parameters import NAMES, read_address
from tradedata.web import site, store
from tradedata.web.description import OF_ITSELF
from tradedata.web.operations import OPERATIONS, Operation, chart_slugs
from tradedata.web.store import Store

FIRST, SECOND = "trade-overchuk-diplomat", "trade-2024-center-tatar-inform"
RESULT = next(each for each in VIEWS.whole.indicators if each.benchmark)
PRICE = VIEWS.dataset.benchmarks[0]
PROBLEM = "application/problem+json"


def address(operation: Operation) -> str:
    """An address that it answers."""
    query = f"?ids={FIRST},{SECOND}" if operation.parameters == ("ids",) else ""
    return f"/api{operation.path.format(id=FIRST, slug='answer')}{query}"


def refusal(response: httpx.Response, status: int) -> dict[str, Any]:
    """The problem that an answer is, in its one form."""
    assert (response.status_code, response.headers["content-type"]) == (status, PROBLEM)
    assert response.headers["cache-control"] == "no-store"
    found: dict[str, Any] = response.json()
    assert (found["type"], found["status"]) == ("about:blank", status)
    assert found["title"]
    assert found["detail"]
    return found


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.path)
@pytest.mark.whole
def test_every_operation_answers_with_a_named_file_a_licence_and_leave_to_read(
    client: TestClient, operation: Operation
) -> None:
    response = client.get(address(operation))
    headers = response.headers
    assert response.status_code == 200
    assert headers["content-type"].split(";")[0] == operation.media_type
    assert headers["content-disposition"].startswith('attachment; filename="russia-afghanistan-')
    assert headers["content-disposition"].endswith(
        f'-{VIEWS.dataset.version}.{operation.extension}"'
    )
    assert headers["link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cache-control"] == "public, max-age=300, must-revalidate"
    assert headers["etag"].startswith('"')
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "view=articles",
        "side=market&side=russian-government&from=2020&to=2024",
        "q=overchuk&product=all-goods",
        "chart=answer&view=articles",
        f"claim={RESULT.id}",
        f"compare={FIRST},{SECOND}",
        "q=nothing-holds-this",
    ],
)
@pytest.mark.parametrize("extension", ["csv", "json"])
def test_claims_are_the_file_that_the_page_gives_for_the_address(
    client: TestClient, query: str, extension: str
) -> None:
    asked = read_address(query, VIEWS)
    link = f"{HOST}/{asked.page.slug}{'?' if query else ''}{asked.query()}"
    expected = file_of(extract_of(asked, link), extension).make()
    assert client.get(f"/api/claims.{extension}?{query}").content == expected


def test_claims_do_not_change_with_what_is_folded_or_who_counts_clicks(client: TestClient) -> None:
    plain = client.get("/api/claims.csv?view=articles&q=gas")
    same = client.get("/api/claims.csv?utm_source=a&q=gas&open=rows&view=articles&fbclid=b")
    assert same.content == plain.content
    assert same.headers["etag"] == plain.headers["etag"]


@pytest.mark.parametrize("key", [FIRST, RESULT.id, PRICE.key])
def test_claim_is_its_card_with_row_lineage_verdicts_and_citation(
    client: TestClient, key: str
) -> None:
    document = client.get(f"/api/claims/{key}").json()
    page = read_address(f"claim={key}", VIEWS)
    card = json.loads(as_json(shown(page)))
    assert {name: value or None for name, value in document["card"].items() if value != []} == {
        name: value or None for name, value in card.items() if value != []
    }
    assert (document["id"], document["link"]) == (key, f"{HOST}/?claim={key}")
    assert document["citation"].keys() >= {"apa", "bibtex", "ris"}
    rows = [*document["claims"], *document["indicators"], *document["benchmarks"]]
    assert key in [row.get("id") or row.get("benchmark") for row in rows]


def test_claim_has_a_verdict_on_every_claim_of_its_quantity_that_its_card_names(
    client: TestClient,
) -> None:
    document = client.get(f"/api/claims/{FIRST}").json()
    named = [each["id"] for group in document["lineage"].values() for each in group]
    judged = [each["ids"] for each in document["verdicts"]]
    assert judged
    assert all(first == FIRST and second in named for first, second in judged)
    assert {each["verdict"] for each in document["verdicts"]} >= {"differ"}
    assert all(each["answer"] and each["causes"] for each in document["verdicts"])


def test_compare_is_the_page_s_pair_with_its_verdict_and_both_rows(client: TestClient) -> None:
    document = client.get(f"/api/compare?ids={FIRST},{SECOND}").json()
    assert document["verdict"]["ids"] == [FIRST, SECOND]
    assert document["pair"]["Can they be compared?"] == document["verdict"]["answer"]
    assert [row["id"] for row in document["claims"]] == [FIRST, SECOND]
    assert len(document["citations"]) == 2


@pytest.mark.parametrize("slug", ["answer", "lpg", "long-view"])
def test_chart_is_its_table_in_csv_and_words_with_numbers_in_json(
    client: TestClient, slug: str
) -> None:
    document = client.get(f"/api/charts/{slug}.json?view=all").json()
    table = client.get(f"/api/charts/{slug}.csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(table)))
    assert document["chart"]["title"]
    assert len(lines) == len(document["chart"]["rows"]) > 0
    assert document["address"].endswith(f"chart={slug}")
    assert document["claims"]


def test_charts_are_all_that_the_pages_draw() -> None:
    slugs = chart_slugs(VIEWS)
    assert {"answer", "who-says-what", "targets", "lpg", "lpg-others"} <= {*slugs}
    assert "rows" not in slugs


def test_contents_and_description_and_documentation_lead_to_each_other(client: TestClient) -> None:
    contents = client.get("/api").json()
    assert client.get("/api/").json() == contents
    for name in ("description", "documentation"):
        assert client.get(contents[name]).status_code == 200
    assert f"{HOST}/api/claims.csv" in contents["addresses"]
    assert contents["data_version"] == VIEWS.dataset.version


@pytest.mark.parametrize(
    ("path", "found", "allowed"),
    [
        ("/api/claims.csv?view=none", "view=none", "articles and all"),
        ("/api/claims.csv?colour=red", "colour", ", ".join(NAMES)),
        ("/api/claims.csv?from=2024&to=2020", "to=2020, before from=2024", "a year not before"),
        ("/api/claims.json?claim=nobody", "claim=nobody", "the id at the end of a number’s card"),
        ("/api/charts/answer.csv?q=gas", "q", "view, side, from, to, since"),
        ("/api/charts/answer.csv?colour=red", "colour", "view, side, from, to, since"),
        (f"/api/claims/{FIRST}?view=all", "view", "nothing"),
        (f"/api/claims/{FIRST}?claim={SECOND}", "claim", "nothing"),
        (f"/api/compare?ids={FIRST}", f"ids={FIRST}", "the ids of two claims"),
        (f"/api/compare?ids={FIRST},nobody", f"ids={FIRST},nobody", "the ids of two claims"),
        (f"/api/compare?ids={FIRST},{SECOND},x", f"ids={FIRST},{SECOND},x", "the ids of two"),
        (f"/api/compare?compare={FIRST},{SECOND}", "compare", "ids"),
        ("/api/compare", "ids=", "the ids of two claims"),
        (f"/api/claims.csv?q={'a' * 201}", f"q={'a' * 198}…", "200 characters"),
        ("/api/?a=b", "a", "nothing"),
        ("/api/openapi.json?a=b", "a", "nothing"),
    ],
)
def test_parameter_that_means_nothing_is_refused_in_the_page_s_words(
    client: TestClient, path: str, found: str, allowed: str
) -> None:
    document = refusal(client.get(path), 400)
    (first, *_) = document["parameters"]
    assert first["found"] == found
    assert first["allowed"].startswith(allowed)
    assert f"{found} (allowed: {first['allowed']})" in document["detail"]


def test_parameters_that_mean_nothing_are_all_named(client: TestClient) -> None:
    document = refusal(client.get("/api/claims.csv?view=x&a=1&b=2"), 400)
    assert [each["name"] for each in document["parameters"]] == ["view", "a", "b"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/api/nothing", "Nothing is at /api/nothing"),
        ("/api/claims.html%3Cscript%3E", "Nothing is at /api/claims.html<script>"),
        ("/api//", "Nothing is at /api//"),
        ("/api/claims.csv/", "Nothing is at"),
        ("/api/claims/nobody", "No number has the id ‘nobody’"),
        (f"/api/claims/{FIRST})", "No number has the id"),
        ("/api/charts/nothing.csv", "No chart is called ‘nothing’"),
        ("/api/charts/answer.xml", "Nothing is at"),
    ],
)
def test_what_there_is_not_is_a_problem_and_never_the_page(
    client: TestClient, path: str, words: str
) -> None:
    assert words in refusal(client.get(path), 404)["detail"]


def test_chart_that_filters_leave_nothing_of_names_those_that_there_are(client: TestClient) -> None:
    document = refusal(client.get("/api/charts/targets.csv?side=international"), 404)
    assert "targets" in document["charts"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "GE"])
def test_method_that_changes_things_is_refused(client: TestClient, method: str) -> None:
    response = client.request(method, "/api/claims.csv")
    assert method in refusal(response, 405)["detail"]
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"


def test_options_gives_leave_to_read_from_any_site(client: TestClient) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    response = client.options("/api/claims.csv", headers=asked)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "access-control-allow-origin" not in client.get("/").headers


@pytest.mark.parametrize("path", ["/api/claims.csv?view=articles", "/api/", "/api/nothing"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert head.content == b""
    assert head.status_code == whole.status_code
    assert {**head.headers} == {**whole.headers}


@pytest.mark.parametrize(
    "query", [f"q={'a' * 9_000}", "&".join(f"side={n}" for n in range(200)), "q=%ff&" * 101]
)
def test_address_too_long_to_mean_anything_is_refused(client: TestClient, query: str) -> None:
    refusal(client.get(f"/api/claims.csv?{query}"), 414)
    refusal(client.get(f"/api/claims/{'a' * 9_000}"), 414)
    assert client.get(f"/?{query}").status_code == 200


WORDS = st.sampled_from([*NAMES, "ids", "x", "", "utm_x"])
VALUES = st.one_of(st.sampled_from([FIRST, "all", "2020", "lpg", "answer", "on"]), st.text())


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([*OPERATIONS, *OF_ITSELF]),
    st.lists(st.tuples(WORDS, VALUES), max_size=3),
)
def test_any_parameters_get_an_answer_or_a_problem(
    client: TestClient, operation: Operation, query: list[tuple[str, str]]
) -> None:
    path = f"/api{operation.path.format(id=FIRST, slug='targets')}"
    response = client.get(path, params=[*query])
    if response.status_code == 200:
        assert response.headers["content-type"].split(";")[0] == operation.media_type
    else:
        refusal(response, response.status_code)
        assert response.status_code in (400, 404)


def test_what_there_is_not_is_known_to_nobody(client: TestClient) -> None:
    for path in ("/api/charts/nothing.csv", "/api/claims/nobody", "/api/nothing"):
        refusal(client.get(path, headers={"If-None-Match": "*"}), 404)


def test_data_that_were_never_sound_are_a_problem_that_names_the_faults(served: Served) -> None:
    fault = Issue("bad-number", "trade.csv", 12, "value", "a-row", "1,5")
    client = served(newest=lambda: Snapshot(None, (fault,)))
    response = client.get("/api/claims.csv")
    document = refusal(response, 503)
    assert response.headers["retry-after"] == "30"
    (named,) = document["faults"]
    assert named["place"] == "trade.csv:12"
    assert named["reason"] == fault.reason
    assert named["mend"] == fault.mend
    assert client.get("/").status_code == 200


def test_data_that_broke_are_answered_from_the_last_good_ones_and_say_since_when(
    served: Served,
) -> None:
    since = datetime(2026, 11, 26, 12, tzinfo=UTC)
    now = Snapshot(VIEWS.dataset, (Issue("missing-file", "trade.csv"),), since)
    response = served(newest=lambda: now).get("/api/claims.csv?view=articles")
    assert response.status_code == 200
    assert response.headers["data-stale-since"] == "2026-11-26T12:00:00+00:00"


def test_fault_of_ours_is_a_problem_and_stands_in_the_log(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Snapshot:
        raise RuntimeError("nobody foresaw this")

    client = served(newest=fail)
    document = refusal(client.get("/api/claims.csv"), 500)
    assert "nobody foresaw this" not in str(document)
    assert "nobody foresaw this" in caplog.text


def test_answers_stand_below_the_page_s_path(served: Served) -> None:
    client = served(base_path=lambda: "/trade/")
    assert client.get("/trade/api").json()["documentation"] == f"{HOST}/trade/api/docs"
    assert client.get("/trade/api/claims.csv?view=articles").status_code == 200
    assert client.get("/api/claims.csv").headers["content-type"].startswith("text/plain")
    assert client.get("/tradeapi/claims.csv").headers["content-type"].startswith("text/plain")
    row = next(rows_of(client.get(f"/trade/api/claims.csv?claim={FIRST}")))
    assert row["permalink"] == f"{HOST}/trade/?claim={FIRST}"


def rows_of(response: httpx.Response) -> Iterator[dict[str, str]]:
    """The rows of a CSV."""
    return iter(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("host", "root"),
    [
        ("example.org", "http://example.org/"),
        ("example.org:8501", "http://example.org:8501/"),
        ("[::1]:8501", "http://[::1]:8501/"),
        ('"><script>', ""),
        ("example.org/elsewhere", ""),
        ("user@example.org", ""),
        ("", ""),
    ],
)
def test_root_is_the_request_s_host_if_it_is_one(host: str, root: str) -> None:
    scope = {"scheme": "http", "headers": [(b"host", host.encode())]}
    own = site.Site(lambda: Snapshot(None), lambda _: VIEWS)
    assert own.root(scope) == root
    assert replace(own, address="https://known.example").root(scope) == "https://known.example/"


def test_numbers_are_answered_without_links_to_a_host_that_is_none(client: TestClient) -> None:
    response = client.get(f"/api/claims.csv?claim={FIRST}", headers={"Host": "a<b"})
    (row,) = rows_of(response)
    assert row["permalink"] == ""


def test_store_that_is_full_asks_for_patience(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = served(store=Store())
    monkeypatch.setattr(store, "MOST_MADE_AT_ONCE", 0)
    response = client.get("/api/claims.csv")
    assert "Ask again" in refusal(response, 503)["detail"]
    assert response.headers["retry-after"] == "2"
    monkeypatch.setattr(store, "MOST_LOOKS", 0)
    refusal(client.get("/api/claims.csv"), 503)
    assert "<title>Streamlit</title>" in client.get("/").text
