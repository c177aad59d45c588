"""The words of the code hold no digit: a number reaches a text from the data, or by a count."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("words", "compare", "computed", "views", "charts")
FOLDERS = (*(f"tradedata/{room}" for room in ROOMS), "components")
MODULES = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
ALLOWED = (
    re.compile(r"\n"),  # a style sheet or a script for the browser
    re.compile(r"rgba\("),  # a colour
    re.compile(r"\d [A-Z]"),  # a heading of the page begins with its place
)


JARGON = ("running level", "no closed period", "bear each other out", "cannot be told")


def words_with_digits(code: str) -> Iterator[tuple[int, str]]:
    """The line and the words of every text that holds a digit and more than one word."""
    tree = ast.parse(code)
    blocks = [node for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list)]
    first = [block.body[0] for block in blocks if block.body]  # type: ignore[attr-defined]
    docstrings = {node.value for node in first if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(words)) if node not in docstrings:
                is_text = " " in words and any(map(str.isdigit, words))
                if is_text and not any(each.match(words) for each in ALLOWED):
                    yield node.lineno, words


def test_words_of_the_code_are_plain() -> None:
    code = " ".join(path.read_text(encoding="utf-8").lower() for path in MODULES)
    assert [words for words in JARGON if words in code] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_of_the_code_hold_no_digit(path: Path) -> None:
    assert list(words_with_digits(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('words = "over 275,000 t"', ["over 275,000 t"]),
        ('words = f"{name} stated 5 million"', [" stated 5 million"]),
        ('"""About 5 numbers."""\nclass A:\n    """Of 6."""\n', []),
        ('colour = "rgba(127, 127, 127, 0.2)"', []),
        ('key = "section-5"', []),
    ],
)
def test_words_with_digits_finds_texts_and_leaves_the_rest(code: str, found: list[str]) -> None:
    assert [words for _, words in words_with_digits(code)] == found
