"""Articles: text, web pages and PDFs become paragraphs with their place, or say what is wrong."""

from __future__ import annotations

import io
import sys

import pytest

from tradedata.curating.articles import MOST_LETTERS, Unreadable, read_article

FIRST = (
    "Afghanistan imported over 275,000 tons of gas, a spokesperson said, and more was to follow "
)
BODY = f"{FIRST}in the months that lay ahead of it, he said."
PAGE = f"""<!doctype html><html lang="fa-AF"><head><title>Site</title><style>p {{}}</style></head>
<body><nav><p>Menu with 5 tons</p></nav><article><h1>Trade\n grows</h1><!-- hidden -->
<p>{BODY}</p><p>Then <b>it</b> paid $5\n million for all of it.</p></article></body></html>"""


def pdf_of(line: str) -> bytes:
    """A PDF of one page with one line, or with none."""
    text = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    content, places = io.BytesIO(b"%PDF-1.4\n"), []
    content.seek(0, io.SEEK_END)
    for number, each in enumerate(objects, start=1):
        places.append(content.tell())
        content.write(b"%d 0 obj" % number + each + b"endobj\n")
    start = content.tell()
    content.write(b"xref\n0 6\n0000000000 65535 f \n")
    content.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    content.write(b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return content.getvalue()


def test_read_article_text_counts_paragraphs_from_the_first_long_one() -> None:
    text = f"A title\n\nBy somebody\n{BODY}\nA heading\nIt paid $5 million for all of it.\n"
    found = read_article(text.encode(), "a.txt")
    assert found.language == "en"
    assert [each.locator for each in found.paragraphs] == [
        *("headline", "headline", "paragraph 1", "under paragraph 1", "paragraph 2"),
    ]


def test_read_article_lines_that_were_broken_are_joined() -> None:
    text = f"{FIRST}\nin the months that lay ahead of it, he said.\u202e\n\nEnd\n"
    assert [each.text for each in read_article(text.encode(), "a.txt").paragraphs] == [BODY, "End"]


def test_read_article_page_is_read_without_what_surrounds_it() -> None:
    found = read_article(PAGE.encode(), "a.html")
    assert [each.text for each in found.paragraphs] == [
        *("Trade grows", BODY, "Then it paid $5 million for all of it."),
    ]
    assert found.language == "fa"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Поставки</p>".encode(), "Поставки"),
        ('<meta charset="windows-1251"><p>Поставки</p>'.encode("cp1251"), "Поставки"),
    ],
    ids=["unnamed", "named"],
)
def test_read_article_page_is_read_in_its_encoding(page: bytes, text: str) -> None:
    (paragraph,) = read_article(b"<html>" + page, "a.html").paragraphs
    assert paragraph.text == text


def test_read_article_pdf_gives_its_text_layer() -> None:
    (paragraph,) = read_article(pdf_of("It paid $5 million."), "a.pdf").paragraphs
    assert paragraph.text == "It paid $5 million."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Поставки выросли на 5 процентов", "ru"),
        ("واردات به ۵ میلیون دالر رسید", "fa"),
        ("123", "en"),
    ],
)
def test_read_article_language_is_told_by_the_words(text: str, language: str) -> None:
    assert read_article(text.encode(), "a.txt").language == language
    assert read_article(text.encode(), "a.txt", "uz").language == "uz"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b" \n", "a: no text in it"),
        (b"5 tons\0", "a: no text, web page or PDF: it holds bytes of no text"),
        (b"one\n5 \xf2\xee\xed\xed", "a:2: not in UTF-8 (found byte 0xf2): save it as UTF-8"),
        (b"<html><p>5 \xf2\xee\xed\xed", "a:1: not in UTF-8 (found byte 0xf2)"),
        (b"%PDF-1.4 broken", "a: no sound PDF: "),
        (pdf_of(""), "a: no text in it: a scanned page needs its text recognised first"),
        (b"1 " * MOST_LETTERS, "a: 399,999 letters of text, and at most 200,000 are read: save "),
    ],
    ids=["empty", "binary", "encoding", "encoding of a page", "broken PDF", "scanned PDF", "long"],
)
def test_read_article_what_cannot_be_read_is_located(content: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_article(content, "a")
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("content", "module"), [(PAGE.encode(), "bs4"), (pdf_of("5 tons"), "pypdf")]
)
def test_read_article_missing_library_says_how_to_get_it(
    content: bytes, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Unreadable, match=r"pip install -r requirements-extras\.txt"):
        read_article(content, "a")
