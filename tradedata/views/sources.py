"""Sources and method: who printed the numbers in view, what was rejected, and by which rules.

Owns the lines of those lists. The rules themselves stand where they are applied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tradedata.compare.comparison import THRESHOLDS_IN_WORDS
from tradedata.compare.dependence import DEPENDENCE_IN_WORDS
from tradedata.computed.corroboration import NEARNESS_IN_WORDS
from tradedata.data.issues import Issue
from tradedata.data.periods import partial_date_words
from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.data.schema import TableSchema
from tradedata.views.recency import LATEST_IN_WORDS
from tradedata.views.view import View
from tradedata.words.claims import number_words, source_words
from tradedata.words.text import Text, counted, joined, say

METHOD = (
    "A number is never shown without its source, and never changed: what was learned later is "
    "another claim.",
    "Numbers that contradict each other are shown side by side, never averaged. How far apart "
    "they are is stated only where they can be compared, or where one source sets them side by "
    "side without a year for either.",
    "What is computed shows its formula and inputs, and is no more exact than they are.",
    "What a source does not say stays blank. A period that is worked out is marked inferred.",
    "Dollars are current US dollars: not adjusted for inflation.",
    LATEST_IN_WORDS,
    THRESHOLDS_IN_WORDS,
    NEARNESS_IN_WORDS,
    DEPENDENCE_IN_WORDS,
)
SOURCE_COLUMNS = (
    *("Source", "By", "Published", "Claims", "Claims in view"),
    *("Kind", "Terms", "What it adds"),
)
ISSUES = "Rows left out, and remarks on others"
CODEBOOK_COLUMNS = ("Column", "Meaning", "Words allowed")


def source_rows(view: View) -> tuple[Mapping[str, object], ...]:
    """Every source of the data, with how many claims it holds, in view and in all."""
    label = view.dataset.schema.label
    everywhere = Counter(claim.source.key for claim in view.dataset.claims)
    in_view = Counter(claim.source.key for claim in view.claims)
    return tuple(
        {
            "Source": source.quoted_title,
            "By": joined(", ", filter(None, (*source.authors, source.publisher))),
            "Published": partial_date_words(source.published) if source.published else "no date",
            "Claims": everywhere[source.key],
            "Claims in view": in_view[source.key],
            "Kind": label("sources", "collection", source.collection),
            "Terms": label("sources", "reuse", source.reuse),
            "What it adds": source.note,
        }
        for source in view.dataset.directory.sources.values()
    )


def rejected_words(view: View) -> tuple[Text, ...]:
    """What was seen and set aside, in view or not, and why."""
    return tuple(
        say(
            "{}, printed as ‘{}’, {}: {}",
            number_words(claim),
            claim.quoted,
            source_words(claim.source),
            claim.note,
        )
        for claim in view.dataset.claims
        if claim.is_rejected
    )


def left_out_words(issues: Sequence[Issue]) -> Text:
    """How many rows the issues leave out, as a heading above them; blank without any issue."""
    rows = {(issue.file, issue.line) for issue in issues if issue.severity == "error"}
    if not rows:
        return say("Notes on the data" if issues else "")
    are = "is" if len(rows) == 1 else "are"
    return say("{} of the data {} left out", counted(len(rows), "row"), are)


def codebook_rows(table: TableSchema) -> tuple[Mapping[str, object], ...]:
    """What every column of a table means."""
    return tuple(
        {
            "Column": field.name,
            "Meaning": Quoted(field.description, OUR_LANGUAGE),
            "Words allowed": ", ".join(field.labels),
        }
        for field in table.fields
    )
