"""Faults: what the reader is told when data or the address cannot be used. Never a traceback."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from components.shell import address
from components.shell.text import show
from tradedata.data.issues import Issue
from tradedata.data.periods import When
from tradedata.data.watching import Snapshot
from tradedata.markup.text import bullets, element, table
from tradedata.views.notices import Notice
from tradedata.views.sources import ISSUES, left_out_words
from tradedata.words.text import counted, say

NO_DATA = "The data cannot be shown"
_MOMENT = "{:%d %b %Y, %H:%M} UTC"
_COLUMNS = ("Place", "Row", "Column", "Found", "What is wrong", "Allowed", "How to mend it")


def render_cold_start(snapshot: Snapshot) -> None:
    """The page that stands in for all others while no sound data has been seen."""
    st.title(NO_DATA, anchor=False)
    show(
        element(
            "p",
            "The files below are not as they should be, and no earlier version has been seen since "
            "the page was started. It comes back by itself when they are mended.",
            role="alert",
        ),
        _issues_table("What is wrong", snapshot.problems),
    )
    st.button("Look again")


def render_data_notices(snapshot: Snapshot) -> None:
    """What of the data is not on the page, and why."""
    if snapshot.stale_since:
        since = When(_MOMENT.format(snapshot.stale_since))
        words = "The data files cannot be used since {}. The page shows the last good data."
        with st.container(border=True, key="stale"):
            show(
                element("p", say(words, since), role="alert"),
                _issues_table("What is wrong", snapshot.problems),
            )
    for loss in snapshot.losses:
        fewer, since = counted(loss.rows, "row"), When(_MOMENT.format(loss.since))
        words = say("{} has {} fewer than before, since {}.", loss.file, fewer, since)
        show(element("p", words, class_="note", role="status"))
    if _leaves_rows_out(snapshot):
        _render_issues(snapshot)


def render_data_remarks(snapshot: Snapshot) -> None:
    """At the end of a page: remarks on the data that leave nothing out."""
    if not _leaves_rows_out(snapshot):
        _render_issues(snapshot)


def _leaves_rows_out(snapshot: Snapshot) -> bool:
    issues = snapshot.dataset.issues if snapshot.dataset else ()
    return any(issue.severity == "error" for issue in issues)


def _render_issues(snapshot: Snapshot) -> None:
    if snapshot.dataset and (issues := snapshot.dataset.issues):
        with st.expander(left_out_words(issues), key="faults"):
            show(_issues_table(ISSUES, issues))


def render_address_notices() -> None:
    """What of the address could not be used."""
    complaints = address.complaints()
    if not complaints:
        return
    with st.container(border=True, key="address-notice"):
        ignored = [each for each in complaints if not each.read_as]
        read = [each for each in complaints if each.read_as]
        if ignored:
            words = "Parts of this page’s address mean nothing here and were ignored:"
            show(element("p", words, role="alert"), _notices(ignored))
        if read:
            words = "Parts of this page’s address are called otherwise here:"
            show(element("p", words, role="status"), _notices(read))
        st.button("Dismiss", key="dismiss-address", on_click=address.dismiss_complaints)


def _notices(notices: Iterable[Notice]) -> str:
    return bullets(
        element("code", each.words) + (element("span", each.remark) if each.remark else "")
        for each in notices
    )


def _issues_table(caption: str, issues: Sequence[Issue]) -> str:
    return table(
        caption,
        _COLUMNS,
        [
            {
                "Place": issue.place,
                "Row": issue.row or "",
                "Column": issue.column or "",
                "Found": issue.value,
                "What is wrong": f"{issue.reason} ({issue.code})",
                "Allowed": issue.allowed,
                "How to mend it": issue.mend,
            }
            for issue in issues
        ],
    )
