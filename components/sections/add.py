"""Add: a number that is asked for, checked, and given as a row and a patch.

Draws what tradedata.curating.form says. Writes to no data; the answers are the reader's session's.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import streamlit as st

from components.shell import address
from components.shell.downloads import render_download
from components.shell.text import label, show
from components.shell.view import section
from tradedata.curating.drafts import TRADE, Kept, read_kept
from tradedata.curating.form import (
    LEFT,
    NEW,
    Entry,
    Form,
    Place,
    Result,
    answers_of,
    every_question,
    form_of,
)
from tradedata.curating.questions import PRINTED, Question
from tradedata.curating.standing import WORDS, Known
from tradedata.curating.telling import MOST_SHOWN
from tradedata.data.cell_checks import LONGEST_CELL
from tradedata.data.directory import data_directory
from tradedata.data.issues import InvalidData
from tradedata.exports.files import File
from tradedata.markup.text import bullets, card_link, copyable, disclosed, element, wrap
from tradedata.views.card import claim_line
from tradedata.views.pages import ADD
from tradedata.views.parameters import CORRECT
from tradedata.views.view import Views
from tradedata.words.text import capitalised, count, counted, list_words, say

_CELL, _CHECKED, _FILLED = "add-", "_add_checked", "_add_filled"
_LEAD = (
    "What you answer is checked as every row is, and becomes a row to copy and a patch to "
    "download. Nothing is sent or kept: whoever keeps the data takes it from you."
)


@section
def render_add(views: Views) -> None:
    """The whole form; its parts know of each other, so they run together."""
    corrected = address.read(views).one(CORRECT)
    try:
        kept = _kept(views.dataset.digest, str(data_directory(os.environ)))
        if st.session_state.get(_FILLED) != corrected:
            _fill(corrected, kept)
    except (InvalidData, KeyError):
        words = "The data files cannot be used now, so no row can be checked against them."
        show(element("p", words, role="alert"))
        return
    is_checked = bool(st.session_state.get(_CHECKED))
    form = form_of(_answers(), kept, corrected)
    show(element("p", _LEAD), _what(corrected, views))
    for heading, entries in form.parts.items():
        if heading == LEFT:
            is_wanted = is_checked and any(e.faults or e.remarks for e in entries)
            with st.expander(heading, expanded=is_wanted):
                _render_entries(entries, form, is_checked=is_checked)
        else:
            st.header(label(heading), anchor=False)
            _render_entries(entries, form, is_checked=is_checked)
    if form.known:
        show(_known(form.known))
    with st.container(horizontal=True, key="add-buttons"):
        st.button("Check", key="add-check", on_click=_check)
        st.button("Begin again", key="add-clear", on_click=_fill, args=(corrected, kept))
    if is_checked:
        _render_outcome(form, views.whole.claims_by_id)


def _what(corrected: str, views: Views) -> str:
    if not corrected:
        return ""
    claim = views.whole.dataset.claim(corrected)
    return wrap(
        "p",
        element("strong", "You correct a row: ")
        + card_link(claim_line(claim), corrected)
        + " · "
        + element("a", "Add a number instead", href=f"./{ADD.slug}", data_go=f"/{ADD.slug}"),
    )


def _render_entries(entries: Iterable[Entry], form: Form, *, is_checked: bool) -> None:
    """Two beside each other where there is room; a new row's under what it is for."""
    waiting = list(entries)
    while waiting:
        pair = [waiting.pop(0)]
        if not pair[0].of_new and waiting and not waiting[0].of_new:
            pair.append(waiting.pop(0))
        for entry, column in zip(pair, st.columns(2), strict=False):
            with column:
                _render_entry(entry, form, is_checked=is_checked)
        for entry in (entry for entry in pair if entry.of_new):
            with st.container(border=True):
                _render_entries(entry.of_new, form, is_checked=is_checked)


