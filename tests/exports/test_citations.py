"""Citations: three styles, of shipped sources and of hard ones."""

from __future__ import annotations

from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from tests.support.factories import make_claim, make_source, shipped_data
from tradedata.data.loading import Dataset
from tradedata.exports.citations import Citation, cite_chart, cite_claim, cite_dataset

AUTHORS = "The Russia-Afghanistan trade dashboard contributors"
ADDRESS = "https://example.org/trade?view=articles"
HARD_TITLES = [
    "50% of $1 & more: #1_a {b} ~c^d\\e",
    "An open { brace",
    "A shut } brace",
    "Two\nlines\r\nand\u2028three",
    'Quoted "words", @misc{x, = and ‘more’',
    "تجارت روسیه و افغانستان\u200f",
    "TY  - ER  - ",
]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return shipped_data()


def cite(dataset: Dataset, address: str = "", **source: Any) -> Citation:
    return cite_claim(make_claim(source=make_source("paper", **source)), dataset, address)


def bibtex_entries(text: str) -> list[dict[str, str]]:
    library = parse_string(text)
    assert not library.failed_blocks
    return [
        {field.key: str(field.value) for field in entry.fields} | {"ID": entry.key}
        for entry in library.entries
    ]


def plain(bibtex: str) -> str:
    """A BibTeX value as LaTeX would print it."""
    for escape, character in (
        ("\\textbackslash{}", "\0"),
        ("\\textbraceleft{}", "\1"),
        ("\\textbraceright{}", "\2"),
        ("\\textasciitilde{}", "~"),
        ("\\textasciicircum{}", "^"),
        *((f"\\{character}", character) for character in "&%$#_"),
        ("{", ""),
        ("}", ""),
        ("\0", "\\"),
        ("\1", "{"),
        ("\2", "}"),
    ):
        bibtex = bibtex.replace(escape, character)
    return bibtex


SOURCES_IN_APA: dict[str, tuple[dict[str, str], str]] = {
    "all-known": (
        {},
        "Ann Author. (2025, April 9). A title. The Paper. Paragraph 1. "
        "Retrieved November 22, 2026, from https://example.org/a",
    ),
    "two-authors": (
        {"author": "Ann Author; Bo Zhang"},
        "Ann Author & Bo Zhang. (2025, April 9). A title. The Paper. Paragraph 1. "
        "Retrieved November 22, 2026, from https://example.org/a",
    ),
    "three-authors": (
        {"author": "Mullah A.; B; C", "url": ""},
        "Mullah A., B, & C. (2025, April 9). A title. The Paper. Paragraph 1.",
    ),
    "no-author": ({"author": "", "url": ""}, "The Paper. (2025, April 9). A title. Paragraph 1."),
    "no-author-no-publisher": (
        {"author": "", "publisher": "", "published": "2025-04", "url": ""},
        "A title. (2025, April). Paragraph 1.",
    ),
    "no-date": (
        {"published": "", "url": ""},
        "Ann Author. (n.d.). A title. The Paper. Paragraph 1.",
    ),
    "bracketed-title": (
        {"published": "2025", "url": "", "title": "[Article on trade]"},
        "Ann Author. (2025). [Article on trade]. The Paper. Paragraph 1.",
    ),
    "archived-question": (
        {"title": "Whose trade?", "url": "", "archived": "https://example.org/kept"},
        "Ann Author. (2025, April 9). Whose trade? The Paper. Paragraph 1. "
        "Retrieved November 22, 2026, from https://example.org/kept",
    ),
}


@pytest.mark.parametrize(("source", "expected"), SOURCES_IN_APA.values(), ids=SOURCES_IN_APA)
def test_apa_source_known_in_part_leaves_the_rest_out(
    dataset: Dataset, source: dict[str, str], expected: str
) -> None:
    apa = cite(dataset, **source).apa
    assert apa == (
        f"{expected} In Russia-Afghanistan trade: every number with its source "
        f"(Version {dataset.version}, claim claim-a) [Data set]."
    )


def test_cite_claim_with_address_ends_in_permalink_of_the_claim(dataset: Dataset) -> None:
    citation = cite(dataset, ADDRESS)
    link = "https://example.org/trade/?claim=claim-a"
    assert citation.apa.endswith(f" {link}")
    assert rispy.loads(citation.ris)[0]["notes"][0].endswith(link)
    assert plain(bibtex_entries(citation.bibtex)[0]["note"]).endswith(link)


def test_cite_claim_without_locator_names_no_part(dataset: Dataset) -> None:
    citation = cite_claim(make_claim(locator=""), dataset)
    assert "The Paper. Retrieved" in citation.apa
    assert "SE  -" not in citation.ris


def test_bibtex_of_known_source_holds_its_fields(dataset: Dataset) -> None:
    (entry,) = bibtex_entries(cite(dataset, author="Ann Author; Aigerim Turgunbaeva").bibtex)
    assert entry["ID"] == "claim-a"
    assert plain(entry["author"]) == "Ann Author and Aigerim Turgunbaeva"
    assert "{Ann Author} and {Aigerim Turgunbaeva}" in entry["author"]
    assert entry["month"] == "apr"
    assert entry["day"] == "9"
    assert entry["url"] == "https://example.org/a"
    assert entry["urldate"] == "2026-11-22"


