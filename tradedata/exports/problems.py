"""Problems: the text by which a reader tells those who keep the data what is wrong with a number.

Owns its lines, those of the form for such a report. Sends nothing and knows nobody to send it to.
"""

from __future__ import annotations

from tradedata.data.loading import Dataset
from tradedata.exports.editions import edition_of

_TO_FILL = ("What is wrong", "Source that says otherwise", "Date accessed")


def problem_report(number_id: str, words: str, link: str, dataset: Dataset) -> str:
    """A text to copy: number, version of the data and link, if any; the rest is to be filled."""
    edition = edition_of(dataset)
    given = {
        "Claim": number_id,
        "On the page": words,
        "Data version": f"{edition.version} ({edition.digest})",
        "Link": link,
    }
    lines = [f"{name}: {value}" for name, value in given.items() if value]
    return "\n".join(["A problem with a number", *lines, *(f"{name}:" for name in _TO_FILL)])
