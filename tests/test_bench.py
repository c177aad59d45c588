"""Tests of the benchmark's arithmetic, options and protocol. Nothing here depends on a time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest
from websockets.asyncio.server import ServerConnection
from websockets.asyncio.server import serve as serve_websocket

from bench import __main__ as command_line
from bench.__main__ import NAIVE_PAGE, main, parse_options
from bench.report import (
    BYTES_PER_MB,
    CONTROL_RATIO_AT_LEAST,
    GROWTH_MB_BELOW,
    NAIVE,
    OURS,
    PAGE_RATIO_AT_LEAST,
    RESIDENT_MB_BELOW,
    Result,
    as_json,
    as_text,
    flatness,
    goals_met,
    ratios,
    resident,
    summarise,
    throughput,
)
from bench.rounds import (
    Comparison,
    MemoryReading,
    Sample,
    measure_window,
    prove_control,
    rerun_pages,
)
from bench.servers import Server, ServerFailed, command, environment, resident_bytes, serve
from bench.session import CACHED_RUNS, Control, MessageCache, PageFailed, Session, control_in


def make_samples(work: str, ours: Sequence[float], naive: Sequence[float]) -> tuple[Sample, ...]:
    """Return one sample a round and page, with the given rates."""
    return tuple(
        Sample(number, page, work, runs=int(rate * 10), seconds=10, received_bytes=0)
        for page, rates in ((OURS, ours), (NAIVE, naive))
        for number, rate in enumerate(rates, start=1)
    )


def make_reading(page: str = OURS, runs: int = 200, megabytes: float | None = 180) -> MemoryReading:
    """Return a reading of memory in millions of bytes."""
    return MemoryReading(page, runs, None if megabytes is None else int(megabytes * BYTES_PER_MB))


def make_comparison(page_ratio: float = 3, control_ratio: float = 9) -> Comparison:
    """Return a comparison with the given ratios of ours to naive."""
    return Comparison(
        make_samples("page", [page_ratio * 10], [10])
        + make_samples("control", [control_ratio * 10], [10]),
        (make_reading(), make_reading(NAIVE)),
        ((OURS, "fragment"), (NAIVE, "page")),
    )


GROWTH = (make_reading(runs=200, megabytes=180), make_reading(runs=1_000, megabytes=184))


# Options


@pytest.mark.parametrize(
    ("arguments", "rounds", "window_seconds", "growth_reruns"),
    [
        ([], 5, 5.0, (200, 1_000)),
        (["--quick"], 2, 2.0, (50, 250)),
        (["--quick", "--rounds", "7"], 7, 2.0, (50, 250)),
    ],
)
def test_parse_options_quick_shortens_what_is_not_given(
    arguments: list[str], rounds: int, window_seconds: float, growth_reruns: tuple[int, ...]
) -> None:
    options = parse_options(arguments)
    assert options.rounds == rounds
    assert options.window_seconds == window_seconds
    assert options.growth_reruns == growth_reruns
    assert (options.sessions, options.control) == (20, "baseline")
    assert not options.json
    assert not options.strict


@pytest.mark.parametrize(
    "arguments",
    [["--rounds", "0"], ["--rounds", "101"], ["--sessions", "201"], ["--sessions", "many"]],
)
def test_parse_options_out_of_bounds_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        parse_options(arguments)
    assert exit_.value.code == 2


# Report


def test_ratios_pair_both_sides_of_a_round() -> None:
    samples = make_samples("page", [40, 10, 20], [10, 5, 10])
    assert ratios(samples, "page") == (4, 2, 2)


def test_ratios_leave_other_work_out() -> None:
    samples = make_samples("page", [20], [10]) + make_samples("control", [90], [10])
    assert ratios(samples, "control") == (9,)


def test_throughput_is_the_median_of_the_ratios_not_the_ratio_of_the_medians() -> None:
    result = throughput(make_samples("page", [30, 10, 80], [10, 5, 40]), "page", "name", 2)
    assert (result.ours, result.naive) == (30, 10)
    assert (result.ratio, result.low, result.high) == (2, 2, 3)


@pytest.mark.parametrize(
    ("page_ratio", "control_ratio", "met"),
    [
        (PAGE_RATIO_AT_LEAST, CONTROL_RATIO_AT_LEAST, (True, True)),
        (PAGE_RATIO_AT_LEAST - 0.1, CONTROL_RATIO_AT_LEAST, (False, True)),
        (PAGE_RATIO_AT_LEAST, CONTROL_RATIO_AT_LEAST - 0.1, (True, False)),
    ],
)
def test_summarise_at_the_goal_meets_it_and_below_misses_it(
    page_ratio: float, control_ratio: float, met: tuple[bool, bool]
) -> None:
    page, control, memory, growth = summarise(make_comparison(page_ratio, control_ratio), GROWTH)
    assert (page.met, control.met) == met
    assert memory.met
    assert growth.met
    assert goals_met((page, control, memory, growth)) is all(met)


@pytest.mark.parametrize(
    ("megabytes", "expected", "met"),
    [
        ([180, 200, 190], 200, True),
        ([180, RESIDENT_MB_BELOW], RESIDENT_MB_BELOW, False),
        ([None], None, None),
    ],
)
def test_resident_takes_the_largest_reading(
    megabytes: list[float | None], expected: float | None, met: bool | None
) -> None:
    readings = [make_reading(megabytes=number) for number in megabytes]
    result = resident([*readings, make_reading(NAIVE, megabytes=400)])
    assert (result.ours, result.naive, result.met) == (expected, 400, met)
    assert result.ratio == (None if expected is None else expected / 400)


@pytest.mark.parametrize(
    ("start", "end", "growth", "met"),
    [
        (180, 184, 4, True),
        (180, 176, -4, True),
        (180, 180 + GROWTH_MB_BELOW, GROWTH_MB_BELOW, False),
        (None, None, None, None),
    ],
)
def test_flatness_is_the_growth_from_the_first_to_the_last_reading(
    start: float | None, end: float | None, growth: float | None, met: bool | None
) -> None:
    result = flatness(
        (make_reading(runs=200, megabytes=start), make_reading(runs=1_000, megabytes=end))
    )
    assert (result.ours, result.met) == (growth, met)
    assert "200 to 1,000" in result.name


def test_goals_met_forgives_what_was_not_measured() -> None:
    assert goals_met((Result("memory", None, None, None, None, None, "below 1 MB", None),))


def test_as_text_says_plainly_which_goal_was_missed() -> None:
    comparison = make_comparison(page_ratio=1.5)
    text = as_text(summarise(comparison, GROWTH), comparison, "machine", "setting")
    page, control = (line for line in text.splitlines() if "times" in line)
    assert page.endswith("at least 2 times: MISSED")
    assert control.endswith("at least 8 times: met")
    assert "ours re-runs its fragment, naive re-runs its page" in text


def test_as_text_without_memory_readings_says_not_measured() -> None:
    comparison = make_comparison()
    unread = (make_reading(megabytes=None), make_reading(megabytes=None))
    text = as_text(summarise(comparison, unread), comparison, "machine", "setting")
    assert text.count("not measured") == 1


def test_as_json_holds_every_measurement() -> None:
    comparison = make_comparison()
    content = json.loads(
        as_json(summarise(comparison, GROWTH), comparison, GROWTH, "machine", "setting")
    )
    assert [sample["rate"] for sample in content["samples"]] == [30, 10, 90, 10]
    assert [reading["runs"] for reading in content["growth"]] == [200, 1_000]
    assert [result["met"] for result in content["results"]] == [True] * 4
    assert content["control_scopes"] == {OURS: "fragment", NAIVE: "page"}


# Command line


@pytest.mark.parametrize(
    ("arguments", "page_ratio", "code"),
    [([], 1, 0), (["--strict"], 1, 1), (["--strict"], 2, 0), (["--json", "--strict"], 1, 1)],
)
def test_main_fails_on_a_missed_goal_only_when_strict(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], page_ratio: float, code: int
) -> None:
    monkeypatch.setattr(
        command_line, "measure", lambda options, note: (make_comparison(page_ratio), GROWTH)
    )
    assert main(arguments) == code


def test_main_without_a_page_exits_with_2_and_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing.py"
    assert main(["--page", str(missing)]) == 2
    assert f"{missing} | no such file" in capsys.readouterr().err


# Servers


def test_resident_bytes_adds_all_descendants_and_nobody_else(tmp_path: Path) -> None:
    for process_id, parent, kilobytes in ((10, 1, 100), (11, 10, 20), (12, 11, 3), (13, 1, 5_000)):
        folder = tmp_path / str(process_id)
        folder.mkdir()
        (folder / "status").write_text(
            f"Name:\tpython\nPPid:\t{parent}\nVmRSS:\t{kilobytes} kB\n", encoding="utf-8"
        )
    assert resident_bytes(10, tmp_path) == 123 * 1024


def test_resident_bytes_without_proc_is_none(tmp_path: Path) -> None:
    assert resident_bytes(10, tmp_path / "proc") is None


def test_environment_leaves_out_settings_of_streamlit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STREAMLIT_RUNNER_FAST_RERUNS", "false")
    variables = environment(tmp_path)
    assert variables["HOME"] == str(tmp_path)
    assert not [name for name in variables if name.startswith("STREAMLIT_")]


def test_command_sets_nothing_that_changes_how_a_page_runs() -> None:
    settings = {word for word in command(NAIVE_PAGE, 8600) if word.startswith("--")}
    assert settings == {
        "--server.port",
        "--server.address",
        "--server.headless",
        "--browser.gatherUsageStats",
    }


def test_serve_page_that_streamlit_refuses_shows_its_log(tmp_path: Path) -> None:
    with (
        pytest.raises(ServerFailed, match=r"(?s)server ours .*missing\.py"),
        serve(OURS, tmp_path / "missing.py", tmp_path),
    ):
        pytest.fail("the server cannot have started")


# Protocol


def make_delta(kind: str, key: str = "baseline", fragment_id: str = "") -> Delta:
    """Return the message that draws a control with two options."""
    delta = Delta(fragment_id=fragment_id)
    control = getattr(delta.new_element, kind)
    control.id = f"$$ID-0123abcd-{key}"
    if kind == "button_group":
        for content in ("first", "second"):
            control.options.add().content = content
    else:
        control.options.extend(("first", "second"))
    return delta


@pytest.mark.parametrize("kind", ["selectbox", "radio", "button_group"])
def test_control_in_finds_a_choice_by_the_key_of_its_author(kind: str) -> None:
    control = control_in(make_delta(kind, "trade-baseline", "f1"), "trade-baseline")
    assert control is not None
    assert control.options == ("first", "second")
    assert (control.default, control.fragment_id) == (None, "f1")


@pytest.mark.parametrize("kind", ["selectbox", "radio", "button_group"])
def test_control_in_another_key_is_none(kind: str) -> None:
    assert control_in(make_delta(kind, "trade-baseline"), "baseline") is None


def test_control_in_another_element_is_none() -> None:
    delta = Delta()
    delta.new_element.markdown.body = "baseline"
    assert control_in(delta, "baseline") is None


def make_control(kind: str = "selectbox", default: int | None = 0, query_key: str = "") -> Control:
    """Return a control with two options."""
    return Control("$$ID-0-baseline", kind, ("first", "a & b"), default, "", query_key)


def test_control_state_carries_the_option_as_the_kind_wants_it() -> None:
    assert make_control("selectbox").state(1).string_value == "a & b"
    assert make_control("radio").state(1).string_value == "a & b"
    assert list(make_control("button_group").state(1).string_array_value.data) == ["a & b"]


@pytest.mark.parametrize(
    ("control", "option", "query"),
    [
        (make_control(), 1, ""),
        (make_control(query_key="baseline"), 0, ""),
        (make_control(query_key="baseline"), 1, "baseline=a+%26+b"),
        (make_control(query_key="baseline", default=None), 0, "baseline=first"),
    ],
)
def test_control_query_leaves_out_a_default(control: Control, option: int, query: str) -> None:
    assert control.query(option) == query


def make_cacheable(hashed: str, fragment_id: str = "") -> ForwardMsg:
    """Return a message that a browser keeps."""
    message = ForwardMsg(hash=hashed)
    message.metadata.cacheable = True
    message.delta.fragment_id = fragment_id
    return message


def test_message_cache_keeps_only_what_streamlit_calls_cacheable() -> None:
    cache = MessageCache()
    cache.keep(ForwardMsg(hash="small", delta=Delta()))
    cache.keep(make_cacheable("large"))
    assert cache.hashes() == ("large",)


def test_message_cache_drops_what_runs_no_longer_draw() -> None:
    cache = MessageCache()
    cache.keep(make_cacheable("drawn"))
    cache.keep(make_cacheable("gone"))
    for _ in range(CACHED_RUNS + 1):
        cache.keep(ForwardMsg(ref_hash="drawn"))
        cache.finish_run("")
    assert cache.hashes() == ("drawn",)


def test_message_cache_run_of_a_fragment_keeps_what_others_drew() -> None:
    cache = MessageCache()
    cache.keep(make_cacheable("page"))
    cache.keep(make_cacheable("other", "f2"))
    cache.keep(make_cacheable("own", "f1"))
    for _ in range(CACHED_RUNS + 1):
        cache.finish_run("f1")
    assert cache.hashes() == ("page", "other")


class StandIn:
    """A server that answers like Streamlit with one control in a fragment, and keeps requests."""

    def __init__(self, *, raises: bool = False, options: int = 2, changes: bool = True) -> None:
        self.requests: list[BackMsg] = []
        self._raises = raises
        self._options = options
        self._changes = changes

    async def answer(self, connection: ServerConnection) -> None:
        """Answer every request of one session."""
        async for frame in connection:
            assert isinstance(frame, bytes)
            request = BackMsg.FromString(frame)
            self.requests.append(request)
            for message in self.messages(request):
                await connection.send(message.SerializeToString())

    def messages(self, request: BackMsg) -> list[ForwardMsg]:
        """Return what one run sends; the first request gets two runs, as with st.rerun."""
        start = ForwardMsg()
        start.new_session.page_script_hash = "page-hash"
        drawn = ForwardMsg(hash="control", delta=make_delta("selectbox", fragment_id="f1"))
        del drawn.delta.new_element.selectbox.options[self._options :]
        states = request.rerun_script.widget_states.widgets
        chosen = states[0].string_value if states and self._changes else ""
        text = ForwardMsg(hash=f"text {chosen}", delta=Delta())
        if self._raises:
            text.delta.new_element.exception.type = "ValueError"
            text.delta.new_element.exception.message = "no such claim"
        end = ForwardMsg(
            script_finished=ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
            if request.rerun_script.fragment_id
            else ForwardMsg.FINISHED_SUCCESSFULLY
        )
        early = ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN)
        again = [start, early] if len(self.requests) == 1 else []
        return [*again, start, drawn, text, end]


def test_session_changes_its_control_in_the_fragment_that_drew_it() -> None:
    async def scenario(stand_in: StandIn) -> None:
        async with serve_websocket(stand_in.answer, "127.0.0.1", 0) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            async with Session(OURS, port, "baseline") as session:
                changed = await session.change_control()
                again = await session.change_control()
                page = await session.rerun_page()
        assert (changed.scope, again.scope, page.scope) == ("fragment", "fragment", "page")
        assert changed.drawn == {"control", "text second"}
        assert again.drawn == {"control", "text first"}
        assert page.received_bytes > 0

    stand_in = StandIn()
    asyncio.run(scenario(stand_in))
    opened, changed, again, page = (request.rerun_script for request in stand_in.requests)
    assert not opened.widget_states.widgets
    assert (changed.fragment_id, changed.page_script_hash) == ("f1", "page-hash")
    assert changed.widget_states.widgets[0].string_value == "second"
    assert again.widget_states.widgets[0].string_value == "first"
    assert page.fragment_id == ""


@pytest.mark.parametrize(
    ("stand_in", "key", "fault"),
    [
        (StandIn(raises=True), "baseline", "page ours | it raised ValueError: no such claim"),
        (StandIn(), "sort", "page ours | no choice has the key 'sort'"),
        (StandIn(options=1), "baseline", "page ours | 'baseline' has fewer than 2 options"),
        (
            StandIn(changes=False),
            "baseline",
            "page ours | the options of the control all draw the same",
        ),
    ],
    ids=["raises", "no control", "one option", "no effect"],
)
def test_session_page_unfit_for_measuring_is_refused(
    stand_in: StandIn, key: str, fault: str
) -> None:
    async def scenario() -> None:
        async with serve_websocket(stand_in.answer, "127.0.0.1", 0) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            async with Session(OURS, port, key) as session:
                await prove_control(OURS, session)

    with pytest.raises(PageFailed) as raised:
        asyncio.run(scenario())
    assert str(raised.value) == fault


def test_session_without_a_server_is_refused() -> None:
    async def scenario() -> None:
        async with Session(OURS, 1, "baseline"):
            pytest.fail("nothing listens on port 1")

    with pytest.raises(PageFailed, match=r"page ours \| it cannot be opened"):
        asyncio.run(scenario())


def test_rounds_count_the_runs_of_all_sessions() -> None:
    async def scenario(stand_in: StandIn) -> Sample:
        async with serve_websocket(stand_in.answer, "127.0.0.1", 0) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            async with (
                Session(OURS, port, "baseline") as first,
                Session(OURS, port, "baseline") as second,
            ):
                await rerun_pages((first, second), 7)
                return await measure_window(1, OURS, (first, second), "control", 0.05)

    stand_in = StandIn()
    sample = asyncio.run(scenario(stand_in))
    requests = [request.rerun_script for request in stand_in.requests]
    assert sum(not request.fragment_id for request in requests) == 2 + 7
    assert sum(request.fragment_id == "f1" for request in requests) == sample.runs


# The naive page


def test_naive_page_runs_and_its_control_changes_the_targets() -> None:
    page = AppTest.from_file(str(NAIVE_PAGE), default_timeout=60).run()
    assert not page.exception
    assert len(page.get("plotly_chart")) == 5
    assert len(page.dataframe) == 1
    before = [chart.proto.spec for chart in page.get("plotly_chart")]
    page.selectbox(key="baseline").select_index(1).run()
    assert not page.exception
    after = [chart.proto.spec for chart in page.get("plotly_chart")]
    assert [old == new for old, new in zip(before, after, strict=True)] == [
        True,
        False,
        True,
        True,
        True,
    ]


def test_naive_page_on_a_real_server_answers_the_driver() -> None:
    async def scenario(server: Server) -> None:
        async with Session(server.name, server.port, "baseline") as session:
            await prove_control(server.name, session)
            assert (await session.rerun_page()).scope == "page"

    with serve(NAIVE, NAIVE_PAGE, None) as server:
        asyncio.run(scenario(server))
        resident_now = server.resident_bytes()
        assert resident_now is None or resident_now > BYTES_PER_MB
    assert server.process.returncode is not None
