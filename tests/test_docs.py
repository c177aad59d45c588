"""What the documents promise: the commands and files they name exist, the template is sound."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib.metadata import distributions, metadata
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from packaging.specifiers import SpecifierSet
from PIL import Image

from tests.support.factories import DATA, read_rows, write_rows
from tradedata.cli import main
from tradedata.data.loading import load

ROOT = Path(__file__).parent.parent
TOP = [ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG", "LICENSE-DATA")]
DOCUMENTS = sorted(
    [*TOP, ROOT / "data" / "README.md", ROOT / "bench" / "README.md", *ROOT.glob("docs/**/*.md")]
)
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
OLDEST = "3.11.0"
TEMPLATE = ROOT / "docs" / "row-template.csv"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))

_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_LINK = re.compile(r"\[(?:[^\]]*)\]\(([^)\s]+)\)")
_OUTSIDE = ("http://", "https://", "mailto:")


def is_there(name: str) -> bool:
    """Whether it is installed: some pins are for another system."""
    return bool(list(distributions(name=name)))


def requirement_of(name: str) -> str:
    """Which versions of Python it can be installed on: '>=3.10'."""
    return str(metadata(name)["Requires-Python"] or "")


def commands(pattern: str) -> list[str]:
    """Every word that follows the pattern in the code of a document, once."""
    code = "\n".join(part for path in DOCUMENTS for part in _CODE.findall(text_of(path)))
    return sorted(set(re.findall(pattern, code)))


def text_of(path: Path) -> str:
    """The text of a document."""
    return path.read_text(encoding="utf-8")


def links() -> Iterable[tuple[Path, str]]:
    """Every link of every document that stays in the repository."""
    for path in DOCUMENTS:
        prose = _CODE.sub("", text_of(path))
        yield from ((path, to) for to in _LINK.findall(prose) if not to.startswith(_OUTSIDE))


def anchors(path: Path) -> set[str]:
    """The names under which a document's headings can be linked to, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def name_of(link: tuple[Path, str]) -> str:
    """A link's name in the list of tests."""
    return f"{link[0].relative_to(ROOT)}:{link[1]}"


def section(text: str, heading: str) -> str:
    """What stands below a heading, until the next of its level or above."""
    level = heading.split()[0]
    _, _, below = text.partition(f"\n{heading}\n")
    return re.split(rf"\n#{{1,{len(level)}}} ", below)[0]


@pytest.mark.parametrize("target", commands(r"\bmake ([a-z-]+)"))
def test_documents_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:.*## ", text_of(ROOT / "Makefile"), re.MULTILINE)


@pytest.mark.parametrize("command", commands(r"python -m tradedata ([a-z]+)"))
def test_documents_tradedata_command_exists(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert (stop.value.code, capsys.readouterr().err) == (0, "")


@pytest.mark.parametrize("module", commands(r"python3? -m ([a-z]+)"))
def test_documents_module_is_ours_or_pinned(module: str) -> None:
    pinned = text_of(ROOT / "requirements.txt") + text_of(ROOT / "requirements-dev.txt")
    assert (
        module in ("pip", "venv")
        or (ROOT / module / "__main__.py").is_file()
        or re.search(rf"^{module}==", pinned, re.MULTILINE)
    )


def test_every_pin_installs_on_the_oldest_python_that_is_promised() -> None:
    pins = "".join(text_of(path) for path in ROOT.glob("requirements*.txt"))
    names = [name for name in re.findall(r"^([\w.-]+)==", pins, re.MULTILINE) if is_there(name)]
    assert len(names) > 50
    assert [name for name in names if OLDEST not in SpecifierSet(requirement_of(name))] == []


def test_documents_commands_are_found_at_all() -> None:
    assert {"run", "test", "check", "format"} <= set(commands(r"\bmake ([a-z-]+)"))
    assert {"check", "format", "verify"} <= set(commands(r"python -m tradedata ([a-z]+)"))


@pytest.mark.parametrize("link", list(links()), ids=name_of)
def test_documents_link_within_the_repository_leads_somewhere(link: tuple[Path, str]) -> None:
    path, to = link
    file, _, anchor = to.partition("#")
    target = (path.parent / file).resolve() if file else path
    assert target.exists()
    assert target.is_relative_to(ROOT)
    assert not anchor or anchor in anchors(target)


@pytest.mark.parametrize(
    "place",
    re.findall(r"`([\w./-]+/|[\w/-]+\.\w+)`", section(text_of(TOP[0]), "## How it is built")),
)
def test_readme_place_in_the_table_of_layers_exists(place: str) -> None:
    assert (ROOT / place).exists() or (DATA / place).exists()


def test_readme_names_the_licence_of_the_data_and_that_of_the_code() -> None:
    licences = section(text_of(TOP[0]), "## Licences")
    (licence,) = PACKAGE["licenses"]
    assert licence["name"].replace("CC-BY-", "CC BY ") in licences
    assert "(LICENSE-DATA.md)" in licences
    assert "(LICENSE)" in licences


def test_readme_picture_is_as_wide_as_said_and_no_burden() -> None:
    picture = ROOT / "docs" / "screenshot.png"
    with Image.open(picture) as image:
        assert image.width == 1280
    assert picture.stat().st_size < 300_000


def test_changelog_names_the_data_version_under_data() -> None:
    released = re.split(r"^## ", text_of(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)[1:]
    data = "".join(section(f"\n{release}", "### Data") for release in released)
    assert f"**{PACKAGE['version']}**" in data


def test_citation_names_the_data_version_that_is_shipped() -> None:
    citation = yaml.safe_load(text_of(ROOT / "CITATION.cff"))
    (data,) = citation["references"]
    assert data["version"] == PACKAGE["version"]


def test_contributing_explains_every_column_of_the_claims_in_order() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", text_of(ROOT / "CONTRIBUTING.md"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    (trade,) = (table for table in PACKAGE["resources"] if table["name"] == "trade")
    assert named == [field["name"] for field in trade["schema"]["fields"]]


def test_contributing_template_is_the_row_of_its_claim() -> None:
    (row,) = read_rows(TEMPLATE)
    claims = {claim["id"]: claim for claim in read_rows(DATA / "trade.csv")}
    assert row == claims[row["id"]], "copy the row of trade.csv into docs/row-template.csv again"
    assert list(row) == list(claims[row["id"]])


def test_contributing_template_copied_with_another_id_is_sound(data: Path) -> None:
    (row,) = read_rows(TEMPLATE)
    write_rows(data / "trade.csv", [*read_rows(data / "trade.csv"), {**row, "id": "new-claim"}])
    dataset = load(data)
    assert dataset.claim("new-claim").as_printed == row["as_printed"]
    assert [issue.code for issue in dataset.issues if issue.row == "new-claim"] == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_decisions_are_short_and_say_context_decision_consequence(path: Path) -> None:
    text = text_of(path)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequence"]
    assert 10 <= len(text.splitlines()) <= 20
    assert text.startswith(f"# {int(path.name[:4])}. ")


def test_decisions_are_numbered_without_a_gap_and_all_listed() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers[0] == 1
    assert all(after == before + 1 for before, after in pairwise(numbers))
    listed = _LINK.findall(text_of(ROOT / "docs" / "adr" / "README.md"))
    assert listed == [path.name for path in DECISIONS]
