"""Articles: the bytes of a text file, a web page or a PDF become paragraphs with their place.

Owns which text is read and how its paragraphs are counted. Understands no number, opens no file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from tradedata.data.characters import FORBIDDEN
from tradedata.data.numerals.lexicon import LANGUAGES, word_list
from tradedata.data.numerals.tokens import tokenize
from tradedata.data.quoting import OUR_LANGUAGE

# Where a page gives its article a place of its own, the rest is menus and other articles.
UNSHOWN = ("script", "style", "noscript", "template", "nav", "footer", "aside", "form")
BLOCKS = (
    *("p", "div", "section", "article", "main", "li", "ul", "ol", "tr", "td", "th", "table"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "br", "hr", "title"),
)
# A shorter line is a heading, not one that goes on below.
WRAPPED = 40
# The first paragraph has so many words at least, the ones after it need fewer: what stands before
# it is a title, a byline or a standfirst.
FIRST_WORDS, NEXT_WORDS = 20, 6
HEADLINE = "headline"
# A long article has 40,000; the slowest text of this length is read in half a minute.
MOST_LETTERS = 200_000
_ENDED = re.compile(r"[.!?…؟۔।:;»\"”’)\]]$")
_EXTRAS = "pip install -r requirements-extras.txt"


class Unreadable(Exception):
    """A text cannot be read; the message says where, why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and where it stands, as a locator says it."""

    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class Article:
    """What was read of a text, and the language that it is in."""

    paragraphs: tuple[Paragraph, ...]
    language: str


def read_article(content: bytes, name: str, language: str = "") -> Article:
    """The article in the content of a file. Raises Unreadable.

    ``language`` blank: the one that the page names, or whose numbers' words are most in it.
    """
    named = ""
    if content.startswith(b"%PDF-"):
        lines = _joined(_pdf_lines(content, name))
    elif re.search(rb"<(!doctype html|html|body|article|p)[\s>]", content[:4096].lower()):
        lines, named = _html_lines(content, name)
    else:
        lines = _joined(_decoded(content, name).split("\n"))
    shown = (" ".join(FORBIDDEN.sub(" ", line).split()) for line in lines)
    blocks = [line for line in shown if line]
    if not blocks:
        mend = "a scanned page needs its text recognised first" if b"%PDF-" in content[:5] else ""
        raise Unreadable(f"{name}: no text in it{mend and ': '}{mend}")
    if (letters := sum(map(len, blocks))) > MOST_LETTERS:
        raise Unreadable(
            f"{name}: {letters:,} letters of text, and at most {MOST_LETTERS:,} are read: "
            "save the article alone, or a part of it"
        )
    named = named.partition("-")[0].lower()
    told = language or (named if named in LANGUAGES else _language("\n".join(blocks)))
    return Article(tuple(_placed(blocks)), told)


def _decoded(content: bytes, name: str) -> str:
    if b"\0" in content:
        kinds = "no text, web page or PDF: it holds bytes of no text"
        raise Unreadable(f"{name}: {kinds}: save a text of another encoding as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = content[error.start]
        raise Unreadable(
            f"{name}:{line}: not in UTF-8 (found byte {byte:#x}): save it as UTF-8"
        ) from None


def _pdf_lines(content: bytes, name: str) -> list[str]:
    try:
        from pypdf import PdfReader
    except ImportError:
        raise Unreadable(f"{name}: reading a PDF needs pypdf: {_EXTRAS}") from None
    try:
        pages = PdfReader(io.BytesIO(content)).pages
        return "\n".join(page.extract_text() for page in pages).split("\n")
    except Exception as error:  # a damaged PDF leads to faults of any kind
        raise Unreadable(f"{name}: no sound PDF: {error}") from None


def _html_lines(content: bytes, name: str) -> tuple[list[str], str]:
    """The lines of a page, a block each, and the language that it names."""
    try:
        from bs4 import BeautifulSoup
    except ImportError:
        raise Unreadable(f"{name}: reading a web page needs beautifulsoup4: {_EXTRAS}") from None
    try:
        page = BeautifulSoup(content.decode("utf-8-sig"), "html.parser")
    except UnicodeDecodeError:
        page = BeautifulSoup(content, "html.parser")
        if not page.declared_html_encoding:
            _decoded(content, name)
    for element in page.find_all(UNSHOWN):
        element.decompose()
    for words in list(page.strings):
        words.replace_with(re.sub(r"\s+", " ", words))
    for element in page.find_all(BLOCKS):
        element.insert_before("\n")
        element.append("\n")
    root = page.find("html")
    article = page.find("article") or page.find("main") or page
    return article.get_text().split("\n"), str(root.get("lang", "")) if root else ""


def _joined(lines: Iterable[str]) -> list[str]:
    """The lines, those that a program or a page broke put together again."""
    joined: list[str] = []
    goes_on = False
    for line in map(str.strip, lines):
        if goes_on and line:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        goes_on = len(line) >= WRAPPED and not _ENDED.search(line)
    return joined


def _placed(blocks: Iterable[str]) -> Iterable[Paragraph]:
    count = 0
    for block in blocks:
        words = len(block.split())
        is_paragraph = bool(_ENDED.search(block)) and words >= (
            NEXT_WORDS if count else FIRST_WORDS
        )
        count += is_paragraph
        below = f"under paragraph {count}" if count else HEADLINE
        yield Paragraph(block, f"paragraph {count}" if is_paragraph else below)


def _language(text: str) -> str:
    """The language of whose words for numbers, and those beside them, the text has most."""
    keys = [token.key for token in tokenize(text, {}) if token.kind == "word"]

    def known(language: str) -> int:
        words = set().union(*word_list(language).values())
        return sum(key in words for key in keys)

    best = max(LANGUAGES, key=known)
    return best if known(best) else OUR_LANGUAGE
