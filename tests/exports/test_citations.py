"""Citations: four formats, of shipped sources and of hard ones, read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
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
# https://github.com/citation-style-language/schema, schemas/input/csl-data.json (MIT licence).
CSL_SCHEMA = json.loads(Path(__file__).with_name("csl-data.json").read_text(encoding="utf-8"))
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


def csl_items(text: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(text)
    jsonschema.validate(items, CSL_SCHEMA)
    return items


def names(item: dict[str, Any]) -> list[str]:
    return [name["literal"] for name in item.get("author", [])]


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
    link = f"https://example.org/trade/?claim=claim-a&version={dataset.version}"
    assert citation.apa.endswith(f" {link}")
    assert csl_items(citation.csl)[0]["note"].endswith(link)
    assert rispy.loads(citation.ris)[0]["notes"][0].endswith(link)
    assert plain(bibtex_entries(citation.bibtex)[0]["note"]).endswith(link)


def test_cite_claim_without_locator_names_no_part(dataset: Dataset) -> None:
    citation = cite_claim(make_claim(locator=""), dataset)
    assert "The Paper. Retrieved" in citation.apa
    assert "N1  - In Russia" in citation.ris


def test_bibtex_of_known_source_holds_its_fields(dataset: Dataset) -> None:
    (entry,) = bibtex_entries(cite(dataset, author="Ann Author; Aigerim Turgunbaeva").bibtex)
    assert entry["ID"] == "minister-2025-claim-a"
    assert plain(entry["author"]) == "Ann Author and Aigerim Turgunbaeva"
    assert "{Ann Author} and {Aigerim Turgunbaeva}" in entry["author"]
    assert (entry["year"], entry["date"]) == ("2025", "2025-04-09")
    assert plain(entry["organization"]) == "The Paper"
    assert entry["url"] == "https://example.org/a"
    assert entry["urldate"] == "2026-11-22"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/{a}?b_c=1%20d\\", "https://example.org/%7Ba%7D?b_c=1%20d%5C"),
        ("https://example.org/گاز-50%", "https://example.org/%DA%AF%D8%A7%D8%B2-50%25"),
        (
            "https://example.org/l’a?q=да&b=[1]#x",
            "https://example.org/l%E2%80%99a?q=%D0%B4%D0%B0&b=[1]#x",
        ),
    ],
    ids=["braces", "persian", "cyrillic"],
)
def test_address_of_a_source_is_encoded_in_formats_for_programs(
    dataset: Dataset, url: str, expected: str
) -> None:
    citation = cite(dataset, url=url)
    (entry,), (item,) = bibtex_entries(citation.bibtex), csl_items(citation.csl)
    assert entry["url"] == item["URL"] == rispy.loads(citation.ris)[0]["urls"][0] == expected
    assert citation.apa.count(url) == 1


def test_source_without_address_has_no_access_date_in_any_style(dataset: Dataset) -> None:
    citation = cite(dataset, url="")
    assert "Retrieved" not in citation.apa
    assert "urldate" not in citation.bibtex
    assert "Y2  -" not in citation.ris
    assert not {"URL", "accessed"} & csl_items(citation.csl)[0].keys()


def test_ris_of_known_source_holds_its_fields(dataset: Dataset) -> None:
    (entry,) = rispy.loads(cite(dataset, author="Ann Author; Bo Zhang").ris)
    assert entry["type_of_reference"] == "ELEC"
    assert entry["authors"] == ["Ann Author", "Bo Zhang"]
    assert entry["date"] == "2025/04/09/"
    assert entry["access_date"] == "2026/11/22/"
    assert entry["language"] == "en"


# What a source is published in: BibTeX's type and field for the publisher, RIS's, CSL's.
MEDIA_IN_FORMATS = {
    "newspaper": ("article", "journal", "NEWS", ("T2",), "article-newspaper", "container-title"),
    "magazine": ("article", "journal", "MGZN", ("T2",), "article-magazine", "container-title"),
    "website": ("online", "organization", "ELEC", ("T2", "PB"), "webpage", "container-title"),
    "report": ("techreport", "institution", "RPRT", ("PB",), "report", "publisher"),
    "dataset": ("misc", "organization", "DATA", ("PB",), "dataset", "publisher"),
    "": ("misc", "organization", "GEN", ("PB",), "document", "publisher"),
}


@pytest.mark.parametrize(("medium", "expected"), MEDIA_IN_FORMATS.items(), ids=MEDIA_IN_FORMATS)
def test_type_and_place_of_the_publisher_follow_the_medium(
    dataset: Dataset, medium: str, expected: tuple[Any, ...]
) -> None:
    kind, house, ris_type, tags, csl_type, container = expected
    citation = cite(dataset, medium=medium)
    (entry,), (item,) = bibtex_entries(citation.bibtex), csl_items(citation.csl)
    assert citation.bibtex.startswith(f"@{kind}{{")
    assert plain(entry[house]) == item[container] == "The Paper"
    assert item["type"] == csl_type
    lines = citation.ris.splitlines()
    assert lines[0] == f"TY  - {ris_type}"
    assert [line[:2] for line in lines if line.endswith("  - The Paper")] == [*tags]


def test_publisher_is_the_author_where_nobody_is_named(dataset: Dataset) -> None:
    citation = cite(dataset, author="", publisher="Mint & Press, Ltd")
    (entry,), (item,) = bibtex_entries(citation.bibtex), csl_items(citation.csl)
    assert entry["author"] == r"{Mint \& Press, Ltd}"
    assert names(item) == ["Mint & Press, Ltd"]
    # RIS would take what stands before the comma for a surname.
    assert "AU  -" not in citation.ris
    assert "AU  - The Paper" in cite(dataset, author="").ris
    nobody = cite(dataset, author="", publisher="")
    assert "author" not in bibtex_entries(nobody.bibtex)[0] | csl_items(nobody.csl)[0]


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
    assert csl_items(citation.csl)[0]["title"] == title


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
    csl_items(citation.csl)


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
    assert [entry["ID"] for entry in entries[:2]] == ["paper-2025", "other-2025"]
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
    (item,) = csl_items(citation.csl)
    assert (item["type"], item["version"]) == ("dataset", dataset.version)


@pytest.mark.whole
def test_citations_of_shipped_claims_keep_what_is_known_and_no_more(dataset: Dataset) -> None:
    keys = set()
    for claim in dataset.claims:
        citation, source = cite_claim(claim, dataset), claim.source
        (entry,), (item,) = bibtex_entries(citation.bibtex), csl_items(citation.csl)
        (record,) = rispy.loads(citation.ris)
        authors = list(source.authors) or [source.publisher] * bool(source.publisher)
        houses = [
            entry[each] for each in ("journal", "organization", "institution") if each in entry
        ]
        assert plain(entry["title"]) == source.title == record["title"] == item["title"]
        assert record.get("authors", []) == names(item) == authors
        assert plain(entry.get("author", "")) == " and ".join(authors)
        assert "".join(map(plain, houses)) == source.publisher
        assert record.get("publisher", record.get("secondary_title", "")) == source.publisher
        assert item.get("container-title", item.get("publisher", "")) == source.publisher
        assert record.get("year", "") == entry.get("year", "") == source.published[:4]
        assert (
            "-".join(
                f"{part:02}" for part in item.get("issued", {"date-parts": [[]]})["date-parts"][0]
            )
            == source.published
        )
        assert unquote(item.get("URL", "")) == unquote(source.url)
        assert record.get("urls", [""])[0] == entry.get("url", "") == item.get("URL", "")
        assert item.get("URL", "").isascii()
        assert ("(n.d.)" in citation.apa) == (not source.published)
        assert entry["ID"] == item["id"] == record["id"]
        keys.add(entry["ID"])
    assert len(keys) == len(dataset.claims)