def _render_entry(entry: Entry, form: Form, *, is_checked: bool) -> None:
    question, key = entry.question, _key(entry.place)
    field, choices, title = question.field, question.choices, label(question.title)
    given: Any = {"help": label(field.description), "key": key, "persist_state": "session"}
    if _is_chosen(question):
        new = {NEW: "A new one, to be described"} if question.can_be_new else {}
        names = new | {each: _named(each, names) for each, names in choices.items()}
        st.selectbox(
            title,
            options=list(names),
            index=None,
            format_func=lambda each: names.get(each, each),
            placeholder=names.get(entry.guess, "Choose"),
            filter_mode="contains",
            **given,
        )
    else:
        st.text_input(
            title,
            max_chars=LONGEST_CELL,
            placeholder=entry.guess or question.form,
            **given,
        )
    if field.name == PRINTED and form.read:
        show(element("p", form.read, role="status"))
    if is_checked:
        told = [*(("To mend", each) for each in entry.faults)]
        told += [("To look at", each) for each in entry.remarks]
        for what, words in told:
            lead = element("strong", f"{what}: ")
            show(wrap("p", lead + element("span", words), class_="fault"))


def _is_chosen(question: Question) -> bool:
    """Whether the choices are offered; there are too many claims for it."""
    return bool(question.choices) and question.of != TRADE


def _named(key: str, names: tuple[str, ...]) -> str:
    name = capitalised(next(filter(None, names), key))
    return name if name.casefold() == key.casefold() else f"{name} ({key})"


def _known(rows: tuple[Known, ...]) -> str:
    """The rows of the data that should be looked at, the nearest first."""
    items = [
        element("span", say("{}: ", capitalised(WORDS[row.standing])))
        + card_link(claim_line(row.claim), row.claim.id)
        for row in rows
    ]
    first, more = items[:MOST_SHOWN], items[MOST_SHOWN:]
    rest = disclosed(say("{} more", count(len(more))), bullets(more)) if more else ""
    return element("h3", "Is it there already?") + bullets(first) + rest


def _render_outcome(form: Form, rows: Collection[str]) -> None:
    others = bullets(
        (card_link(each.row, each.row) if each.row in rows else element("span", each.file))
        + element("span", say(", {}", each.words))
        for each in form.others
    )
    if form.result and form.result.patch:
        _render_result(form, form.result)
    elif form.result:
        show(element("p", "Nothing differs from the row as it is.", role="status"))
    else:
        titles = [each.question.title for each in form.faulty]
        cells = say("{} to be mended: {}.", counted(len(titles), "cell"), list_words(titles))
        words = cells if titles else "Other cells or rows stand against it."
        show(element("p", words, role="alert"))
    if form.others:
        show(element("h3", "Other cells and rows"), others)


def _render_result(form: Form, result: Result) -> None:
    remarks = [element("span", say("{}: {}", *remark)) for remark in form.remarks]
    things = counted(len(remarks) + len(form.others), "thing")
    passed = (
        say("Passed, with {} to look at.", things) if things.value else "All checks are passed."
    )
    show(
        element("p", passed, role="status"),
        bullets(remarks) if remarks else "",
        *(
            element("h3", say("The row as it is to be in {}", name))
            + copyable(line, f"row of {name}")
            for name, line in result.lines.items()
        ),
    )
    file = File("Download the patch", f"{result.claim}.patch", result.patch.encode)
    with st.container(key="add-patch"):
        render_download(file, "add-download")
    words = (
        "In a copy of the repository, ‘git apply {}’ puts it into the files, and CONTRIBUTING.md "
        "tells what is left to do before you send it. Whoever has no copy sends the patch, with a "
        "link to the source, to those who keep the data."
    )
    show(element("p", say(words, file.name)))


def _key(place: Place) -> str:
    return f"{_CELL}{'.'.join(place)}"


def _answers() -> dict[Place, str]:
    """What the reader has answered, by table and column."""
    found = {}
    for key, answer in st.session_state.items():
        table, dot, column = str(key).removeprefix(_CELL).partition(".")
        if str(key).startswith(_CELL) and dot and answer:
            found[table, column] = str(answer).strip()
    return found


def _fill(corrected: str, kept: Kept) -> None:
    """Set every answer to what makes the row, or to none where none is corrected."""
    answers = answers_of(corrected, kept) if corrected else {}
    for each in every_question(kept):
        place = each.table, each.field.name
        st.session_state[_key(place)] = answers.get(place, None if _is_chosen(each) else "")
    st.session_state[_FILLED], st.session_state[_CHECKED] = corrected, False


def _check() -> None:
    st.session_state[_CHECKED] = True


@st.cache_resource(show_spinner=False, max_entries=1)
def _kept(digest: str, directory: str) -> Kept:
    """The files as they are, read when other data are shown; the same for all readers."""
    return read_kept(Path(directory))
