"""Address: the whole state of the page lives in its address, so that a link shares the view.

Owns the reading and writing of parameters, permalinks, the card that ``?claim=`` opens and the
two claims that ``?compare=`` sets side by side.
Defaults stay out of the address; what cannot be used is dropped with a notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

CLAIM = "claim"
COMPARE = "compare"
_COMPLAINTS = "_complaints"
_NEEDS_WHOLE_RUN = "_needs_whole_run"
_OPENINGS = "_openings"
_OPENER = "_opener"
_TRACKERS = ("utm_", "fbclid", "gclid")


@dataclass(frozen=True)
class Parameter:
    """A control of the page that the address carries.

    ``options`` are the words allowed, short slugs, with their labels; empty: any text.
    """

    name: str
    options: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    many: bool = False

    def read(self) -> tuple[str, ...]:
        """The values in the address, as they are."""
        return tuple(st.query_params.get_all(self.name))

    def allows(self, value: str) -> bool:
        """Whether the control can take the value."""
        return not self.options or value in self.options

    def label(self, value: str) -> str:
        """What the reader sees for a value."""
        return self.options.get(value, value)

    def value_of(self, values: tuple[str, ...]) -> str | list[str]:
        """What the control shows for these values of the address."""
        good = list(dict.fromkeys(value for value in values if self.allows(value)))
        if self.many:
            return good
        return good[-1] if good else self.default


def adopt(parameter: Parameter) -> None:
    """Set the control from the address, before it is drawn, whenever the address has changed."""
    given, seen = parameter.read(), f"_seen_{parameter.name}"
    state = st.session_state
    if state.get(seen) != given or parameter.name not in state:
        state[seen] = given
        state[parameter.name] = parameter.value_of(given)
        bad = [value for value in given if not parameter.allows(value)]
        if bad:
            refuse(parameter, bad)
            publish(parameter)
    elif parameter.options:
        current = state[parameter.name]
        kept = parameter.value_of(tuple(current) if parameter.many else (current,))
        if kept != current:
            state[parameter.name] = kept


def publish(parameter: Parameter) -> None:
    """Write the control's value into the address; for use as its ``on_change`` callback."""
    value = st.session_state[parameter.name]
    values = list(value) if parameter.many else [value]
    if values in ([parameter.default], []):
        st.query_params.pop(parameter.name, None)
    else:
        st.query_params[parameter.name] = values
    st.session_state[f"_seen_{parameter.name}"] = parameter.read()


def refuse(parameter: Parameter, values: Iterable[str]) -> None:
    """Complain of values of a parameter."""
    _complain(parameter.name, f"{parameter.name}={', '.join(values)}")


def refuse_unknown(known: set[str]) -> None:
    """Complain of parameters that the page does not have."""
    for name in st.query_params:
        if name not in known and not name.startswith(_TRACKERS):
            _complain(name, name)


def refuse_claim(claim_id: str) -> None:
    """Complain of a card that does not exist, and take it out of the address."""
    st.query_params.pop(CLAIM, None)
    _complain(CLAIM, f"{CLAIM}={claim_id}")


def compared() -> tuple[str, str]:
    """The two ids that the address sets side by side; a blank where it names none."""
    first, _, second = str(st.query_params.get(COMPARE, "")).partition(",")
    return first, second


def compare(first: str, second: str) -> None:
    """Have the address set two claims side by side; blank: not chosen. From callbacks only."""
    if first or second:
        st.query_params[COMPARE] = f"{first},{second}" if second else first
    else:
        st.query_params.pop(COMPARE, None)


def show_comparison(first: str, second: str) -> None:
    """Set two claims side by side and take the reader there; from callbacks only."""
    if open_card_id():
        close_card()
    compare(first, second)
    go_to_comparison()
    ask_for_whole_run()


def go_to_comparison() -> None:
    """Take the reader to the comparison when the page stands, or when the open card is closed."""
    st.session_state[_OPENER] = COMPARE


def refuse_comparison() -> None:
    """Complain of a pair that cannot be shown, and take it out of the address."""
    _complain(COMPARE, f"{COMPARE}={st.query_params.get(COMPARE, '')}")
    st.query_params.pop(COMPARE, None)


def complaints() -> tuple[str, ...]:
    """What of the address could not be used, in this session."""
    return tuple(st.session_state.get(_COMPLAINTS, {}).values())


def dismiss_complaints() -> None:
    """Forget the complaints, and drop the parameters nobody knows."""
    for name in st.session_state.pop(_COMPLAINTS, {}):
        if name not in (CLAIM, COMPARE) and name not in st.session_state:
            st.query_params.pop(name, None)


def open_card(card_id: str, opener: str) -> None:
    """Open a number's card; from callbacks only. ``opener`` is the key that gets focus back."""
    st.session_state[_OPENER] = opener
    change_card(card_id)


def change_card(card_id: str) -> None:
    """Show another card in place of the open one; from callbacks only."""
    st.query_params[CLAIM] = card_id
    ask_for_whole_run()


def ask_for_whole_run() -> None:
    """Have the section that runs next run the whole page instead; from callbacks only."""
    st.session_state[_NEEDS_WHOLE_RUN] = True


def close_card() -> None:
    """Close the card: its parameter leaves the address."""
    st.query_params.pop(CLAIM, None)
    st.session_state[_OPENINGS] = openings() + 1


def open_card_id() -> str:
    """The id of the card the address asks for, or a blank."""
    return str(st.query_params.get(CLAIM, ""))


def openings() -> int:
    """How many cards have been closed: part of the keys of what opens them, to reset it."""
    return int(st.session_state.get(_OPENINGS, 0))


def returning_focus() -> str:
    """The key of the control that opened the card just closed, once; else a blank."""
    return "" if open_card_id() else str(st.session_state.pop(_OPENER, ""))


def take_whole_run() -> None:
    """Note that the whole page is being run now."""
    st.session_state.pop(_NEEDS_WHOLE_RUN, None)


def whole_run_needed() -> bool:
    """Whether a callback inside a section asks for the whole page, once."""
    return bool(st.session_state.pop(_NEEDS_WHOLE_RUN, False))


def page_address() -> str:
    """The page's own address without parameters, or a blank where it is not known.

    Its slash at the end keeps the parameters of a permalink apart from a sub-path.
    """
    given = (st.context.url or "").split("?")[0].rstrip("/")
    return f"{given}/" if given else ""


def permalink(anchor: str = "", **changes: str) -> str:
    """The address of this view, with changes; a blank value drops a parameter."""
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    params.update({name: [value] if value else [] for name, value in changes.items()})
    query = urlencode(params, doseq=True)
    hash_ = f"#{anchor}" if anchor else ""
    return f"{page_address() or '/'}{'?' if query else ''}{query}{hash_}"


def _complain(name: str, words: str) -> None:
    st.session_state.setdefault(_COMPLAINTS, {})[name] = words
