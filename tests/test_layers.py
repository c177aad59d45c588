"""The walls: which room may import which, and that importing does nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def modules_of(*folders: str) -> list[str]:
    """The dotted name of every module below the folders."""
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]


MODULES = modules_of("tradedata", "components")
ROOMS = ("data", "words", "compare", "computed", "curating", "views")


def test_layers_there_is_no_utils_module() -> None:
    assert [name for name in MODULES if name.endswith(("utils", "helpers", "common"))] == []


def run_python(code: str, *arguments: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


CONTRACTS = (
    "from importlinter.cli import lint_imports as lint; raise SystemExit(lint(no_cache=True))"
)


def test_layers_no_module_imports_across_its_walls() -> None:
    """The contracts stand in pyproject.toml. In a process of its own: it silences loggers."""
    assert "Contracts: 5 kept, 0 broken." in run_python(CONTRACTS)


LOADED = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""
CORE = [name for room in ROOMS for name in modules_of(f"tradedata/{room}")]


@pytest.mark.parametrize(
    "names",
    [["tradedata"], ["tradedata.data.loading"], [*CORE, "tradedata.cli"]],
    ids=["package", "loading", "whole-core"],
)
def test_import_of_the_core_loads_neither_plotly_nor_streamlit_nor_jsonschema(
    names: list[str],
) -> None:
    loaded = set(json.loads(run_python(LOADED, *names)))
    assert "tradedata" in loaded
    assert not loaded & {"plotly", "streamlit", "jsonschema", "bs4", "pypdf", "components"}


def test_import_of_charts_and_exports_does_not_load_streamlit() -> None:
    names = modules_of("tradedata/charts", "tradedata/exports")
    assert "streamlit" not in json.loads(run_python(LOADED, *names))


@pytest.mark.whole
def test_import_of_the_core_s_tests_loads_neither_the_page_nor_a_browser() -> None:
    """Who works on the core alone needs neither Streamlit, what it brings, nor Playwright."""
    rooms = [f"tests/{room}" for room in (*ROOMS, "charts", "exports")]
    loaded = set(json.loads(run_python(LOADED, "tests.conftest", *modules_of(*rooms))))
    assert {"tests", "hypothesis"} <= loaded
    assert not loaded & {"streamlit", "pandas", "pyarrow", "playwright", "components"}


PAGE = """
import sys
from tests.support.rendering import render, table_rows

for words in ("", "lpg"):
    page = render("claims", q=words, open=["rows"])
    assert not page.exception and table_rows(page)
print({"pandas", "pyarrow"} & {*sys.modules})
"""


@pytest.mark.whole
def test_page_is_drawn_without_loading_pandas_or_arrow() -> None:
    assert run_python(PAGE).strip() == "set()"


# Python tells every file, socket and process it opens; those of imports themselves are code files.
WATCHED_IMPORT = """
import importlib, json, os, sys
root = os.path.join(sys.argv[1], "")
found = []

def watch(event, args):
    if event.startswith(("socket.connect", "socket.bind", "subprocess.")):
        found.append(event)
    if event == "open" and isinstance(args[0], (str, os.PathLike)):
        path = os.path.abspath(args[0])
        is_ours = path.startswith(root) and not path.startswith(os.path.join(root, ".venv"))
        if is_ours and ".py" not in os.path.basename(path):
            found.append(path)

for name in ("pandas", "plotly.graph_objects", "streamlit"):
    importlib.import_module(name)
sys.addaudithook(watch)
for name in sys.argv[2:]:
    importlib.import_module(name)
print(json.dumps(found))
"""


@pytest.mark.whole
def test_import_of_any_module_opens_no_file_socket_or_process() -> None:
    scripts = ("__main__", *modules_of("components/pages")[1:])  # they draw, as dashboard.py does
    names = [name for name in MODULES if not name.endswith(scripts)]
    assert json.loads(run_python(WATCHED_IMPORT, str(ROOT), *names)) == []


@pytest.mark.whole
def test_watched_import_notices_a_module_that_reads_a_file() -> None:
    reader = "import sys; open('data/trade.csv').close()"
    code = WATCHED_IMPORT.replace("for name in sys.argv[2:]:", f"{reader}\nfor name in ():")
    assert json.loads(run_python(code, str(ROOT))) == [str(ROOT / "data" / "trade.csv")]
