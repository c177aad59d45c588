"""Exporting: a file for an address, written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support.factories import ANOTHER, copy_data, edit_row
from tradedata.data.directory import VARIABLE
from tradedata.data.loading import Dataset
from tradedata.exports.files import FORMATS
from tradedata.views.extracts import extract_of
from tradedata.views.parameters import read_address
from tradedata.views.view import Views

ADDRESSES = ("", "claim=trade-2024-bpn-jam-news", "products?chart=vehicles")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """An export of few rows is one, too."""
    monkeypatch.setenv(VARIABLE, str(ANOTHER))


def test_export_takes_its_address_behind_its_options(run: Run, tmp_path: Path) -> None:
    page, address = "https://example.org/", "side=other"
    for name, arguments in {"a": [address, "--page", page], "b": ["--page", page, address]}.items():
        assert run("export", str(tmp_path / f"{name}.csv"), *arguments)[0] == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    for strange in (["--nonsense"], [address, "another"]):
        with pytest.raises(SystemExit):
            run("export", str(tmp_path / "c.csv"), *strange)
    assert not (tmp_path / "c.csv").exists()


@pytest.mark.parametrize(
    ("kind", "address"),
    [*product(FORMATS, ["side=other"]), *product(["csv"], ADDRESSES)],
)
def test_export_writes_what_the_address_shows(
    run: Run, tmp_path: Path, another: Dataset, kind: str, address: str
) -> None:
    file = tmp_path / f"trade.{kind}"
    code, printed, errors = run("export", file, address)
    taken = extract_of(read_address(address, Views(another)))
    assert (code, errors) == (0, "")
    assert printed[0].startswith(f"written: {file}: data version {another.version}, ")
    assert file.read_bytes() == FORMATS[kind].make(taken)


@pytest.mark.parametrize(
    ("arguments", "page"),
    [
        (("https://h.example/trade/claims?side=other",), "https://h.example/trade/"),
        (("claims?side=other", "--page", "https://h.example/trade"), "https://h.example/trade/"),
    ],
)
def test_export_links_to_the_page_that_it_is_told_of(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], page: str
) -> None:
    run("export", tmp_path / "a.json", *arguments)
    document = json.loads((tmp_path / "a.json").read_bytes())
    assert document["address"] == f"{page}claims?side=other"
    assert document["claims"][0]["permalink"].startswith(f"{page}?claim=")


@pytest.mark.parametrize(
    ("name", "address", "words"),
    [
        ("a.xls", "", "a.xls: no kind of file is called 'xls' (allowed: csv, xlsx, json, zip"),
        ("trade", "", "trade: no kind of file is called ''"),
        ("a.csv", "side=nobody&from=x", "side=nobody (allowed: "),
        ("a.csv", "side=nobody&from=x", "from=x (allowed: "),
        ("a.csv", "claim=none", "claim=none (allowed: "),
        ("a.csv", "/nowhere?side=other", "/nowhere (allowed: /, /history"),
        ("a.csv", f"q={'2024 ' * 41}", "(allowed: 200 characters)"),
        ("a.csv", "javascript://h/?side=other", "begins with http:// or https://"),
        ("a.csv", "http://[::1/claims", "begins with http:// or https://"),
    ],
)
def test_export_names_all_that_it_cannot_do_and_writes_nothing(
    run: Run, tmp_path: Path, name: str, address: str, words: str
) -> None:
    file = tmp_path / name
    file.write_text("as before")
    code, printed, errors = run("export", file, address)
    assert (code, printed) == (2, [])
    assert words in errors
    assert errors.endswith("Nothing was written.\n")
    assert file.read_text() == "as before"


def test_export_into_a_directory_that_is_not_there_says_so(run: Run, tmp_path: Path) -> None:
    code, _, errors = run("export", tmp_path / "none" / "a.csv")
    assert code == 2
    assert errors == f"{tmp_path / 'none'}: no such directory\nNothing was written.\n"


def test_export_tells_which_rows_are_left_out(run: Run, tmp_path: Path) -> None:
    data = copy_data(tmp_path, ANOTHER)
    edit_row(data / "trade.csv", "trade-now-jam-news", value="much")
    code, _, errors = run("export", tmp_path / "a.csv", "--data", data)
    assert code == 0
    assert "trade-now-jam-news" in errors


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to(path)])
def test_export_replaces_nothing_but_regular_files(
    run: Run, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    file = tmp_path / "a.csv"
    make(file)
    before = file.lstat().st_mode
    code, _, errors = run("export", file, "chart=vehicles")
    assert (code, errors) == (2, f"{file}: not a regular file\nNothing was written.\n")
    assert file.lstat().st_mode == before


@pytest.mark.parametrize("page", ["javascript:alert(1)//", "ftp://h.example/", "//h.example/"])
def test_export_links_to_no_page_but_one_of_the_web(run: Run, tmp_path: Path, page: str) -> None:
    code, _, errors = run("export", tmp_path / "a.html", "chart=vehicles", "--page", page)
    assert code == 2
    assert "begins with http:// or https://" in errors


def test_export_takes_the_address_of_an_embedded_chart(run: Run, tmp_path: Path) -> None:
    link = "https://h.example/trade/?chart=vehicles&embed=true&utm_source=x"
    code, _, errors = run("export", tmp_path / "a.json", link)
    assert (code, errors) == (0, "")
    document = json.loads((tmp_path / "a.json").read_bytes())
    assert document["address"] == "https://h.example/trade/products?product=vehicles&chart=vehicles"


def test_export_without_what_a_file_needs_says_so_and_writes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    code, _, errors = run("export", tmp_path / "a.pdf", "chart=vehicles")
    assert code == 2
    assert "install Chromium or Google Chrome" in errors
    assert errors.endswith("Nothing was written.\n")
    assert not (tmp_path / "a.pdf").exists()
