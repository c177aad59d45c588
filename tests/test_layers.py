"""The walls: which file may import which, and that importing does nothing else."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SUPPORT = {"address", "arrow", "disclosure", "text", "view"}
FRAME = "chart_panel"
PARTS = {FRAME: {"chart_tools", "screen"}, "claim_card": {FRAME, "card_facts", "card_links"}}


def modules_of(*folders: str) -> dict[str, Path]:
    """Every module below the folders by its dotted name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


def imports_of(module: str, code: str, *, is_package: bool = False) -> set[str]:
    """Every dotted name that the code may load, wherever in the file it imports it.

    ``from a import b`` gives a and a.b, since b may be a module.
    """
    return set(_imported(module, ast.parse(code), is_package))


def _imported(module: str, tree: ast.AST, is_package: bool) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".") + ([""] if is_package else [])
                base = ".".join([*parts[: -node.level], *([base] if base else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def trespasses(module: str, path: Path, banned: tuple[str, ...]) -> list[str]:
    names = imports_of(
        module, path.read_text(encoding="utf-8"), is_package=path.name == "__init__.py"
    )
    return sorted(
        name for name in names if any(f"{name}.".startswith(f"{wall}.") for wall in banned)
    )


EXAMPLES = {
    "import": ("a.b", "import plotly.graph_objects as go", {"plotly.graph_objects"}),
    "from": ("a.b", "from x.y import z", {"x.y", "x.y.z"}),
    "sibling": ("a.b", "from . import c", {"a", "a.c"}),
    "sibling-name": ("a.b", "from .c import d", {"a.c", "a.c.d"}),
    "uncle": ("a.b.c", "from ..d import e", {"a.d", "a.d.e"}),
    "in-function": ("a.b", "def f():\n    import streamlit", {"streamlit"}),
    "only-for-types": ("a.b", "if TYPE_CHECKING:\n    import plotly", {"plotly"}),
}


@pytest.mark.parametrize(("module", "code", "names"), EXAMPLES.values(), ids=EXAMPLES)
def test_imports_of_finds_every_form(module: str, code: str, names: set[str]) -> None:
    assert imports_of(module, code) == names


def test_imports_of_a_package_are_relative_to_itself() -> None:
    assert imports_of("a.b", "from .c import d", is_package=True) == {"a.b.c", "a.b.c.d"}


WALLS: dict[str, tuple[str, ...]] = {
    "core": (
        "pandas",
        "plotly",
        "streamlit",
        "components",
        "dashboard",
        "tradedata.charts",
        "tradedata.exports",
    ),
    "charts": (
        "pandas",
        "streamlit",
        "components",
        "dashboard",
        "plotly.express",
        "tradedata.exports",
    ),
    "exports": ("pandas", "streamlit", "components", "dashboard", "plotly", "tradedata.charts"),
    "components": ("dashboard", "plotly.express"),
}


def layer_of(module: str) -> str:
    first, _, rest = module.partition(".")
    if first == "components":
        return "components"
    folder = rest.partition(".")[0]
    return folder if folder in ("charts", "exports") else "core"


MODULES = modules_of("tradedata", "components")


@pytest.mark.parametrize("module", MODULES)
def test_layers_no_module_imports_across_its_walls(module: str) -> None:
    assert trespasses(module, MODULES[module], WALLS[layer_of(module)]) == []


def test_layers_every_layer_has_modules() -> None:
    assert {layer_of(module) for module in MODULES} == set(WALLS)


def test_layers_there_is_no_utils_module() -> None:
    assert [name for name in MODULES if name.endswith(("utils", "helpers", "common"))] == []


SECTIONS = [
    name for name in modules_of("components") if name.partition(".")[2] not in ("", *SUPPORT)
]


@pytest.mark.parametrize("module", SECTIONS)
def test_layers_sections_call_only_their_parts_the_chart_panel_and_the_shared_modules(
    module: str,
) -> None:
    own = module.partition(".")[2]
    allowed = SUPPORT | PARTS.get(own, {FRAME})
    names = imports_of(module, MODULES[module].read_text(encoding="utf-8"))
    called = {name.split(".")[1] for name in names if name.startswith("components.")}
    assert called <= allowed


@pytest.mark.parametrize("own", sorted(SUPPORT))
def test_layers_shared_modules_of_the_page_know_no_section(own: str) -> None:
    module = f"components.{own}"
    names = imports_of(module, MODULES[module].read_text(encoding="utf-8"))
    assert {name.split(".")[1] for name in names if name.startswith("components.")} <= SUPPORT


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


LOADED = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""
CORE = [name for name in MODULES if layer_of(name) == "core" and not name.endswith("__main__")]


@pytest.mark.parametrize(
    "names",
    [["tradedata"], ["tradedata.loading"], CORE],
    ids=["package", "loading", "whole-core"],
)
def test_import_of_the_core_loads_neither_plotly_nor_streamlit(names: list[str]) -> None:
    loaded = set(json.loads(run_python(LOADED, *names)))
    assert "tradedata" in loaded
    assert not loaded & {"plotly", "streamlit", "components"}


def test_import_of_charts_and_exports_does_not_load_streamlit() -> None:
    names = [name for name in MODULES if layer_of(name) in ("charts", "exports")]
    assert "streamlit" not in json.loads(run_python(LOADED, *names))


PAGE = """
import sys
from tests.rendering import render

for words in ("", "lpg"):
    page = render(q=words, open=["rows"])
    assert not page.exception and len(page.get("dataframe")) == 1
print("pandas" in sys.modules)
"""


def test_page_is_drawn_without_loading_pandas() -> None:
    assert run_python(PAGE).strip() == "False"


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


def test_import_of_any_module_opens_no_file_socket_or_process() -> None:
    names = [name for name in MODULES if not name.endswith("__main__")]
    assert json.loads(run_python(WATCHED_IMPORT, str(ROOT), *names)) == []


def test_watched_import_notices_a_module_that_reads_a_file() -> None:
    reader = "import sys; open('data/trade.csv').close()"
    code = WATCHED_IMPORT.replace("for name in sys.argv[2:]:", f"{reader}\nfor name in ():")
    assert json.loads(run_python(code, str(ROOT))) == [str(ROOT / "data" / "trade.csv")]
