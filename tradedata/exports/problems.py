"""Problems: how a reader tells those who keep the data what is wrong with a number.

Owns the address of the form for it, and the text that stands in where no repository is told. Sends
nothing and knows nobody to send it to.
"""

from __future__ import annotations

from urllib.parse import urlencode

from tradedata.data.loading import Dataset
from tradedata.exports.editions import edition_of

FORM = "number.yml"
_TO_FILL = ("What is wrong", "Source that says otherwise", "Date accessed")


def problem_form(number_id: str, link: str, dataset: Dataset) -> str:
    """The address of the repository's form, what is known filled in; blank without a repository."""
    edition = edition_of(dataset)
    if not edition.repository:
        return ""
    given = {"template": FORM, "title": f"Number: {number_id}", "claim": number_id}
    given |= {
        "version": f"{edition.version} ({edition.digest})",
        **({"link": link} if link else {}),
    }
    return f"{edition.repository}/issues/new?{urlencode(given)}"


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
