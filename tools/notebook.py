"""Runs docs/questions.ipynb and keeps what each cell prints, so that it shows today's data.

Owns the running of that one notebook. Run it with ``make notebook``; a test holds that nothing
would change. No kernel is needed: the cells are plain Python.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "questions.ipynb"


def executed(notebook: str) -> str:
    """The notebook with the outputs of its cells as they are now. Raises what a cell raises."""
    document = json.loads(notebook)
    names: dict[str, Any] = {}
    code = [cell for cell in document["cells"] if cell["cell_type"] == "code"]
    with pd.option_context("display.width", 100, "display.max_columns", 8, "display.max_rows", 40):
        for place, cell in enumerate(code, start=1):
            cell["execution_count"] = place
            cell["outputs"] = _outputs("".join(cell["source"]), names, place)
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n"


def _outputs(source: str, names: dict[str, Any], place: int) -> list[dict[str, Any]]:
    """What the cell prints, and the value of its last expression."""
    steps, value, printed = ast.parse(source).body, None, io.StringIO()
    last = steps.pop() if isinstance(steps[-1], ast.Expr) else None
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(steps, []), f"cell {place}", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {place}", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if text := printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(text)})
    if value is not None:
        shown = {"text/plain": _lines(str(value))}
        result = {"execution_count": place, "metadata": {}, "output_type": "execute_result"}
        outputs.append({"data": shown, **result})
    return outputs


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> None:
    """Run the notebook and write it where something has changed."""
    before = NOTEBOOK.read_text(encoding="utf-8")
    after = executed(before)
    if after != before:
        NOTEBOOK.write_text(after, encoding="utf-8")
    print(f"{NOTEBOOK.name}: {'written' if after != before else 'nothing has changed'}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
