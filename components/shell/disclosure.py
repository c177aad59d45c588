"""Disclosure: a panel that opens on demand, and that the address remembers.

What it holds is computed only while it is open.
"""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from components.shell import address
from tradedata.views.parameters import OPEN, Asked


def disclosure(asked: Asked, name: str, label: str, kind: str = "panel") -> ExpanderContainer:
    """A closed panel, open if the address names it. Draw into it only where ``open`` is true.

    Its key is ``<kind>-<name>``; ``label`` is markdown.
    """
    key, panels = f"{kind}-{name}", asked.controls[OPEN]
    address.adopt(panels, asked)
    if key not in st.session_state:
        st.session_state[key] = name in st.session_state[OPEN]
    return st.expander(label, key=key, on_change=partial(_remember, asked, key, name))


def _remember(asked: Asked, key: str, name: str) -> None:
    others = [each for each in st.session_state[OPEN] if each != name]
    st.session_state[OPEN] = [*others, name] if st.session_state[key] else others
    address.publish(asked.controls[OPEN])
