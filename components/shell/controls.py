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


def render_control(parameter: Parameter, asked: Asked) -> None:
    """The control in the form that its parameter has."""
    {"pills": render_pills, "switch": render_switch, "list": render_list}[parameter.form](
        parameter, asked
    )


def render_pills(parameter: Parameter, asked: Asked) -> None:
    """Words side by side, one of them chosen, or any number of them."""
    address.adopt(parameter, asked)
    draw = partial(
        st.pills,
        label(parameter.label),
        options=list(parameter.options),
        format_func=lambda value: label(parameter.name_of(value)),
        key=parameter.name,
        wrap=True,
        on_change=partial(address.publish, parameter),
    )
    draw(selection_mode="multi") if parameter.many else draw(required=True)


def render_switch(parameter: Parameter, asked: Asked) -> None:
    """A few words in one piece, one of them chosen."""
    address.adopt(parameter, asked)
    st.segmented_control(
        label(parameter.label),
        options=list(parameter.options),
        format_func=lambda value: label(parameter.name_of(value)),
        key=parameter.name,
        required=True,
        on_change=partial(address.publish, parameter),
    )


def render_list(parameter: Parameter, asked: Asked) -> None:
    """A list, one of its words chosen."""
    address.adopt(parameter, asked)
    st.selectbox(
        label(parameter.label),
        options=list(parameter.options),
        format_func=parameter.name_of,
        key=parameter.name,
        on_change=partial(address.publish, parameter),
    )


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
    words: str,
    names: Mapping[str, str],
    key: str,
    placeholder: str,
    choose: Callable[[str], None],
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
