"""Focus: after a card is closed, the keyboard goes back to what opened it."""

from __future__ import annotations

import streamlit as st

from components.shell import address

_SCRIPT = """
export default function ({ data }) {
  if (!data.opener) return
  const inside = `.st-key-${CSS.escape(data.opener)}`
  setTimeout(() => {
    document.querySelector(`${inside} input, ${inside} button, ${inside} canvas`)?.focus()
  }, 200)
}
"""

_FOCUS = st.components.v2.component("focus", html="<span></span>", js=_SCRIPT)


def render_focus() -> None:
    """Return the focus, once, after a card was closed."""
    _FOCUS(key="focus", data={"opener": address.returning_focus()}, height=1)
