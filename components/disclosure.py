"""Disclosure: a panel that opens on demand, and that the address remembers.

What it holds is computed only while it is open.
"""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from components import address
from components.address import Parameter

OPEN_PANELS = Parameter("open", many=True)


def disclosure(name: str, label: str, kind: str = "panel") -> ExpanderContainer:
    """A closed panel, open if the address names it. Draw into it only where ``open`` is true.

    Its key is ``<kind>-<name>``; ``label`` is markdown.
    """
    key = f"{kind}-{name}"
    address.adopt(OPEN_PANELS)
    if key not in st.session_state:
        st.session_state[key] = name in st.session_state[OPEN_PANELS.name]
    return st.expander(label, key=key, on_change=partial(_remember, key, name))


def _remember(key: str, name: str) -> None:
    others = [each for each in st.session_state[OPEN_PANELS.name] if each != name]
    st.session_state[OPEN_PANELS.name] = [*others, name] if st.session_state[key] else others
    address.publish(OPEN_PANELS)
