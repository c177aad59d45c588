"""Problems: why there is no answer, as a document for programs and in words for people (RFC 9457).

Owns the kinds of problems and their form. Decides nothing about a request.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from tradedata.data.issues import Issue
from tradedata.data.watching import PATIENCE
from tradedata.views.notices import Notice

MEDIA_TYPE = "application/problem+json"
BUSY_SECONDS = 2


@dataclass
class Problem(Exception):
    """A status with a sentence; ``more`` are further members, ``headers`` go with the answer."""

    status: int
    detail: str
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self, path: str) -> Response:
        """The answer to a request for the path; nobody keeps it."""
        status = HTTPStatus(self.status)
        document = {
            "type": "about:blank",
            "title": status.phrase,
            "status": self.status,
            "detail": self.detail,
            "instance": path,
            **self.more,
        }
        content = json.dumps(document, ensure_ascii=False, indent=2)
        headers = {"Cache-Control": "no-store", **self.headers}
        return Response(f"{content}\n", self.status, headers, media_type=MEDIA_TYPE)


def not_understood(notices: Sequence[Notice]) -> Problem:
    """What the page would ignore with a notice, in the words of that notice."""
    words = "; ".join(notice.sentence for notice in notices)
    parts = [{"name": n.name, "found": n.words, "allowed": n.allowed} for n in notices]
    detail = f"Parts of this address mean nothing here: {words}."
    return Problem(HTTPStatus.BAD_REQUEST, detail, {"parameters": parts})


def not_found(words: str, **more: Any) -> Problem:
    """There is nothing of that name; ``more`` are further members."""
    return Problem(HTTPStatus.NOT_FOUND, words, more)


def too_long() -> Problem:
    """The address is longer, or has more parameters, than any that means something."""
    words = "The address is longer than any that means something here."
    return Problem(HTTPStatus.REQUEST_URI_TOO_LONG, words)


def no_data(issues: Sequence[Issue]) -> Problem:
    """No sound data have been seen yet; the faults as the page tells them."""
    detail = "The data files are not as they should be, and no earlier version has been seen."
    faults = [
        {
            "code": issue.code,
            "place": issue.place,
            "row": issue.row,
            "column": issue.column,
            "found": issue.value,
            "reason": issue.reason,
            "allowed": issue.allowed,
            "mend": issue.mend,
        }
        for issue in issues
    ]
    seconds = str(int(PATIENCE.total_seconds()))
    headers = {"Retry-After": seconds}
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, {"faults": faults}, headers)


def too_busy() -> Problem:
    """More is asked for at once than is made at once."""
    detail = "Too many answers are being made at once. Ask again in a moment."
    headers = {"Retry-After": str(BUSY_SECONDS)}
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers=headers)
