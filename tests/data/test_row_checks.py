"""The rules of a cell and of a row: each finds its fault where it stands, and nothing else."""

from __future__ import annotations

import pytest

from tests.data.tables import (
    AREAS,
    BASE,
    BENCHMARK,
    EVENT,
    GROWTH,
    PRODUCTS,
    RUSSIAN,
    SAME,
    SOURCE,
    STATED,
    UNDATED,
    Cells,
    check,
    kept,
    places,
)
from tradedata.data.cell_checks import LONGEST_KEY
from tradedata.data.issues import Issue

VALUE = {"measure": "value", "unit": "USD"}
PRICE = {"measure": "price", "unit": "USD/t"}
RATIO = {**GROWTH, "measure": "ratio", "unit": "times"}
SHARE = {**GROWTH, "measure": "share"}
RANK = {**GROWTH, "measure": "rank", "unit": "rank"}
IN_2030 = {"start": "2030-01-01", "end": "2030-12-31", "period": "by 2030"}
THOUSANDS = {"as_printed": "100,6 тыс. т"}
TABLE_CELL = {"as_printed": "1,006", "gloss": "1.006"}
# The smallest broken rows: what is changed in one claim, and where the fault is found.
BROKEN_CLAIMS: dict[str, tuple[Cells, list[str]]] = {
    "missing-value": ({"value": ""}, ["value"]),
    "missing-value: vocabulary": ({"status": ""}, ["status"]),
    "missing-value: nothing but spaces": ({"as_printed": "  "}, ["as_printed"]),
    "long-cell: number": ({"as_printed": "100 tons " * 250}, ["as_printed"]),
    "long-cell: keys": ({"based_on": "claim-x;" * 300}, ["based_on"]),
    "long-cell: a key": ({"id": f"claim-{'x' * LONGEST_KEY}"}, ["id"]),
    "forbidden-character: control": ({"locator": "page\x01 2"}, ["locator"]),
    "forbidden-character: override": ({"note": "with $323 \u202emillion"}, ["note"]),
    "forbidden-character: in a number": ({"as_printed": "100 \u2066tons\u2069"}, ["as_printed"]),
    "forbidden-character: none at all": ({"period": "2024\uffff"}, ["period"]),
    "not-in-vocabulary: optional": ({"valuation": "FOB"}, ["valuation"]),
    "out-of-bounds: end": ({"end": "9999-12-31"}, ["end"]),
    "out-of-bounds: start": ({"start": "1024-01-01"}, ["start"]),
    "out-of-bounds: base": (
        {**GROWTH, **BASE, "base_start": "0023-01-01", "base_end": "2150-12-31"},
        ["base_start", "base_end"],
    ),
    "out-of-bounds: stated on": ({"claimed_on": "9999"}, ["claimed_on"]),
    "out-of-bounds: stated on, early": ({"claimed_on": "0001-01"}, ["claimed_on"]),
    "out-of-bounds: quantity": ({"value": "-100", "as_printed": "-100 tons"}, ["value"]),
    "out-of-bounds: value": ({**VALUE, "value": "-1", "as_printed": "$-1"}, ["value"]),
    "out-of-bounds: price": ({**PRICE, "value": "0", "as_printed": "$0 a ton"}, ["value"]),
    "out-of-bounds: growth": ({**GROWTH, "value": "-100", "as_printed": "fell 100 %"}, ["value"]),
    "out-of-bounds: multiple": ({**RATIO, "value": "0", "as_printed": "0 times"}, ["value"]),
    "out-of-bounds: share": ({**SHARE, "value": "390", "as_printed": "390 percent"}, ["value"]),
    "out-of-bounds: rank": ({**RANK, "value": "0", "as_printed": "number 0"}, ["value"]),
    "out-of-bounds: part of a rank": ({**RANK, "value": "1.5", "as_printed": "No. 1.5"}, ["value"]),
    "bad-form": ({"id": "Claim A"}, ["id"]),
    "reserved-key": ({"id": "com1"}, ["id"]),
    "bad-form: list": ({"based_on": "claim-b, claim-c"}, ["based_on"]),
    "unknown-key: list": ({**STATED, "based_on": "claim-b;claim-c"}, ["based_on", "based_on"]),
    "printed-mismatch": ({"value": "101"}, ["as_printed"]),
    "printed-mismatch: rejected": (
        {"value": "101", "status": "rejected", "note": "A misprint."},
        ["as_printed"],
    ),
    "printed-mismatch: other currency": ({**VALUE, "as_printed": "€100"}, ["as_printed"]),
    "printed-mismatch: other unit": ({"as_printed": "$100"}, ["as_printed"]),
    "unread-word": ({"as_printed": "100 kegs"}, ["as_printed"]),
    "unread-word: before it": ({"as_printed": "one point five hundred tons"}, ["as_printed"]),
    "unread-word: translation": ({**RUSSIAN, "gloss": "100 kegs"}, ["gloss"]),
    "unread-word: growth": ({**GROWTH, "as_printed": "overtook 100 percent"}, ["as_printed"]),
    "unread-word: growth in brackets": ({**GROWTH, "as_printed": "(100 %)"}, ["as_printed"]),
    "unread-word: multiple": (
        {**RATIO, "value": "5", "as_printed": "overtook five times"},
        ["as_printed"],
    ),
    "printed-range": ({"as_printed": "50-100 tons"}, ["as_printed"]),
    "missing-gloss": ({**RUSSIAN, "gloss": ""}, ["gloss"]),
    "stray-gloss": ({"gloss": "100 tons"}, ["gloss"]),
    "gloss-mismatch": ({**RUSSIAN, "gloss": "101 tonnes"}, ["gloss"]),
    "gloss-mismatch: other unit": ({**RUSSIAN, "gloss": "$100"}, ["gloss"]),
    "opposite-sign": ({**GROWTH, "as_printed": "declined by 100 percent"}, ["value"]),
    "opposite-sign: less": ({**GROWTH, "as_printed": "100 percent less"}, ["value"]),
    "opposite-sign: multiple": (
        {**RATIO, "value": "5", "as_printed": "fell five times"},
        ["value"],
    ),
    "opposite-sign: translation": (
        {**GROWTH, **RUSSIAN, "as_printed": "100 процентов", "gloss": "fell 100 percent"},
        ["value"],
    ),
    "opposite-sign: minus": ({**GROWTH, "as_printed": "minus 100 %"}, ["value"]),
    "later-than-read: period": (IN_2030, ["start"]),
    "later-than-read: to come": ({**IN_2030, "kind": "statistic", "start": "2026-01-01"}, ["end"]),
    "later-than-read: stated before": ({"claimed_on": "1950"}, ["start"]),
    "base-not-before": ({**GROWTH, **BASE, "start": "2023-01-01", "period": ""}, ["base_start"]),
    "base-not-before: multiple": ({**RATIO, "as_printed": "100 times", **SAME}, ["base_start"]),
    "later-than-read": ({"claimed_on": "2026-12"}, ["claimed_on"]),
    "long-quote": ({"as_printed": "a b c d e f g 100 tons"}, ["as_printed"]),
    "long-quote: letters": ({"as_printed": f"{'a' * 200} 100 tons"}, ["as_printed"]),
    "long-quote: gloss": ({**RUSSIAN, "gloss": "a 100 tons" + " " * 200 + "."}, ["gloss"]),
    "long-quote: dashes": ({"as_printed": "a b c d e f g—100 tons"}, ["as_printed"]),
    "end-before-start": ({"end": "2023-12-31"}, ["end"]),
    "end-before-start: base": ({**GROWTH, **BASE, "base_end": "2022-12-31"}, ["base_end"]),
    "half-open-period": ({"end": ""}, ["end"]),
    "half-open-period: no start": ({"start": ""}, ["start"]),
    "half-open-period: plan without start": ({"start": "", "kind": "plan"}, ["start"]),
    "partner-misfit": ({"partner": ""}, ["partner"]),
    "partner-misfit: itself": ({"partner": "AF"}, ["partner"]),
    "partner-misfit: demand": ({"flow": "demand"}, ["partner"]),
    "missing-of": ({**GROWTH, "of": ""}, ["of"]),
    "stray-of": ({"of": "value"}, ["of"]),
    "wrong-unit": ({"unit": "USD/t", "as_printed": "$100 per ton"}, ["unit"]),
    "stray-base": (BASE, ["base_start"]),
    "stray-base: no end": ({**GROWTH, **BASE, "base_end": ""}, ["base_end"]),
    "stray-base: no basis": ({**GROWTH, **BASE, "base_basis": ""}, ["base_basis"]),
    "target-without-year": ({**UNDATED, "kind": "target"}, ["start"]),
    "period-without-date": ({"start": "", "end": ""}, ["start"]),
    "period-without-date: unstated": ({"period_basis": "unstated"}, ["start", "end"]),
    "period-without-date: running": ({"period_basis": "running"}, ["start", "end"]),
    "status-without-note": ({"status": "doubtful"}, ["note"]),
}
# Faults of the small tables: a row like a sound one but for its cells, and the column at fault.
SOUND: dict[str, Cells] = {
    "sources": SOURCE,
    "claimants": {"claimant": "turned", "label": "B. Reda", "side": "market"},
    "products": {"product": "coal", "label": "Coal", "definition": "Coal of every kind"},
    "areas": {"area": "EAEU", "label": "Union"},
    "events": EVENT,
    "benchmarks": BENCHMARK,
}
BROKEN_TABLES: dict[str, tuple[str, Cells, str]] = {
    "forbidden-character": ("claimants", {"label": "B. \u202ereda\u202c"}, "label"),
    "forbidden-character: address": ("sources", {"url": "https://a.org/\u202eb"}, "url"),
    "out-of-bounds: published": ("sources", {"published": "2100"}, "published"),
    "out-of-bounds: accessed": ("sources", {"accessed": "1026-11-22"}, "accessed"),
    "out-of-bounds: scale": ("sources", {"scale": "-1000"}, "scale"),
    "out-of-bounds: event": ("events", {"date": "1024-05"}, "date"),
    "out-of-bounds: end of an event": ("events", {"end": "9999"}, "end"),
    "out-of-bounds: benchmark": ("benchmarks", {"value": "0"}, "value"),
    "later-than-read": ("sources", {"published": "2026-11-23"}, "published"),
    "bad-address: archived": ("sources", {"archived": "//example.org"}, "archived"),
    "bad-form: names": ("products", {"aliases": "brown coal;;уголь"}, "aliases"),
    "reserved-key": ("products", {"product": "targets"}, "product"),
    "reserved-key: begins like one": ("products", {"product": "full-lpg"}, "product"),
    "reserved-key: no file of a product": ("products", {"product": "nul"}, "product"),
    "unknown-key": ("areas", {"members": "RU;KZ"}, "members"),
    "left-out-key": ("areas", {"members": "RU;TJ"}, "members"),
    "circular-basis": ("areas", {"members": "RU;EAEU"}, "members"),
    "end-before-start": ("events", {"end": "2024-05-13"}, "end"),
    "end-before-start: month": ("events", {"end": "2024-04"}, "end"),
    "end-before-start: benchmark": ("benchmarks", {"end": "2023-12-31"}, "end"),
    "number-in-note: source": ("sources", {"note": "The other page says five times."}, "note"),
    "number-in-note: event": ("events", {"note": "Contracts for $1 billion were signed."}, "note"),
    "number-in-note: benchmark": ("benchmarks", {"note": "Up 3 % on the year before."}, "note"),
}
# What a cell of some form may be, and what is none of it, apart by two spaces.
FORMS: dict[str, tuple[str, str, str]] = {
    "bad-number": (
        "scale",
        "1  100  0.5  999999999999999.123456",
        "1e3  nan  inf  -inf  +1  1,5  1 000  .5  5.  007  ٣  ３  0x1  --1  1_000  1.1234567  "
        f"1000000000000000  {'9' * 400}",
    ),
    "bad-date": (
        "accessed",
        "2024-02-29  2000-01-01  2099-12-31",
        "2023-02-29  2024-00-01  0000-01-01  20240101  2024-W01-1  2024-1-1  1403-13-01  "
        "01.02.2024  2024-01-01T00:00  ٢٠٢٤-٠١-٠١",
    ),
    "bad-date: partial": (
        "published",
        "2024  2024-02  2024-02-29",
        "24  2024-  2024-00  2024-13  2024-02-30  2024-2  2024-02-29T00  April 2025  0000  ٢٠٢٤",
    ),
    "bad-address": (
        "url",
        "http://example.org  https://example.org/a?b=c&d=%20#e  https://президент.рф/новость  "
        "https://example.org:8080/  https://[::1]/  http://localhost:8501/  https://127.0.0.1/  "
        "https://xn--d1abbgf6aiiy.xn--p1ai/  https://उदाहरण.भारत/  https://مثال.إيران/",
        "javascript:alert(1)  JavaScript:alert(1)//http://a.org  data:text/html,x  //a.org  "
        "ftp://a.org  a.org  http://  https:///path  https://?q  https://:80/  http:a  https://.  "
        "https://a.org/b c  https://a.org/\nb  https://a.org/\u200bb  https://a.org:port/  "
        'https://[::1/  https:\\\\a.org  https://a.org/"><b>  HTTPS://EXAMPLE.ORG/  '
        "https://thediplomat.com@evil.example/  https://user:password@example.org/  "
        "https://thediplomat.com⁄path.evil.example/  https://thediplomat.com%40evil.example/  "
        "https://a..b/  https://a.org./  https://.a.org/  https://a_b.org/  https://-a.org/  "
        "https://a-.org/  https://a∕b.org/  https://a。b/  https://[::1%25a]/  https://[v1.a]/  https://[::1]x/",
    ),
}


