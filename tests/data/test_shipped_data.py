"""The shipped data, tested as data: sound, in order, and what the articles print."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from frictionless import Package

from tests.support.factories import DATA, edit_row, read_rows
from tradedata.data.claims import Claim
from tradedata.data.codebook import CODEBOOK_FILE, write_codebook
from tradedata.data.formatting import format_tables
from tradedata.data.loading import DATA_FILES, Dataset, load
from tradedata.exports.files import download_columns

# As the second issue lists them: product, measure, hedge, number and unit; basis and label of the
# period; speaker.
FIGURES: Mapping[str, str] = {
    "lpg-tonnes-jawad-diplomat": "lpg quantity: over 275000 t, relative 'last year', jawad",
    "lpg-value-jawad-diplomat": "lpg value: none 132000000 USD, relative 'last year', jawad",
    "lpg-tonnes-early-2025-diplomat": "lpg quantity: none 71000 t, stated 'Jan-Feb 2025', nobody",
    "lpg-growth-early-2025-diplomat": "lpg growth: none 52 percent, stated 'Jan-Feb 2025', nobody",
    "lpg-demand-diplomat": "lpg quantity: none 700000 t/year, unstated '', nobody",
    "flour-value-2024-ipsc": "wheat-flour value: none 80000000 USD, stated '2024', nobody",
    "flour-ratio-2024-ipsc": "wheat-flour ratio: none 2 times, stated '2024', nobody",
    "flour-rank-2024-ipsc": "wheat-flour rank: none 1 rank, stated '2024', nobody",
    "trade-center-diplomat": (
        "all-goods value: about 1000000000 USD, unstated '', russian-business-center"
    ),
    "trade-ratio-center-diplomat": (
        "all-goods ratio: about 5 times, unstated '', russian-business-center"
    ),
    "trade-overchuk-diplomat": "all-goods value: about 560000000 USD, unstated '', overchuk",
    "target-2025-ipsc": "all-goods value: none 3000000000 USD, stated 'by 2025', nobody",
    "target-2030-ipsc": "all-goods value: none 10000000000 USD, stated 'by 2030', nobody",
    "resources-summary": ("natural-resources value: over 3000000000000 USD, unstated '', nobody"),
}


def test_shipped_data_has_no_issue_not_even_a_warning(shipped: Dataset) -> None:
    assert [str(issue) for issue in shipped.issues] == []


def test_shipped_files_are_in_canonical_layout(shipped: Dataset) -> None:
    files, issues = format_tables(
        {path.name: path.read_bytes() for path in DATA.glob("*.csv")}, shipped.schema
    )
    assert issues == ()
    assert "".join(file.diff for file in files) == ""


def test_shipped_files_are_those_of_the_schema(shipped: Dataset) -> None:
    files = {table.file for table in shipped.schema.tables.values()}
    assert {path.name for path in DATA.glob("*.csv")} == files
    assert files <= set(DATA_FILES)


def test_shipped_codebook_is_current(shipped: Dataset) -> None:
    content = (DATA / CODEBOOK_FILE).read_text(encoding="utf-8")
    assert content == write_codebook(shipped.schema, download_columns()), (
        "run: python -m tradedata codebook"
    )


def figure_words(claim: Claim) -> str:
    """What the article prints, as FIGURES writes it."""
    # Another source may supply a period later; the article itself still states none.
    basis = claim.own_period.basis if claim.own_period.start else "unstated"
    speaker = claim.claimant.key if claim.claimant else "nobody"
    return (
        f"{claim.product.key} {claim.measure}: {claim.qualifier} {claim.value} {claim.unit}, "
        f"{basis} {claim.own_period.label!r}, {speaker}"
    )


def test_shipped_figures_are_all_that_the_articles_print_and_no_other(shipped: Dataset) -> None:
    articles = [claim for claim in shipped.claims if claim.source.collection == "articles"]
    assert {claim.id: figure_words(claim) for claim in articles} == FIGURES
    assert [claim.id for claim in articles if not claim.locator] == []


@pytest.mark.parametrize(
    ("claim_id", "start", "end", "basis"),
    [
        ("lpg-growth-early-2025-diplomat", "2024-01-01", "2024-02-29", "inferred"),
        ("flour-ratio-2024-ipsc", "2023-01-01", "2023-12-31", "stated"),
        ("trade-ratio-center-diplomat", "2021-01-01", "2021-12-31", "stated"),
    ],
)
def test_shipped_comparisons_have_their_base(
    claim_id: str, start: str, end: str, basis: str, shipped: Dataset
) -> None:
    base = shipped.claim(claim_id).base
    assert base is not None
    assert (str(base.start), str(base.end), base.basis) == (start, end, basis)


def test_shipped_resources_are_context_and_no_trade(shipped: Dataset) -> None:
    resources = [claim for claim in shipped.claims if claim.product.key == "natural-resources"]
    assert {claim.flow for claim in resources} == {"resource"}


def test_shipped_articles_are_all_sources_also_those_without_a_figure(shipped: Dataset) -> None:
    sources = [item for item in shipped.directory.sources.values() if item.collection == "articles"]
    cited = {claim.source.key for claim in shipped.claims}
    assert len(sources) == 5
    assert {source.key for source in sources} - cited == {"analyst", "conversation"}
    assert all(source.note for source in sources)
    assert [source.key for source in sources if source.url] == ["ipsc"]


def test_shipped_small_tables_hold_nothing_that_no_claim_uses(shipped: Dataset) -> None:
    claimants = {claim.claimant.key for claim in shipped.claims if claim.claimant}
    products = {claim.product.key for claim in shipped.claims}
    assert set(shipped.directory.claimants) == claimants
    assert set(shipped.directory.products) == products


def frictionless_lines(directory: Path) -> set[tuple[str, int]]:
    """File and line of every row that an independent validator finds at fault."""
    report = Package(str(directory / "datapackage.json")).validate()
    assert report.errors == []
    return {
        (Path(task.place).name, error.row_number) for task in report.tasks for error in task.errors
    }


def test_shipped_package_is_valid_for_an_independent_validator() -> None:
    assert frictionless_lines(DATA) == set()


# Faults that the schema alone tells: ours and an independent validator's findings must agree.
SCHEMA_FAULTS: tuple[tuple[str, str, str, Mapping[str, str]], ...] = (
    ("missing-value", "claimants.csv", "jawad", {"label": ""}),
    ("bad-number", "trade.csv", "flour-rank-2024-ipsc", {"value": "one"}),
    ("bad-date", "trade.csv", "flour-value-2024-ipsc", {"start": "2024-02-30"}),
    ("bad-date", "sources.csv", "analyst", {"published": "June 2025"}),
    ("not-in-vocabulary", "trade.csv", "flour-ratio-2024-ipsc", {"unit": "place"}),
    ("bad-form", "trade.csv", "target-2025-ipsc", {"id": "Target 2025"}),
    ("bad-address", "sources.csv", "conversation", {"url": "javascript:alert(1)"}),
    ("unknown-key", "trade.csv", "target-2030-ipsc", {"source": "nowhere"}),
    ("duplicate-key", "sources.csv", "summary", {"source": "ipsc"}),
)


def test_shipped_package_broken_is_refused_by_both(data: Path) -> None:
    broken = []
    for code, file, key, cells in SCHEMA_FAULTS:
        keys = [next(iter(row.values())) for row in read_rows(data / file)]
        broken.append((code, file, keys.index(key) + 2))
        edit_row(data / file, key, **cells)
    ours = {(issue.code, issue.file, issue.line) for issue in load(data).issues}
    theirs = frictionless_lines(data)
    assert [fault for fault in broken if fault not in ours or fault[1:] not in theirs] == []
