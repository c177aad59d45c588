"""Parts: what is stated of products beside the totals for the same days, a sentence a period.

Owns the words of these sentences and the finding in them. Adds nothing up and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tradedata.computed.indicators import Indicator
from tradedata.computed.levels import Level
from tradedata.computed.parts import PartsCheck
from tradedata.data.claims import Claim
from tradedata.data.periods import Period
from tradedata.data.reserved import PARTS
from tradedata.data.vocabulary import FLOWS
from tradedata.views.axes import axis_of
from tradedata.views.charts import ARITHMETIC, Chart, Mark
from tradedata.views.marks import claim_mark, indicator_mark
from tradedata.words.claims import mention_words, number_words
from tradedata.words.text import Text, capitalised, count, joined, list_words, say, sentence

METHOD = (
    "One number a product and direction: the least of several statements, one that is implied only "
    "where none is stated, and never a product beside another that counts it."
)


def parts_chart(checks: Sequence[PartsCheck]) -> Chart:
    """The checks, of which there is at least one; latest first."""
    units = dict.fromkeys(check.parts[0].claim.unit for check in checks)
    return Chart(
        slug=PARTS,
        title=_finding(checks),
        subtitle=say(
            "What is stated of products in {}, added up beside each total for the same days. It is "
            "a floor: no total should be less.",
            list_words([axis_of(unit).words for unit in units]),
        ),
        panels=(),
        alone=tuple(map(_check_words, checks)),
        named=tuple(mark for check in checks for mark in _marks(check)),
        notes=(*_notes(checks), METHOD, *_star_notes(checks)),
    )


def _finding(checks: Sequence[PartsCheck]) -> Text:
    """What the latest parts come to, and which totals are less than theirs."""
    latest = checks[0]
    words = say(
        "{} alone came to {} of what was stated for {}",
        capitalised(list_words([_part_number(level) for level in latest.parts])),
        _range([_starred(share.words, share.inputs) for share in latest.shares]),
        latest.period.span,
    )
    exceeded = [(share, check) for check in checks for share in check.exceeded]
    if not exceeded:
        return say("{}.", words)
    (share, check), *others = exceeded
    total = share.inputs[-1]
    return say(
        "{}; {} ({}) for {} is less than its parts, {}{}.",
        words,
        number_words(total),
        mention_words(total),
        total.period.span,
        check.sum.words if check.sum else check.parts[0].number,
        say(", as {} {} more", "are" if others[1:] else "is", count(len(others))) if others else "",
    )


def _range(words: Sequence[str]) -> Text:
    """From the share of the highest total to that of the lowest."""
    return say("{}", words[0]) if len(words) == 1 else say("{} to {}", words[0], words[-1])


def _check_words(check: PartsCheck) -> Text:
    together = say(", together {}", check.sum.words) if check.sum else ""
    return say(
        "{}: {}{}. That is {}.",
        check.period.span,
        list_words([_part_words(level, check.period) for level in check.parts]),
        together,
        list_words([_share_words(share, share in check.exceeded) for share in check.shares]),
    )


def _part_words(level: Level, period: Period) -> Text:
    claim = level.claim
    days = claim.period.name if not claim.period.same_days(period) else ""
    who = joined(", ", filter(None, (claim.short_speaker, days)))
    return say("{} ({})", _part_number(level), who)


def _part_number(level: Level) -> Text:
    return say("{} {}", level.claim.product.noun, level.number)


def _share_words(share: Indicator, is_exceeded: bool) -> Text:
    total = share.inputs[-1]
    less = ": less than its parts" if is_exceeded else ""
    number = _starred(number_words(total), [total])
    return say("{} of {} ({}{})", share.words, number, _whose(total), less)


def _starred(words: str, claims: Iterable[Claim]) -> Text:
    """The words, marked as a chart marks what is or rests on but arithmetic on others."""
    return say("{}{}", words, ARITHMETIC.glyph if any(c.is_arithmetic for c in claims) else "")


def _whose(total: Claim) -> Text:
    if not total.is_goods:
        return say("{}", total.short_speaker)
    return say("{}, {} of {}", total.short_speaker, FLOWS[total.flow].noun, total.reporter.label)


def _marks(check: PartsCheck) -> Iterable[Mark]:
    yield from map(indicator_mark, (*filter(None, [check.sum]), *check.shares))
    for level in check.parts:
        yield indicator_mark(level.implied) if level.implied else claim_mark(level.claim)
    yield from (claim_mark(share.inputs[-1]) for share in check.shares)


def _notes(checks: Iterable[PartsCheck]) -> Iterable[str]:
    """What is to know of the parts and totals, once for each period."""
    for check in checks:
        notes = dict.fromkeys(note for share in check.shares for note in share.notes)
        yield say("{}: {}", check.period.span, joined(" ", notes))


def _star_notes(checks: Iterable[PartsCheck]) -> list[Text]:
    claims = (claim for check in checks for share in check.shares for claim in share.inputs)
    is_starred = any(claim.is_arithmetic for claim in claims)
    return [sentence(f"{ARITHMETIC.glyph} {ARITHMETIC.label}")] if is_starred else []