def test_bibtex_address_that_would_break_braces_is_encoded(dataset: Dataset) -> None:
    (entry,) = bibtex_entries(cite(dataset, url="https://example.org/{a}?b_c=1%20d\\").bibtex)
    assert entry["url"] == "https://example.org/%7Ba%7D?b_c=1%20d%5C"


def test_source_without_address_has_no_access_date_in_any_style(dataset: Dataset) -> None:
    citation = cite(dataset, url="")
    assert "Retrieved" not in citation.apa
    assert "urldate" not in citation.bibtex
    assert "Y2  -" not in citation.ris


def test_ris_of_known_source_holds_its_fields(dataset: Dataset) -> None:
    (entry,) = rispy.loads(cite(dataset, author="Ann Author; Bo Zhang").ris)
    assert entry["type_of_reference"] == "ELEC"
    assert entry["authors"] == ["Ann Author", "Bo Zhang"]
    assert entry["date"] == "2025/04/09/"
    assert entry["access_date"] == "2026/11/22/"
    assert entry["language"] == "en"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ({"collection": "statistics"}, "DATA"),
        ({"collection": "press"}, "ELEC"),
        ({"collection": "press", "url": ""}, "GEN"),
    ],
)
def test_ris_type_follows_what_the_source_is(
    dataset: Dataset, source: dict[str, str], expected: str
) -> None:
    (entry,) = rispy.loads(cite(dataset, **source).ris)
    assert entry["type_of_reference"] == expected


@pytest.mark.parametrize("title", HARD_TITLES)
def test_citation_of_hard_title_keeps_it_in_every_style(dataset: Dataset, title: str) -> None:
    citation = cite(dataset, title=title)
    one_line = " ".join(title.splitlines())
    assert one_line in citation.apa
    assert len(citation.apa.splitlines()) == 1
    (entry,) = bibtex_entries(citation.bibtex)
    assert plain(entry["title"]) == one_line
    (record,) = rispy.loads(citation.ris)
    assert record["title"] == one_line.strip()


@given(title=st.text(min_size=1), author=st.text(), publisher=st.text())
def test_bibtex_of_any_text_balances_its_braces_and_stays_in_its_lines(
    dataset: Dataset, title: str, author: str, publisher: str
) -> None:
    citation = cite(dataset, title=title, author=author, publisher=publisher)
    depth = 0
    for character in citation.bibtex:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    assert all(line[2:6] == "  - " for line in citation.ris.splitlines())


def test_cite_chart_names_every_source_once_and_then_the_chart(dataset: Dataset) -> None:
    other = make_source("other", title="Another title")
    claims = [make_claim("a"), make_claim("b", source=other), make_claim("c")]
    citation = cite_chart("Over 275,000 t stated", claims, dataset, ADDRESS)
    lines = citation.apa.splitlines()
    assert [line.split(". ")[2] for line in lines[:2]] == ["A title", "Another title"]
    assert lines[2:] == [
        f"{AUTHORS}. ({dataset.version[:4]}). Over 275,000 t stated [Chart]. "
        "In Russia-Afghanistan trade: "
        f"every number with its source (Version {dataset.version}). {ADDRESS}"
    ]
    entries = bibtex_entries(citation.bibtex)
    assert [entry["ID"] for entry in entries[:2]] == ["paper", "other"]
    assert entries[2]["ID"] == f"russia-afghanistan-trade-{dataset.version}-chart"
    assert entries[2]["url"] == ADDRESS
    assert [record["title"] for record in rispy.loads(citation.ris)] == [
        "A title",
        "Another title",
        "Over 275,000 t stated",
    ]


def test_cite_dataset_names_title_version_and_year_of_the_version(dataset: Dataset) -> None:
    citation = cite_dataset(dataset, ADDRESS)
    assert citation.apa == (
        f"{AUTHORS}. ({dataset.version[:4]}). "
        "Russia-Afghanistan trade: every number with its source "
        f"(Version {dataset.version}) [Data set]. {ADDRESS}"
    )
    (entry,) = bibtex_entries(citation.bibtex)
    assert plain(entry["note"]) == f"Version {dataset.version}."
    (record,) = rispy.loads(citation.ris)
    assert record["type_of_reference"] == "DATA"
    assert record["edition"] == dataset.version


def test_citations_of_shipped_sources_hold_nothing_that_the_sources_lack(dataset: Dataset) -> None:
    for claim in dataset.claims:
        citation = cite_claim(claim, dataset)
        source = claim.source
        (entry,) = bibtex_entries(citation.bibtex)
        (record,) = rispy.loads(citation.ris)
        assert plain(entry["title"]) == source.title == record["title"]
        assert record.get("authors", []) == list(source.authors)
        assert ("author" in entry) == bool(source.author)
        assert record.get("publisher", "") == source.publisher
        assert plain(entry.get("howpublished", "")) == source.publisher
        assert record.get("year", "") == entry.get("year", "") == source.published[:4]
        assert record.get("urls", []) == ([source.url] if source.url else [])
        assert ("(n.d.)" in citation.apa) == (not source.published)
