"""RIS: a work as a record of the format that most reference managers read."""

from __future__ import annotations

from tradedata.exports.references.work import Work, date_parts, one_line


def ris(work: Work) -> str:
    """One record; what is not known is left out."""
    date = date_parts(work.published)
    fields = [
        ("TY", work.medium.ris),
        ("ID", work.key),
        *(("AU", name) for name in _names(work)),
        ("TI", work.title),
        ("T2", work.publisher if work.is_contained else ""),
        ("PB", "" if work.is_periodical else work.publisher),
        ("PY", work.published[:4]),
        ("DA", "/".join([*date, "", "", ""][:4]) if len(date) > 1 else ""),
        ("ET", work.version),
        ("LA", work.language),
        ("UR", work.encoded_address),
        ("Y2", work.accessed.replace("-", "/") + "/" if work.accessed else ""),
        ("N1", work.note),
    ]
    lines = [f"{tag}  - {one_line(text)}" for tag, text in fields if text]
    return "\n".join([*lines, "ER  - "])


def _names(work: Work) -> tuple[str, ...]:
    """A comma makes a surname of what stands before it, and RIS has no sign against that."""
    return work.authors or tuple(name for name in work.creators if "," not in name)
