"""The page's own head, and the headers under which it is drawn."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from bs4 import BeautifulSoup
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.server.conftest import HOST, SHELL, VIEWS, Served
from tests.support.factories import shipped_data
from tradedata.data.issues import Issue
from tradedata.data.watching import Snapshot
from tradedata.exports.pages import shown
from tradedata.views.pages import PAGES, Page
from tradedata.views.parameters import read_address
from tradedata.views.view import Views
from tradedata.web import front
from tradedata.web.headers import EVERYWHERE

CLAIM = "trade-overchuk-diplomat"
TITLE = VIEWS.dataset.collection.title
HOSTILE = '</script><script>alert(1)</script>"&amp;<b>'


class Head:
    """Title, canonical address, meta elements and the data set of a page's head."""

    def __init__(self, markup: str) -> None:
        page = BeautifulSoup(markup, "html.parser")
        self.title = page.title and page.title.string
        self.canonical = "".join(str(each["href"]) for each in page.select("link[rel=canonical]"))
        metas = page.find_all("meta")
        self.metas = {each.get("name") or each["property"]: each["content"] for each in metas}
        self.scripts = len(page.find_all("script"))
        (data,) = page.find_all("script", type="application/ld+json")
        self.data: dict[str, Any] = json.loads(data.text)


def answering(response: Response) -> Starlette:
    """An app that gives this answer to everything."""
    methods = ["GET", "POST"]
    return Starlette(routes=[Route("/{path:path}", lambda _: response, methods=methods)])


