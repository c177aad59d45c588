"""The check of all tables: in which order faults are told, and what is left can be used."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.data.tables import OTHER_SOURCE, SCHEMA, SOURCE, check, make_tables, places
from tradedata.data.checks import check_tables
from tradedata.data.claims import build_claims, build_directory
from tradedata.data.row_checks import ROW_RULES


def test_check_tables_sound_rows_finds_nothing_and_keeps_all() -> None:
    tables = make_tables({}, {"id": "claim-b", "origin": "origin-b"})
    assert check_tables(tables) == (tables, ())


def test_check_tables_several_faults_are_all_reported_in_order() -> None:
    issues = check(
        {"flow": "x", "value": "y", "note": "", "status": "doubtful"},
        {"id": "claim-b", "origin": "origin-b"},
        {"id": "claim-c", "unit": "USD", "reporter": "XX", "as_printed": "$100"},
        sources=({**SOURCE, "url": "ftp://a.org"}, {**OTHER_SOURCE, "seen": "no"}),
    )
    assert [(issue.place, issue.column) for issue in issues] == [
        ("trade.csv:2", "flow"),
        ("trade.csv:2", "value"),
        ("trade.csv:2", "source"),
        ("trade.csv:2", "note"),
        ("trade.csv:3", "source"),
        ("trade.csv:4", "reporter"),
        ("trade.csv:4", "unit"),
        ("trade.csv:4", "source"),
        ("sources.csv:2", "url"),
        ("sources.csv:3", "seen"),
    ]


def test_check_tables_fault_in_a_cell_silences_the_rules_that_read_it() -> None:
    assert places(check({"start": "2025-99-01", "kind": "goal", "measure": "weight"})) == [
        ("not-in-vocabulary", 2, "measure"),
        ("bad-date", 2, "start"),
        ("not-in-vocabulary", 2, "kind"),
    ]


def test_check_tables_row_without_a_key_is_none_that_blank_cells_point_to() -> None:
    found = places(check({}, {"id": "", "origin": "origin-b", "flow": "turnover"}))
    assert found == [("missing-value", 3, "id")]


def test_check_tables_trims_cells_before_it_judges_them() -> None:
    sound, issues = check_tables(make_tables({"value": " 100 ", "start": "\u00a02024-01-01"}))
    assert issues == ()
    assert (sound["trade"].rows[0]["value"], sound["trade"].rows[0]["start"]) == (
        "100",
        "2024-01-01",
    )


def test_check_tables_rules_read_columns_of_the_schema() -> None:
    read = {
        (name, column) for name, rules in ROW_RULES.items() for rule in rules for column in rule[0]
    }
    assert read <= {
        (table.name, column) for table in SCHEMA.tables.values() for column in table.header
    }


def test_check_tables_every_note_of_the_schema_is_read() -> None:
    with_notes = {table.name for table in SCHEMA.tables.values() if "note" in table.header}
    read = {name for name, rules in ROW_RULES.items() if any(c == ("note",) for c, _ in rules)}
    assert read == with_notes


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "100", "claim-a", "claim-b", "claim-a;claim-b", "2024-01-01", "2023-12-31", "2024"]
        + [word for field in SCHEMA.tables["trade"].fields for word in field.labels]
    ),
)
CHANGES = st.dictionaries(st.sampled_from(SCHEMA.tables["trade"].header), CELLS, max_size=6)
SOURCE_CHANGES = st.dictionaries(
    st.sampled_from(SCHEMA.tables["sources"].header), CELLS, max_size=3
)


@given(
    trade=st.lists(CHANGES, min_size=1, max_size=4),
    sources=st.lists(SOURCE_CHANGES, min_size=1, max_size=2),
)
def test_check_tables_whatever_the_cells_hold_sound_rows_can_be_used(
    trade: list[dict[str, str]], sources: list[dict[str, str]]
) -> None:
    tables = make_tables(*trade, sources=tuple({**SOURCE, **cells} for cells in sources))
    sound, issues = check_tables(tables)
    at_fault = {(issue.file, issue.line) for issue in issues if issue.severity == "error"}
    for name, table in tables.items():
        lines = {row.line for row in table.rows}
        faulty = {line for line in lines if (table.schema.file, line) in at_fault}
        assert {row.line for row in sound[name].rows} == lines - faulty
    again, left = check_tables(sound)
    assert again == sound
    assert all(issue.severity == "warning" for issue in left)
    small = build_directory({}, sound)
    assert len(build_claims(sound["trade"].rows, small)) == len(sound["trade"].rows)
