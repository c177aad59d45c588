"""The benchmark: its arithmetic, its report, and one run of it all. Nothing depends on a time."""

from __future__ import annotations

import asyncio
from math import isnan, nan
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bench import __main__ as bench
from bench.__main__ import (
    BARE_PAGE,
    CARD_SENT,
    MEMORY,
    MOST,
    NAIVE_PAGE,
    VISIT,
    Result,
    below,
    main,
    measure,
    open_sessions,
    resident_mb,
    speed,
)
from tests.support.rendering import SECONDS
from tests.support.threads import in_thread
from tools.serving import serve
from tools.sessions import PageFailed

PAGE_WITH_FRAGMENT = """
import streamlit as st

@st.fragment
def choose():
    st.write(st.selectbox("Compare with", ["first", "second"], key="baseline"))

choose()
"""

NO_EFFECT = "no selectbox 'baseline' changes it"
UNFIT_PAGES = {
    'raise ValueError("no such claim")': "ValueError: no such claim",
    "import streamlit as st; st.write(1)": NO_EFFECT,
    "import streamlit as st; st.selectbox('x', ['a', 'b'], key='baseline')": NO_EFFECT,
}


def test_speed_is_the_median_of_the_ratios_not_the_ratio_of_the_medians() -> None:
    result = speed("name", [30, 10, 80], [10, 5, 40], 2)
    assert (result.numbers, result.spread) == ((30, 10, 2), "2.0 to 3.0")


@pytest.mark.parametrize(
    ("result", "verdict"),
    [
        (speed("", [8], [1], 8), "met"),
        (speed("", [7.9], [1], 8), "MISSED"),
        (below("", 250, 249), "met"),
        (below("", 250, 250), "MISSED"),
        (below("", 250, nan), "not measured"),
    ],
)
def test_result_at_its_goal_is_told_from_one_that_misses_it(result: Result, verdict: str) -> None:
    assert str(result).endswith(f": {verdict}")


def test_result_as_a_line_has_its_numbers_and_dashes_for_what_there_is_not() -> None:
    grown = below("Memory growth, MB", 10, 4, spread="180.0 to 184.0")
    assert str(grown).split("MB")[1].split()[:6] == ["4.0", "-", "-", "180.0", "to", "184.0"]
    assert str(below("", 10, 4, 8)).split()[:3] == ["4.0", "8.0", "0.5"]


@pytest.mark.parametrize(
    ("arguments", "ours", "code"),
    [([], 200, 0), (["--strict"], 200, 1), (["--strict"], 199, 0), (["--strict"], nan, 0)],
)
def test_main_fails_on_a_missed_goal_only_when_strict(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], ours: float, code: int
) -> None:
    async def measured(*_: object) -> list[Result]:
        return [below("", MOST[MEMORY], ours)]

    monkeypatch.setattr(bench, "measure", measured)
    assert in_thread(main, arguments) == code


@pytest.mark.whole
def test_main_of_what_does_not_run_exits_with_2_and_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "OUR_PAGE", tmp_path / "missing.py")
    assert in_thread(main, ["--quick"]) == 2
    assert "missing.py" in capsys.readouterr().err


def test_resident_mb_adds_all_descendants_and_nobody_else(tmp_path: Path) -> None:
    for process_id, parent, kilobytes in ((10, 1, 1000), (11, 10, 200), (12, 11, 50), (13, 1, 9)):
        folder = tmp_path / str(process_id)
        folder.mkdir()
        status = f"Name:\tpython\nPPid:\t{parent}\nVmRSS:\t{kilobytes} kB\n"
        (folder / "status").write_text(status, encoding="utf-8")
    assert resident_mb(10, tmp_path) == 1.28
    assert isnan(resident_mb(10, tmp_path / "no proc"))


@pytest.mark.whole
def test_page_unfit_for_measuring_is_refused(tmp_path: Path) -> None:
    async def scenario() -> list[str]:
        found = []
        with serve("ours", page, None) as server:
            for code in UNFIT_PAGES:
                page.write_text(code, encoding="utf-8")
                with pytest.raises(PageFailed) as refused:
                    async with open_sessions(server, 1) as sessions:
                        await sessions[0].try_control()
                found.append(str(refused.value).partition(" | ")[2])
        return found

    page = tmp_path / "page.py"
    page.touch()
    assert in_thread(asyncio.run, scenario()) == [*UNFIT_PAGES.values()]


@pytest.mark.whole
def test_measure_runs_all_pages_and_leaves_no_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Were one's own settings not left out, no server would answer where it is asked."""
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "elsewhere")
    page = tmp_path / "page.py"
    page.write_text(PAGE_WITH_FRAGMENT, encoding="utf-8")
    results = in_thread(asyncio.run, measure(page, 2, 2, 0.1, 2, 5))
    assert [result.name.split(",")[0].split()[0] for result in results] == [
        *("Page", "Control", "First", "Card", "Memory"),
        *("Page", "Control", "Card", "First", "Card", "Memory", "Growth"),
    ]
    for result in results[:-1]:
        assert all(number and number > 0 for number in result.numbers)
    told = capsys.readouterr().err.splitlines()
    assert [line.split()[-2] for line in told[:2]] == ["fragment", "page"]
    order = [line.split(",")[1].strip() for line in told[3:21:3]]
    assert order == ["ours", "naive", "bare", "bare", "naive", "ours"]


@pytest.mark.whole
def test_card_of_the_dashboard_is_opened_without_its_page() -> None:
    async def scenario() -> list[int]:
        with serve("ours", bench.OUR_PAGE, bench.OUR_PAGE.parent) as server:
            async with open_sessions(server, 1) as (session,):
                sizes = [session.received]
                await session.run("card")
                return [*sizes, session.received]

    visit, card = in_thread(asyncio.run, scenario())
    assert 10_000 < card < MOST[CARD_SENT] * 1000 < visit < MOST[VISIT] * 1000


@pytest.mark.parametrize(
    ("path", "place"), [(BARE_PAGE, 0), (NAIVE_PAGE, 1)], ids=["bare", "naive"]
)
def test_other_page_runs_and_its_control_changes_one_chart(path: Path, place: int) -> None:
    page = AppTest.from_file(str(path), default_timeout=SECONDS).run()
    before = [chart.proto.spec for chart in page.get("plotly_chart")]
    page.selectbox(key="baseline").select_index(1).run()
    assert not page.exception
    after = [chart.proto.spec for chart in page.get("plotly_chart")]
    assert [n for n, spec in enumerate(after) if spec != before[n]] == [place]
    assert len(after) == len(before) > 3
