"""The view: what follows from a selection is made once, and what is kept is bounded."""

from __future__ import annotations

from dataclasses import replace

from tests.support.factories import make_claim, shipped_data
from tests.support.samples import all_indicators_of
from tradedata.compare.comparison import compare_claims
from tradedata.computed.reprints import Resting
from tradedata.views.charts import Chart
from tradedata.views.finding import finding_of
from tradedata.views.neighbours import results_about
from tradedata.views.selection import Selection
from tradedata.views.targets import targets_chart
from tradedata.views.view import MOST_VIEWS, Kept, View, Views

DATASET = shipped_data()


def test_kept_results_of_two_makers_with_one_argument_stay_apart() -> None:
    kept = Kept(8)
    assert (kept.get(str.upper, "a"), kept.get(str.lower, "a")) == ("A", "a")


def test_kept_makes_a_result_once_and_forgets_what_was_not_used_longest() -> None:
    made: list[int] = []
    kept = Kept(2)

    def make(owner: str, number: int) -> str:
        made.append(number)
        return f"{owner} {number}"

    for number in (1, 2, 1, 3, 1, 2):
        assert kept.get(make, "a", number) == f"a {number}"
    assert made == [1, 2, 3, 2]


def test_view_keeps_what_is_made_of_a_chart_under_that_chart() -> None:
    made: list[str] = []

    def make(_: View, chart: Chart) -> str:
        made.append(chart.slug)
        return chart.title

    whole = Views(DATASET).whole
    chart = targets_chart(whole.claims, whole.statements, [])
    assert whole.keep(make, chart) == whole.keep(make, replace(chart)) == chart.title
    assert made == [chart.slug]


def test_view_property_of_the_class_tells_what_it_is() -> None:
    assert View.finding.__doc__ == "The sentence that the claims come to."


def test_view_property_is_made_once() -> None:
    view = View(DATASET, Selection("articles"))
    assert view.statements is view.statements
    assert view.finding == finding_of(view.claims, DATASET.collection)


def test_view_keep_hands_itself_to_what_makes_the_result() -> None:
    view = View(DATASET, Selection("articles"))
    assert view.keep(lambda given, number: (given, number), 1) == (view, 1)


def test_view_whole_has_every_claim_result_and_price_by_id() -> None:
    whole = Views(DATASET).of(Selection("articles")).whole
    assert whole.claims_by_id == {claim.id: claim for claim in DATASET.claims}
    everything = all_indicators_of(DATASET.claims, DATASET.collection, DATASET.benchmarks)
    results = {item.id: item for item in everything}
    results_and_prices = results | {price.key: price for price in DATASET.benchmarks}
    assert {card_id: whole.result(card_id) for card_id in results_and_prices} == results_and_prices
    assert whole.result("none") is None


def test_view_results_about_a_claim_are_all_that_rest_on_its_statement() -> None:
    whole = Views(DATASET).whole
    everything = all_indicators_of(DATASET.claims, DATASET.collection, DATASET.benchmarks)
    resting = Resting(everything, whole.statements)
    for claim in whole.claims:
        assert results_about(claim, whole) == resting.about(claim.id)


def test_views_share_a_selection_and_the_whole() -> None:
    views = Views(DATASET)
    articles = views.of(Selection("articles"))
    assert views.of(Selection("articles")) is articles
    assert views.of(Selection()) is views.whole is articles.whole


def test_views_are_no_more_than_a_bound_whatever_is_asked() -> None:
    views = Views(DATASET)
    first = views.of(Selection("articles"))
    for number in range(MOST_VIEWS):
        views.of(Selection("articles", (f"side-{number}",)))
    assert views.of(Selection("articles")) is not first


def test_view_rows_of_a_statement_whose_base_is_filtered_out_count_once() -> None:
    base = make_claim("base")
    pages = [make_claim(key, claimant=None, based_on=("base",)) for key in ("b", "c")]
    views = Views(replace(DATASET, claims=(base, *pages)))
    view = views.of(Selection(sides=("unattributed",)))
    assert [claim.id for claim in view.claims] == ["b", "c"]
    assert (len(view.statements), view.voices.statements) == (1, 1)


def test_view_rows_that_rest_on_one_statement_through_a_reprint_are_one_voice() -> None:
    rows = (
        make_claim("base", origin="agency"),
        make_claim("reprint", origin="agency", value=101),
        make_claim("page", claimant=None, based_on=("base",)),
    )
    found = View(replace(DATASET, claims=rows), Selection()).claims_by_id
    assert compare_claims(found["page"], found["reprint"]).verdict == "single"
