"""BibTeX: a work as an entry that BibTeX, biblatex and reference managers read.

Owns the entry's fields and their escaping. Names stand in braces: a reader of BibTeX would take
them for a given name and a surname otherwise.
"""

from __future__ import annotations

from tradedata.exports.references.work import Work, one_line, sentence

# An entry type that a manager does not know is left out with all it holds: these are known to all.
_HOUSE = {"article": "journal", "techreport": "institution"}
_ESCAPES = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_"},
        # Escaped with a backslash they would still count as braces to BibTeX.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\\": r"\textbackslash{}",
    }
)


def bibtex(work: Work) -> str:
    """One entry; what is not known is left out."""
    version = f"Version {work.version}." if work.version else ""
    names = " and ".join(map(_escaped, work.creators))
    fields = {
        "author": f"{{{names}}}" if names else "",
        "title": f"{{{_escaped(work.title)}}}",
        _HOUSE.get(work.medium.bibtex, "organization"): _escaped(work.publisher),
        "year": _escaped(work.published[:4]),
        "date": _escaped(work.published),
        "language": _escaped(work.language),
        "url": f"{{{work.encoded_address}}}" if work.address else "",
        "urldate": _escaped(work.accessed),
        "note": _escaped(" ".join(filter(None, (sentence(version), work.note)))),
    }
    lines = [f"  {name} = {text}," for name, text in fields.items() if text]
    return "\n".join([f"@{work.medium.bibtex}{{{work.key},", *lines, "}"])


def _escaped(text: str) -> str:
    """The text as a BibTeX value. Blank stays blank."""
    return f"{{{one_line(text).translate(_ESCAPES)}}}" if text else ""
