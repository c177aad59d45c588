"""Controls: what a reader's browser is told of them."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.rendering import SECONDS, render


def _page_that_is_interrupted_once() -> None:
    import streamlit as st
    from streamlit.proto.WidgetStates_pb2 import WidgetStates
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    from components.shell import address
    from components.shell.controls import render_control, render_search
    from components.shell.view import snapshot, views_of
    from tradedata.views.pages import PAGES

    dataset = snapshot().dataset
    assert dataset
    with address.whole_run():
        asked = address.take_address(views_of(dataset), PAGES[0])
        for parameter in asked.controls.values():
            if parameter.options:
                render_control(parameter, asked)
            else:
                render_search(parameter, asked, "")
        if not st.session_state.get("was_interrupted"):
            st.session_state["was_interrupted"] = True
            context = get_script_run_ctx()
            assert context
            assert context.script_requests
            # As when a window tells its width: what the run drew never reaches the browser.
            context.script_requests.request_rerun(RerunData(widget_states=WidgetStates()))
            st.empty()


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(_page_that_is_interrupted_once).run(timeout=SECONDS)


def test_controls_first_run_interrupted_still_tell_the_browser_their_values(page: AppTest) -> None:
    assert not page.exception
    controls = [*page.button_group, *page.selectbox, *page.text_input]
    assert controls
    assert [each.key for each in controls if not each.proto.set_value] == []


def test_controls_delivered_leave_what_the_reader_types_alone(page: AppTest) -> None:
    page.run()
    controls = [*page.button_group, *page.selectbox, *page.text_input]
    assert [each.key for each in controls if each.proto.set_value] == []


def test_control_without_a_value_gets_that_of_the_address_back() -> None:
    page = render(view="articles")
    page.session_state["view"] = None
    page.run()
    (control,) = (each for each in page.button_group if each.key == "view")
    assert control.value == "articles"
    assert page.query_params["view"] in ("articles", ["articles"])


def test_controls_on_another_page_tell_the_browser_their_values_again() -> None:
    page = render(view="articles")
    for name in ("claims", "history", "answer"):
        page.switch_page(f"components/pages/{name}.py")
        page.query_params["view"] = "articles"
        page.run()
        (control,) = (each for each in page.button_group if each.key == "view")
        assert control.proto.set_value, name
        assert control.value == "articles"
