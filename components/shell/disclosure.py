"""Disclosure: a panel that opens on demand, and that the address remembers.

What it holds is computed only while it is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from components.shell import address
from components.shell.address import Parameter

OPEN_PANELS = Parameter("open", many=True)
# Panels of sections that a filter can empty, besides those of products.
_OF_FILTERED_SECTIONS = ("who-says-what", "long-view", "events", "targets")
_PRODUCT = "product-"
_KNOWN = "_known_panels"


def disclosure(name: str, label: str, kind: str = "panel") -> ExpanderContainer:
    """A closed panel, open if the address names it. Draw into it only where ``open`` is true.

    Its key is ``<kind>-<name>``; ``label`` is markdown.
    """
    key = f"{kind}-{name}"
    know_panel(name)
    address.adopt(OPEN_PANELS)
    if key not in st.session_state:
        st.session_state[key] = name in st.session_state[OPEN_PANELS.name]
    return st.expander(label, key=key, on_change=partial(_remember, key, name))


def know_panel(name: str) -> None:
    """Note a panel of the page, drawn or not, whose name the address may hold."""
    st.session_state.setdefault(_KNOWN, set()).add(name)


def refuse_unknown_panels(products: Iterable[str]) -> None:
    """After the last panel: complain of names that the address asks for and no panel has.

    Those that the session has drawn are known, and those that filters leave out.
    """
    address.adopt(OPEN_PANELS)
    known = {*st.session_state.get(_KNOWN, ()), *_OF_FILTERED_SECTIONS, *products}
    named = st.session_state[OPEN_PANELS.name]
    kept = [name for name in named if name.removeprefix(_PRODUCT) in known]
    if kept != named:
        address.refuse(OPEN_PANELS, [name for name in named if name not in kept])
        st.session_state[OPEN_PANELS.name] = kept
        address.publish(OPEN_PANELS)


def _remember(key: str, name: str) -> None:
    others = [each for each in st.session_state[OPEN_PANELS.name] if each != name]
    st.session_state[OPEN_PANELS.name] = [*others, name] if st.session_state[key] else others
    address.publish(OPEN_PANELS)