@pytest.mark.parametrize("name", BROKEN_CLAIMS)
def test_check_tables_broken_claim_is_named_and_left_out(name: str) -> None:
    cells, columns = BROKEN_CLAIMS[name]
    code = name.partition(":")[0]
    assert places(check(cells)) == [(code, 2, column) for column in columns]
    assert kept(cells) == []


@pytest.mark.parametrize("name", BROKEN_TABLES)
def test_check_tables_broken_small_table_names_the_row(name: str) -> None:
    table, cells, column = BROKEN_TABLES[name]
    broken = {**SOUND[table], **cells}
    others = {"areas": (*AREAS, {"area": "TJ", "label": ""}), "products": PRODUCTS}
    rows = (broken, *others.get(table, ()))
    issues = [issue for issue in check(**{table: rows}) if issue.row == next(iter(broken.values()))]
    assert places(tuple(issues)) == [(name.partition(":")[0], 2, column)]


@pytest.mark.parametrize("table", ["areas", "products"])
def test_check_tables_second_row_of_one_name_is_named(table: str) -> None:
    rows = ({**SOUND[table], "label": "Coal"}, {**SOUND[table], "label": "COAL"})
    assert ("duplicate-key", 3, "label") in places(check(**{table: rows}))


@pytest.mark.parametrize(
    ("code", "column", "value", "allowed"),
    [
        ("not-in-vocabulary", "flow", "imports", "import, export, turnover, demand, resource"),
        ("unknown-key", "product", "coal", "keys in products.csv, where coal is not"),
    ],
)
def test_check_tables_issue_says_where_what_and_what_is_allowed(
    code: str, column: str, value: str, allowed: str
) -> None:
    expected = Issue(code, "trade.csv", 2, column, "claim-a", value, allowed)
    assert check({column: value}) == (expected,)