def head_of(client: TestClient, path: str) -> Head:
    """The head that a page is served with."""
    response = client.get(path)
    assert response.status_code == 200
    assert response.text.endswith(SHELL.partition("</title>")[2])
    return Head(response.text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_head_of_each_page_says_what_it_is_and_where(client: TestClient, page: Page) -> None:
    found = head_of(client, f"/{page.slug}?view=articles&utm_source=x")
    assert found.title == f"{page.title} · {TITLE}"
    assert found.canonical == f"{HOST}/{page.slug}" == found.metas["og:url"]
    assert found.metas["og:title"] == found.metas["twitter:title"] == found.title
    assert found.metas["description"] == found.metas["og:description"]
    assert found.metas["twitter:card"] == "summary"


def test_head_of_the_first_page_describes_it_by_its_finding(client: TestClient) -> None:
    assert head_of(client, "/").metas["description"] == str(VIEWS.whole.finding.words)


def test_head_of_a_card_is_the_number_with_the_sentence_that_quotes_it(client: TestClient) -> None:
    found = head_of(client, f"/claims?view=articles&claim={CLAIM}")
    card = shown(read_address(f"claim={CLAIM}", VIEWS))
    assert found.title == f"{card['Number']} · {TITLE}"
    assert found.metas["description"] == card["A sentence to copy"]
    assert found.canonical == f"{HOST}/?claim={CLAIM}"
    assert head_of(client, "/?claim=nobody").title == head_of(client, "/").title


def test_head_of_an_unknown_path_is_that_of_the_first_page(client: TestClient) -> None:
    assert head_of(client, "/nothing").canonical == f"{HOST}/"


@pytest.mark.whole
def test_head_tells_the_data_set_as_the_package_does(client: TestClient) -> None:
    data = head_of(client, "/sources").data
    package = VIEWS.dataset.schema.package
    assert (data["@type"], data["name"]) == ("Dataset", package["title"])
    assert (data["version"], data["license"]) == (
        package["version"],
        package["licenses"][0]["path"],
    )
    assert data["keywords"] == package["keywords"]
    assert data["spatialCoverage"] == [area.label for area in VIEWS.dataset.collection.areas]
    assert re.fullmatch(r"\d{4}/\d{4}", data["temporalCoverage"])
    files = [each["contentUrl"] for each in data["distribution"]]
    assert f"{HOST}/api/claims.csv" in files
    assert f"{HOST}/api/datapackage.zip" in files
    assert all(client.head(file).status_code == 200 for file in files)


def test_head_without_days_or_a_known_host_leaves_out_what_follows_from_them(
    served: Served,
) -> None:
    bare = Views(replace(shipped_data(), claims=()))
    client = served(newest=lambda: Snapshot(bare.dataset), views_of=lambda _: bare)
    found = Head(client.get("/", headers={"Host": "a<b"}).text)
    assert found.canonical == ""
    assert "og:url" not in found.metas
    assert not {"url", "distribution", "temporalCoverage"} & {*found.data}


def test_head_of_hostile_data_is_text(served: Served) -> None:
    dataset = shipped_data()
    package = {**dataset.schema.package, "title": HOSTILE, "description": HOSTILE}
    collection = replace(dataset.collection, title=HOSTILE)
    hostile = replace(
        dataset, schema=replace(dataset.schema, package=package), collection=collection
    )
    views = Views(hostile)
    client = served(newest=lambda: Snapshot(hostile), views_of=lambda _: views)
    found = head_of(client, "/sources")
    assert found.title == f"Sources · {HOSTILE}"
    assert found.data["name"] == found.metas["description"] == HOSTILE
    assert found.scripts == 3  # two of the shell, the data set


def test_head_stands_below_the_page_s_path(served: Served) -> None:
    client = served(base_path=lambda: "trade")
    assert head_of(client, "/trade/claims").canonical == f"{HOST}/trade/claims"
    assert head_of(client, "/trade").canonical == f"{HOST}/trade/"


def test_page_is_served_again_only_when_it_has_changed(served: Served) -> None:
    client = served()
    first = client.get("/")
    tag = first.headers["etag"]
    assert "of the shell" not in tag
    again = client.get("/", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    stale = client.get("/", headers={"If-None-Match": '"of the shell"'})
    assert stale.content == first.content


def test_page_answers_head_without_a_body(client: TestClient) -> None:
    whole, head = client.get("/claims"), client.head("/claims")
    assert head.content == b""
    assert {**head.headers} == {**whole.headers}


def test_page_without_sound_data_is_as_the_app_gives_it(served: Served) -> None:
    client = served(newest=lambda: Snapshot(None, (Issue("missing-file", "trade.csv"),)))
    response = client.get("/")
    assert response.text == SHELL
    assert "script-src 'self'" in response.headers["content-security-policy"]


def test_page_whose_head_fails_is_as_the_app_gives_it_and_the_log_says_why(
    served: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> str:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(front, "head_markup", fail)
    assert served().get("/").text == SHELL
    assert "nobody foresaw this" in caplog.text


def test_page_of_another_app_without_a_title_gets_the_head_before_its_end(served: Served) -> None:
    app = answering(HTMLResponse("<html><head><meta charset=utf-8></head></html>"))
    assert "</script></head></html>" in served(app).get("/").text


def test_what_is_no_page_is_the_app_s_own(served: Served) -> None:
    client = served()
    assert client.get("/static/js/a.js").text == "ok"
    assert client.get("/_stcore/health").headers["etag"] == '"of the shell"'
    assert served(answering(HTMLResponse("gone", 404))).get("/").text == "gone"
    assert served(answering(PlainTextResponse("done"))).post("/").text == "done"


def test_headers_are_on_every_answer_and_leave_those_that_are_there(client: TestClient) -> None:
    for path in ("/", "/static/js/a.js", "/_stcore/health", "/api/", "/api/docs", "/api/nothing"):
        headers = client.get(path).headers
        assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
        assert len(headers.get_list("content-security-policy")) == 1
    assert "sandbox" in client.get("/static/js/a.js").headers["content-security-policy"]
    assert "script-src" not in client.get("/api/docs").headers["content-security-policy"]


@pytest.mark.parametrize(
    ("query", "ancestors"),
    [
        ("", "'self'"),
        ("embed=true", "*"),
        ("chart=answer&embed=true", "*"),
        ("embed=TRUE", "*"),
        ("embed=false", "'self'"),
        ("claim=embed=true", "'self'"),
        ("embed=true&embed=false", "'self'"),
    ],
)
def test_page_may_be_framed_by_others_where_its_address_says_so(
    client: TestClient, query: str, ancestors: str
) -> None:
    policy = client.get(f"/?{query}").headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors {ancestors}")


def test_page_may_run_no_inline_script_but_its_own(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts
    (digest,) = re.findall(r"'sha256-([^']+)'", scripts[1])
    assert "unsafe-inline" not in scripts[1]
    assert "'unsafe-eval'" not in scripts[1]
    assert base64.b64decode(digest) == sha256(b"window.a = 1").digest()
