"""Parameters: what an address gets, and that nothing of others ever leaves the parser."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import parse_qs, unquote, unquote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.samples import shipped_views
from tradedata.views import parameters
from tradedata.views.notices import unknown_page
from tradedata.views.parameters import (
    MOST_CHARACTERS,
    NAMES,
    Asked,
    baselines_of,
    distinct,
    read_address,
)
from tradedata.views.selection import Selection

VIEWS = shipped_views()
FIRST, SECOND, *_ = VIEWS.whole.claims_by_id
BASELINE = VIEWS.whole.finding.claims[0]
PRICE = VIEWS.dataset.benchmarks[0].key
LINE = list(VIEWS.whole.line_choices)[1]
SIDES = read_address("", VIEWS).controls["side"].options
PRODUCTS = [key for key in read_address("", VIEWS).controls["product"].options if key]
MORE = "and 892 more"

# What is asked for, and what of it remains in addresses that we make.
TAKEN = {
    "nothing": ("", ""),
    "question-mark": ("?view=articles", "view=articles"),
    "default": ("view=all", ""),
    "several": ("side=russian-government&side=market", "side=market&side=russian-government"),
    "every-one": (urlencode({"side": list(SIDES)}, doseq=True), ""),
    "twice": ("side=market&side=market", "side=market"),
    "same-twice": ("view=articles&view=articles", "view=articles"),
    "line": (f"lines={LINE}", f"lines={LINE}"),
    "events": ("events=off", "events=off"),
    "baseline": (f"baseline={BASELINE}", f"baseline={BASELINE}"),
    "product": ("product=lpg", "product=lpg"),
    "search": ("q=LPG+tons", "q=LPG+tons"),
    "panels": ("open=lpg&open=sources", "open=sources&open=lpg"),
    "words-after-it": (f"claim={FIRST}, it says, and view=articles", f"claim={FIRST}"),
    "genitive": (f"claim={FIRST}’s", f"claim={FIRST}"),
    "claim": (f"claim={FIRST}", f"claim={FIRST}"),
    "price": (f"claim={PRICE}", f"claim={PRICE}"),
    "version": (f"claim={FIRST}&version={VIEWS.whole.dataset.version}).", f"claim={FIRST}"),
    "pair": (f"compare={FIRST},{SECOND}", f"compare={FIRST},{SECOND}"),
    "correct": (f"correct={FIRST},", f"correct={FIRST}"),
    "half-a-pair": (f"compare={FIRST}", f"compare={FIRST}"),
    "order-of-ours": (f"claim={FIRST}&view=articles", f"view=articles&claim={FIRST}"),
}
# What means nothing here, and the words of the notice.
REFUSED = {
    "unknown": ("foo=bar", "foo"),
    "page": ("/nonsense", "/nonsense"),
    "word": ("view=nonsense", "view=nonsense"),
    "one-of-two": ("side=market&side=mars", "side=mars"),
    "first-of-two": ("view=articles&view=all", "view=articles"),
    "first-claim-of-two": (f"claim={FIRST}&claim={SECOND}", f"claim={FIRST}"),
    "claim": ("claim=none", "claim=none"),
    "no-claim-of-two": ("compare=a,b", "compare=a,b"),
    "two-words": ("view=articles;side=market", "view=articles;side=market"),
    "control": ("a%1B[31m%0Ab=1", "a [31m b"),
    "escaped": ("amp;foo=1", "foo"),
    "panel": ("open=nothing", "open=nothing"),
    "baseline": ("baseline=none", "baseline=none"),
    "another-version": ("version=2025.1.0", "version=2025.1.0"),
    "very-long-name": ("x" * 500_000, f"{'x' * 200}…"),
    "very-long": (f"view={'x' * 500_000}", f"view={'x' * 195}…"),
}
# Of a pair the claims that are known stay.
HALVES = {f"{FIRST},nope": FIRST, f"nope,{FIRST}": FIRST, f"{FIRST},{FIRST}": FIRST}
HALVES |= {f"{FIRST},{SECOND},{FIRST}": f"{FIRST},{SECOND}", f"{FIRST},a,b": FIRST}
TRACKERS = (
    *("fbclid=x", "utm_source=mail", "ysclid=abc", "gclid=1", "yclid=2", "mc_eid=3", "_ga=4"),
    *("gad_source=1", "_hsenc=1", "mibextid=1", "ref_src=x", "etext=1", "si=1"),
    *("FBCLID=2", "UTM_SOURCE=1"),
)
ENDS = (*")?.,;_`|/ >»。）\u00a0\n\t~—\u200e\ufeff\u00ad", ").", "”,", "**", " says")


@pytest.mark.parametrize(("given", "kept"), TAKEN.values(), ids=TAKEN)
def test_read_address_known_parameters_are_kept_and_others_are_defaults(
    given: str, kept: str
) -> None:
    asked = read_address(given, VIEWS)
    assert (asked.query(), asked.notices) == (kept, ())


@pytest.mark.parametrize(("given", "words"), REFUSED.values(), ids=REFUSED)
def test_read_address_what_means_nothing_gets_a_short_notice(given: str, words: str) -> None:
    asked = read_address(given, VIEWS)
    assert [notice.words for notice in asked.notices] == [words]
    assert len(asked.notices[0].name) <= len(words)
    assert asked.query() in ("", "side=market", f"claim={SECOND}")


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ("product=flour", "product=wheat-flour"),
        ("product=Мука", "product=wheat-flour"),
        ("product=Fuels and oil products", "product=petroleum-products"),
        ("side=Алексей Оверчук&side=market", "side=market&side=russian-government"),
        ("side=Afghan+business", "side=afghan-business"),
    ],
)
def test_read_address_another_name_is_read_as_ours_and_said_so(given: str, read_as: str) -> None:
    asked = read_address(given, VIEWS)
    assert (unquote(asked.query()), asked.notices) == (read_as, ())
    (notice,) = asked.readings
    assert notice.words == unquote_plus(given.partition("&")[0])
    assert notice.sentence == f"{notice.words} (read as {read_as.rpartition('=')[2]})"


def test_read_address_name_of_several_is_read_as_none() -> None:
    assert not read_address("side=Afghan", VIEWS).readings


@pytest.mark.parametrize("tracker", TRACKERS)
def test_read_address_tracker_is_ignored_without_a_notice(tracker: str) -> None:
    asked = read_address(f"view=articles&{tracker}", VIEWS)
    assert (asked.query(), asked.notices) == ("view=articles", ())


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    "query",
    [
        *(f"claim={FIRST}", f"compare={FIRST},{SECOND}", "view=articles"),
        *("/history", "Claims", "https://trade.example/products"),
    ],
)
def test_read_address_cuts_off_what_mail_and_chat_leave_at_its_end(query: str, end: str) -> None:
    assert read_address(query + end, VIEWS) == read_address(query, VIEWS)


@pytest.mark.parametrize(("pair", "kept"), HALVES.items())
def test_read_address_keeps_the_good_part_of_a_pair_and_tells_of_the_rest(
    pair: str, kept: str
) -> None:
    asked = read_address(f"compare={pair}", VIEWS)
    assert asked.query() == f"compare={kept}"
    assert [notice.words for notice in asked.notices] == [f"compare={pair}"]


def test_read_address_refused_cards_leave_what_is_kept_as_it_is() -> None:
    whole, kept = VIEWS.whole, list(VIEWS.whole._kept._results)
    for one, other in pairwise(whole.claims_by_id):
        assert read_address(f"claim={one}.{other}", VIEWS).notices
        assert read_address(f"claim=target-growth.{one}.{other}.{one}", VIEWS).notices
    assert list(whole._kept._results) == kept


def test_read_address_copied_from_html_keeps_every_parameter() -> None:
    copied = f"view=articles&amp;claim={FIRST}"
    assert read_address(copied, VIEWS).query() == f"view=articles&claim={FIRST}"


def test_read_address_control_that_cannot_be_made_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(parameters, "_lines", fail)
    asked = read_address("events=off&lines=turnover", VIEWS)
    assert "lines" not in asked.controls
    assert (asked.one("events"), asked.one("lines")) == ("off", "")


def test_read_address_selects_the_view_and_shares_it() -> None:
    asked = read_address({"view": ["articles"], "side": ["market"]}, VIEWS)
    assert asked.view is VIEWS.of(Selection("articles", ("market",)))
    assert asked.one("view") == "articles"
    assert asked.many("side") == ("market",)


def test_read_address_of_nothing_has_the_default_of_every_control() -> None:
    asked = read_address("", VIEWS)
    assert [asked.one(name) for name in ("view", "events", "baseline", "q", "claim")] == [
        *("all", "on", "", "", "")
    ]
    assert asked.one("lines") == next(iter(asked.view.line_choices))
    assert asked.compared == ("", "")


def test_read_address_search_is_cut_at_its_bound() -> None:
    asked = read_address({"q": ["x" * 1_500_000]}, VIEWS)
    assert asked.one("q") == "x" * MOST_CHARACTERS


def test_read_address_many_unknown_parameters_get_few_notices() -> None:
    notices = read_address({f"n{number}": ["x"] for number in range(900)}, VIEWS).notices
    assert [notice.words for notice in notices] == [*(f"n{place}" for place in range(8)), MORE]


def test_read_address_view_without_official_lines_has_no_choice_of_them() -> None:
    asked = read_address("view=articles&lines=turnover", VIEWS)
    assert not asked.view.line_choices
    assert asked.one("lines") == ""


def test_controls_name_the_values_that_readers_see() -> None:
    asked = read_address("", VIEWS)
    assert asked.controls["view"].name_of("articles") == "Articles"
    assert asked.controls["view"].name_of("unknown") == "unknown"


def test_baseline_another_row_of_a_statement_is_offered_when_asked_for() -> None:
    offered = read_address("", VIEWS).controls["baseline"].options
    rows = [key for key in VIEWS.whole.keep(baselines_of) if key not in offered]
    asked = read_address(f"baseline={rows[0]}", VIEWS)
    assert rows[0] in asked.controls["baseline"].options
    assert asked.one("baseline") == rows[0]


def test_distinct_tells_alike_labels_apart_by_their_keys() -> None:
    assert distinct({"a": "one", "b": "one", "c": "two"}) == {
        **{"a": "one (a)", "b": "one (b)"},
        "c": "two",
    }


def test_query_changes_add_replace_and_drop() -> None:
    asked = read_address("view=articles&q=gas", VIEWS)
    assert asked.query(view="", claim=FIRST) == f"q=gas&claim={FIRST}"
    assert asked.query(q="oil") == "view=articles&q=oil"


words = st.text(max_size=40)


@given(st.dictionaries(st.one_of(st.sampled_from(NAMES), words), st.lists(words, max_size=3)))
def test_read_address_law_any_query_gives_ours_alone_and_gives_it_again(
    query: dict[str, list[str]],
) -> None:
    asked: Asked = read_address(query, VIEWS)
    assert set(parse_qs(asked.query(), keep_blank_values=True)) <= set(NAMES)
    again = read_address(asked.query(), VIEWS)
    assert (again.values, again.notices) == (asked.values, ())


def test_read_address_years_that_end_before_they_begin_keep_the_first_and_say_so() -> None:
    asked = read_address("from=2023&to=2021", VIEWS)
    assert (asked.view.selection.first, asked.view.selection.last) == (2023, None)
    assert asked.query() == "from=2023"
    (notice,) = asked.notices
    assert notice.sentence == "to=2021, before from=2023 (allowed: a year not before ‘from’)"


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        ("view=nonsense", "articles and all"),
        ("product=tea", f"{len(PRODUCTS)} values from {PRODUCTS[0]} to {PRODUCTS[-1]}"),
        ("claim=none", "the id at the end of a number’s card"),
        ("compare=a,b", "the ids of two claims with a comma between"),
        (f"correct={PRICE}", "the id of a claim, which is not computed"),
        ("foo=1", ", ".join(NAMES)),
    ],
)
def test_notice_says_what_is_allowed(given: str, allowed: str) -> None:
    assert [notice.allowed for notice in read_address(given, VIEWS).notices] == [allowed]


def test_notice_law_what_is_allowed_is_short() -> None:
    for parameter in read_address("", VIEWS).controls.values():
        assert 0 < len(parameter.allowed) <= MOST_CHARACTERS
    names = [notice.allowed for notice in read_address("a=1&b=2", VIEWS).notices]
    assert names == ["", ", ".join(NAMES)]
    assert unknown_page("nope").sentence.startswith("/nope (allowed: /, /")


def test_filters_name_speakers_in_one_case() -> None:
    assert all(words[:1].isupper() for words in SIDES.values())