@pytest.mark.parametrize("end", ["", "2024", "2024-05", "2024-05-14", "2025"])
def test_check_tables_event_that_ends_later_or_no_earlier_passes(end: str) -> None:
    assert check(events=({**EVENT, "end": end},), benchmarks=(BENCHMARK,)) == ()


@pytest.mark.parametrize(
    ("column", "cell"),
    [(column, cell) for column, allowed, _ in FORMS.values() for cell in allowed.split("  ")],
)
def test_check_tables_cell_of_the_form_of_its_column_is_allowed(column: str, cell: str) -> None:
    assert check(sources=({**SOURCE, column: cell},)) == ()


@pytest.mark.parametrize(
    ("code", "column", "cell"),
    [
        (name.partition(":")[0], column, cell)
        for name, (column, _, refused) in FORMS.items()
        for cell in refused.split("  ")
    ],
)
def test_check_tables_cell_of_any_other_form_is_refused(code: str, column: str, cell: str) -> None:
    assert places(check(sources=({**SOURCE, column: cell},))) == [(code, 2, column)]


@pytest.mark.parametrize(
    ("claim", "source", "holds"),
    [
        ({"value": "100600", **THOUSANDS, "gloss": "100.6 thousand t"}, {"language": "ru"}, True),
        ({"value": "100.6", **THOUSANDS, "gloss": "100.6 t"}, {"language": "ru"}, False),
        ({"value": "100600000", **VALUE, "gloss": "$100.6 million"}, {"language": "ru"}, False),
        ({"value": "1006000", **TABLE_CELL}, {"language": "ru", "scale": "1000000"}, True),
        ({"value": "1006000", "as_printed": "1.006"}, {"scale": "1000000"}, True),
        ({"value": "1006", "as_printed": "1.006"}, {"scale": "1000000"}, False),
        ({"as_printed": "100"}, {"scale": ""}, True),
    ],
)
def test_check_tables_printed_words_are_read_in_the_source_s_way(
    claim: Cells, source: Cells, holds: bool
) -> None:
    found = places(check(claim, sources=({**SOURCE, **source},)))
    assert found == ([] if holds else [("printed-mismatch", 2, "as_printed")])


