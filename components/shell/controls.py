"""Controls: the widgets that the address carries, and lists to choose a number from.

Owns that each says what the address says, and that words from the data reach no widget as
markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from components.shell import address
from components.shell.text import label
from tradedata.views.parameters import MOST_CHARACTERS, Asked, Parameter

_WIDGETS: dict[str, Callable[..., object]] = {
    "pills": partial(st.pills, required=True, wrap=True),
    "several": partial(st.pills, selection_mode="multi", wrap=True),
    "switch": partial(st.segmented_control, required=True),
    "list": st.selectbox,
}


def render_control(
    parameter: Parameter, asked: Asked, on_change: Callable[[], None] = lambda: None
) -> None:
    """The control in the form that its parameter has: pills, a switch or a list of words.

    ``on_change`` is called after the address has the new value.
    """
    address.adopt(parameter, asked)
    # The words of a list are plain text to Streamlit, those of pills and switches markdown.
    words = str if parameter.form == "list" else label
    _WIDGETS["several" if parameter.many else parameter.form](
        label(parameter.label),
        options=list(parameter.options),
        format_func=lambda value: words(parameter.name_of(value)),
        key=parameter.name,
        on_change=partial(_publish, parameter, on_change),
    )


def _publish(parameter: Parameter, then: Callable[[], None]) -> None:
    address.publish(parameter)
    then()


def render_search(parameter: Parameter, asked: Asked, placeholder: str) -> None:
    """A field for a few words."""
    address.adopt(parameter, asked)
    st.text_input(
        label(parameter.label),
        key=parameter.name,
        max_chars=MOST_CHARACTERS,
        placeholder=placeholder,
        on_change=partial(address.publish, parameter),
    )


def render_choice(
    words: str, names: Mapping[str, str], key: str, placeholder: str, choose: Callable[[str], None]
) -> None:
    """A list of numbers by their ids, none chosen yet; the id chosen goes to ``choose``."""
    st.selectbox(
        label(words),
        options=list(names),
        index=None,
        format_func=lambda each: names.get(each, each),
        key=key,
        placeholder=placeholder,
        on_change=_chosen,
        args=(key, choose),
    )


def _chosen(key: str, choose: Callable[[str], None]) -> None:
    if choice := st.session_state[key]:
        choose(choice)