def test_check_tables_words_of_a_language_that_is_not_read_are_a_warning_alone() -> None:
    source = {**SOURCE, "language": "kk"}
    (issue,) = check({"as_printed": "жүз тонна", "gloss": "100 tonnes"}, sources=(source,))
    assert (issue.code, issue.severity) == ("unread-words", "warning")


@pytest.mark.parametrize(
    "cells",
    [
        {"as_printed": "a b c d – e f 100 tons"},
        RUSSIAN,
        {
            **RUSSIAN,
            "as_printed": "более 100 тонн",
            "gloss": "over 100 tonnes",
            "qualifier": "over",
        },
        {**GROWTH, "value": "-19", "as_printed": "fell 19 percent"},
        {**RATIO, "value": "0.5", "as_printed": "halved"},
        {**RATIO, "value": "0.2", "as_printed": "fell five times"},
        {"kind": "plan", "end": ""},
        {"kind": "target"},
        UNDATED,
        {**UNDATED, "period_basis": "running", "period": "now"},
        {"start": "2024-01-01", "end": "2024-01-01", "period": "1 January"},
        GROWTH,
        {**GROWTH, **BASE, "base_basis": "inferred"},
        {"status": "doubtful", "note": "Out of line."},
        {**RATIO, "value": "0.5", "as_printed": "more than halved", "qualifier": "under"},
        {**RATIO, "value": "0.5", "as_printed": "nearly halved", "qualifier": "over"},
        {**RATIO, "value": "0.2", "as_printed": "at least five times less", "qualifier": "up-to"},
        {**RATIO, "value": "0.2", "as_printed": "about five times less", "qualifier": "about"},
        {**RATIO, "value": "0.8", "as_printed": "over 0.8 times", "qualifier": "over"},
        {**RATIO, "value": "2", "as_printed": "more than doubled", "qualifier": "over"},
    ],
)
def test_check_tables_allowed_claim_passes(cells: Cells) -> None:
    assert check(cells) == ()


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("Close to $400 million.", "'$400 million'"),
        ("Beside US$ 5 and 1.5 € of it.", "'US$ 5', '1.5 €'"),
        ("First ₽5, then 7 dollars.", "'₽5', '7 dollars'"),
        ("Russia reports 3 to 15 million.", "'15 million'"),
        ("A misprint of 0.95bn.", "'0.95bn'"),
        ("Here 6 t, there 12 tonnes and one ton.", "'6 t', '12 tonnes', 'one ton'"),
        ("19 percent, 19 % or 19%.", "'19 percent', '19 %', '19%'"),
        ("Five times, sixfold or 1.5-fold.", "'Five times', 'sixfold', '1.5-fold'"),
        ("It doubled to half a million.", "'doubled', 'half a million'"),
        ("With $5, $5 and $6.", "'$5', '$6'"),
    ],
)
def test_check_tables_amount_in_a_note_is_named(note: str, found: str) -> None:
    (issue,) = check({"note": note})
    assert (issue.code, issue.severity, issue.value) == ("number-in-note", "warning", note)
    assert issue.allowed == f"words without {found}"


@pytest.mark.parametrize(
    "note",
    [
        "Printed on 23 July 2025; 1403 is 20 March 2024 to 20 March 2025.",
        "The first eight months of solar 1404, a mean of 252 days, HS 2711.",
        "Mean of the daily prices times 521 US gallons a tonne (5.21 for cents), 0.507 kg a litre.",
        "Russia's own exports of that year times 1.1, so it is no second voice.",
        "In millions of US dollars; a share in percent; dollars a tonne; the two countries.",
        "Third among the buyers; one month, called a record; the largest.",
        "Flour to 14 countries by article 5 of resolution 1267.",
    ],
)
def test_check_tables_date_code_count_or_factor_in_a_note_is_allowed(note: str) -> None:
    assert check({"note": note}) == ()
