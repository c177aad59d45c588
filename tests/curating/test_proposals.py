"""Proposals: which numbers of an article are proposed, and what is guessed of their rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tools.reading import measured
from tradedata.curating.articles import Article, Paragraph, read_article
from tradedata.curating.proposals import Proposal, Reading, read_claims
from tradedata.data.claims import Claim
from tradedata.data.loading import Dataset

MINISTRY = "commerce-ministry-kabul"
# Trade in the languages of the cues; of the others the names of the two areas are enough.
OPENING = {
    "en": "The trade of Russia with Afghanistan: {}.",
    "ru": "Товарооборот России с Афганистаном: {}.",
    "fa": "تجارت روسیه با افغانستان: {}.",
    "ar": "تجارة روسيا مع أفغانستان: {}.",
}


def read(shipped: Dataset, *texts: str, language: str = "en", source: str = "") -> Reading:
    """What is found in these paragraphs, after one that names both areas."""
    named = (
        "Russia and Afghanistan." if language == "en" else "Россия, Афганистан, روسیه افغانستان."
    )
    paragraphs = [Paragraph(text, f"paragraph {n}") for n, text in enumerate((named, *texts))]
    return read_claims(Article(tuple(paragraphs), language), shipped, source)


def only(reading: Reading) -> Proposal:
    """The one proposal."""
    (proposal,) = reading.proposals
    return proposal


def held_by(reading: Reading, claim: Claim) -> bool:
    """Whether a claim's number is proposed, in its unit and with its hedge."""
    family = claim.unit.partition("/")[0]
    return any(
        (abs(claim.value), claim.qualifier) == (abs(Decimal(row["value"])), row["qualifier"])
        and row["unit"].partition("/")[0] == family
        for row in (proposal.cells for proposal in reading.proposals)
    )


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 trade talks were held on 15 May, 12 people took part.",
        "Call +7 495 123-45-67 about trade.",
        "He is 54 years old and trades since 1999.",
        "The army lost 5 percent of its men.",
        "Donors sent aid of $5 million to Afghanistan while trade stood still.",
        "Trade with Kazakhstan came to $1 billion.",
        "It was one of the largest buyers of flour.",
        "Pakistani exports to Afghanistan rose by 52 percent, to $753 million.",
        "Afghanistan imported 5,000 tons of flour from Pakistan.",
        "Kazakhstan had a record harvest. It is ready to export 12 million tons.",
        "Afghanistan's own wheat production rose by 10 percent, to 4 million tons.",
        "Its harvest of wheat came to 4 million tons.",
    ],
)
def test_read_claims_numbers_that_are_no_trade_claims_are_left_out(
    text: str, shipped: Dataset
) -> None:
    reading = read(shipped, text)
    assert (reading.proposals, reading.unread) == ((), ())


def test_read_claims_article_that_does_not_name_both_areas_has_none(shipped: Dataset) -> None:
    article = read_article(b"Russia exported wheat worth $5 million.", "a")
    assert (read_claims(article, shipped).unnamed, read_claims(article, shipped).proposals) == (
        *(("Afghanistan",), ()),
    )


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "Afghanistan imported over 275,000 tons of LPG from Russia in January and June 2024.",
            "AF import RU lpg quantity 275000 t over 2024-01-01 2024-06-30 stated reported",
        ),
        (
            "Exports of flour to Afghanistan fell by 5% in the first quarter of 2024.",
            "RU export AF wheat-flour growth -5 percent none 2024-01-01 2024-03-31 stated reported",
        ),
        (
            "The share of gas in exports to Russia was 5% in the first eight months of 2024.",
            "AF export RU all-goods share 5 percent none 2024-01-01 2024-08-31 stated reported",
        ),
        (
            "They have plans to increase trade to $3 million by 2030.",
            "RU turnover AF all-goods value 3000000 USD none 2030-01-01 2030-12-31 stated target",
        ),
        (
            "An estimated annual demand of 700,000 tons of LPG is met in part.",
            "AF demand - lpg quantity 700000 t/year none - - unstated estimate",
        ),
        (
            "LPG exports were at $480 per ton, and are now known.",
            "RU export AF lpg price 480 USD/t none - - running reported",
        ),
        (
            "Trade doubled after May 15, 2024 and since 2021, compared with 2023.",
            "RU turnover AF all-goods ratio 2 times none - - unstated reported",
        ),
        (
            "In solar year 1403 trade was $5 million, but last year is not known.",
            "RU turnover AF all-goods value 5000000 USD none 2024-03-20 2025-03-20 stated reported",
        ),
        (
            "Exports of LPG to Central Asia came to 5,000 tons.",
            "RU export CENTRAL-ASIA lpg quantity 5000 t none - - unstated reported",
        ),
        (
            "Through Iran 5,000 tons of diesel were delivered to Afghanistan.",
            "RU export AF diesel quantity 5000 t none - - unstated reported",
        ),
        (
            "Russia is delivering two million tons of wheat to Afghanistan.",
            "RU export AF wheat quantity 2000000 t none - - unstated reported",
        ),
        (
            "Wheat: 5,000 tons.",
            "- - - wheat quantity 5000 t none - - unstated reported",
        ),
    ],
)
def test_read_claims_guesses_a_row_from_the_words_around_the_number(
    text: str, cells: str, shipped: Dataset
) -> None:
    found = only(read(shipped, text)).cells
    what = ("reporter", "flow", "partner", "product", "measure", "value", "unit", "qualifier")
    when = ("start", "end", "period_basis", "kind")
    assert " ".join(found[name] or "-" for name in (*what, *when)) == cells


@pytest.mark.parametrize(
    ("texts", "basis", "start"),
    [
        (("Trade grew in 2023. It was $5 million.",), "unstated", ""),
        (("Trade was $5 million last year.",), "relative", "2024-01-01"),
        (("Trade was $5 million in the first half of this year.",), "relative", "2025-01-01"),
        (("Trade of this solar year was $5 million.",), "relative", ""),
        (("In 1403 it had a trade of $5 million.",), "unstated", ""),
        (("Compared to last year, trade was $5 million.",), "unstated", ""),
        (("Trade in the months of 2024 was $5 million.",), "stated", "2024-01-01"),
        (("Trade in the 13 months of 2024 was $5 million.",), "stated", "2024-01-01"),
        (("In March talks began. Later in 2024 trade was $5 million.",), "stated", "2024-01-01"),
        (("The month of talks, but trade of 2024 was $5 million.",), "stated", "2024-01-01"),
        (("In June talks began, and trade of 2024 was $5 million.",), "stated", "2024-01-01"),
    ],
)
def test_read_claims_period_says_how_it_is_known(
    texts: tuple[str, ...], basis: str, start: str, shipped: Dataset
) -> None:
    cells = only(read(shipped, *texts, source="diplomat")).cells
    assert (cells["period_basis"], cells["start"]) == (basis, start)


def test_read_claims_base_is_what_the_sentence_compares_with(shipped: Dataset) -> None:
    cells = only(read(shipped, "Trade is five times higher than the volume in 2021.")).cells
    told = [cells[name] for name in ("base_start", "base_end", "base_basis", "of", "start")]
    assert told == ["2021-01-01", "2021-12-31", "stated", "value", ""]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In 2024 imports of Russian flour were $5 million, double the 2023 level.", "en"),
        ("در سال ۲۰۲۴ واردات آرد ۵ میلیون دلار بود که دو برابر سال ۲۰۲۳ است.", "fa"),
    ],
)
def test_read_claims_year_behind_a_multiple_is_what_it_compares_with(
    text: str, language: str, shipped: Dataset
) -> None:
    told = {
        proposal.cells["unit"]: [proposal.cells[name] for name in ("period", "base_start")]
        for proposal in read(shipped, text, language=language).proposals
    }
    assert told == {"USD": ["2024", ""], "times": ["2024", "2023-01-01"]}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("روسیه در ۱۱ ماهه سال ۲۰۲۵ پنج هزار تن گندم به افغانستان صادر کرد.", "Jan-Nov 2025"),
        ("صادرات گندم به افغانستان از اواسط سال ۲۰۲۱ پنج هزار تن بود.", ""),
    ],
)
def test_read_claims_persian_months_and_since_are_read(
    text: str, period: str, shipped: Dataset
) -> None:
    assert only(read(shipped, text, language="fa")).cells["period"] == period


def test_read_claims_pace_may_stand_behind_a_stroke(shipped: Dataset) -> None:
    text = "Спрос Афганистана на бензин: 6 тыс. т/год."
    assert only(read(shipped, text, language="ru")).cells["unit"] == "t/year"


def test_read_claims_rank_of_one_among_others_is_listed_as_not_whole(shipped: Dataset) -> None:
    text = "افغانستان یکی از بزرگترین خریداران گندم روسیه است."
    reading = read(shipped, text, language="fa")
    assert (reading.proposals, [each.obstacle for each in reading.unread]) == ((), ["یکی از"])
    digits = "Афганистан не из первых: в экспорте России он занял 106-е место."
    assert only(read(shipped, digits, language="ru")).cells["value"] == "106"


def test_read_claims_change_of_a_quantity_is_of_a_quantity(shipped: Dataset) -> None:
    reading = read(shipped, "Exports of LPG rose. They grew by 52 percent, to 71,000 tons.")
    assert [proposal.cells["of"] for proposal in reading.proposals] == ["quantity", ""]


@pytest.mark.parametrize(
    ("texts", "speaker", "near"),
    [
        (("Alexei Overchuk said that trade was $5 million.",), "overchuk", ""),
        (("The Afghan ministry of commerce said it was $5 million in trade.",), MINISTRY, ""),
        (("وزارت صنعت و تجارت گفت تجارت ۵ میلیون دالر بود.",), MINISTRY, ""),
        (("Khabibullin said that trade was $5 million.",), "russian-business-center", ""),
        (("Overchuk spoke. Trade was $5 million.",), "", "overchuk"),
        (("Overchuk spoke.", "Trade was $5 million."), "", "overchuk"),
        (("Trade was $5 million.", "Overchuk spoke."), "", ""),
    ],
)
def test_read_claims_speaker_is_one_of_the_sentence_and_another_is_a_hint(
    texts: tuple[str, ...], speaker: str, near: str, shipped: Dataset
) -> None:
    language = "en" if texts[0].isascii() else "fa"
    proposal = only(read(shipped, *texts, language=language))
    assert (proposal.cells["claimant"], proposal.speaker_near) == (speaker, near)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Trade grew in 2023. It was $5 million.", "2023"),
        ("Trade grew. It was $5 million.", ""),
        ("Trade grew in 2023. It was $5 million in 2024.", ""),
        (
            "In January and February 2024 it rose. An annual demand of 7 tons is met.",
            "Jan-Feb 2024",
        ),
    ],
)
def test_read_claims_period_of_another_sentence_is_a_hint(
    text: str, near: str, shipped: Dataset
) -> None:
    proposal = only(read(shipped, text))
    assert proposal.period_near == near
    assert proposal.cells["start"] == ("" if near else proposal.cells["start"])


def test_read_claims_same_number_again_is_one_proposal_as_it_is_stated_best(
    shipped: Dataset,
) -> None:
    texts = ("Trade was $5 million.", "In 2024 trade was about $5 million.", "Trade: $5 million.")
    proposal = only(read(shipped, *texts))
    assert (proposal.cells["period"], proposal.cells["locator"]) == ("2024", "paragraph 2")
    assert sorted(proposal.again) == ["paragraph 1", "paragraph 3"]


def test_read_claims_marks_the_printed_words_with_their_hedge_in_the_sentence(
    shipped: Dataset,
) -> None:
    proposal = only(read(shipped, "No. It met U.S. needs. Trade was about $5 million. And so on."))
    assert proposal.sentence == "Trade was about $5 million."
    assert proposal.sentence[proposal.marked] == proposal.cells["as_printed"] == "about $5 million"


def test_read_claims_number_beside_an_unknown_word_is_named_with_it(shipped: Dataset) -> None:
    beside = read(shipped, "Exports and $172 million pertains to trade.")
    assert [each.beside for each in beside.proposals] == ["pertains"]
    ranging = read(shipped, "Trade of 2 to 3 million tons.")
    assert (ranging.proposals, [each.obstacle for each in ranging.unread]) == (
        *((), ["2 to 3 million tons"]),
    )


def test_read_claims_source_is_told_by_its_title(shipped: Dataset) -> None:
    title = shipped.directory.sources["diplomat"].title
    (told, other) = (read(shipped, title), read(shipped, title, source="ipsc"))
    assert (told.source and told.source.key, other.source and other.source.key) == (
        *("diplomat", "ipsc"),
    )


def test_read_claims_russian_and_persian_are_read_as_english_is(shipped: Dataset) -> None:
    russian = "В 2023 году экспорт муки из России в Афганистан составил около 5 тыс. тонн."
    bought = "В 2023 году Кабул купил у России 6 тыс. тонн муки."
    persian = "در سال ۱۴۰۳ واردات آرد افغانستان از روسیه حدود ۵ هزار تن بود."
    found = [
        only(read(shipped, text, language=language)).cells
        for text, language in ((russian, "ru"), (bought, "ru"), (persian, "fa"))
    ]
    columns = ("reporter", "flow", "partner", "product", "value", "qualifier", "period")
    assert [[cells[name] for name in columns] for cells in found] == [
        ["RU", "export", "AF", "wheat-flour", "5000", "about", "2023"],
        ["AF", "import", "RU", "wheat-flour", "6000", "none", "2023"],
        ["AF", "import", "RU", "wheat-flour", "5000", "about", "solar year 1403"],
    ]


def test_read_claims_other_collection_is_read_by_its_own_names(
    shipped: Dataset, another: Dataset
) -> None:
    article = read_article(b"Exports of Georgia to Armenia were $5 million in 2024.", "a")
    cells = only(read_claims(article, another)).cells
    assert (cells["reporter"], cells["partner"], cells["period"]) == ("GE", "AM", "2024")
    assert read_claims(article, shipped).unnamed == ("Afghanistan", "Russia")


def test_measured_counts_each_number_once_a_text(shipped: Dataset, tmp_path: Path) -> None:
    text = "Trade of Russia with Afghanistan was $5 million. It was $5 million. It was $6 million."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    lines = ["set,file,address,language,value,unit"]
    lines += [f"seen,a.txt,a,en,{value},USD" for value in ("5000000", "7000000")]
    lines.append("seen,lost.txt,lost,en,8000000,USD")
    (tmp_path / "expected.csv").write_text("\n".join(lines), encoding="utf-8")
    assert list(measured(tmp_path, tmp_path / "expected.csv", shipped))[2:] == [
        "| seen | a | en | 2 | 1 | 1 |",
        "| seen | lost | en | no text | | |",
        "| **seen** | **precision 50%, recall 50%** | | 2 | 1 | 1 |",
    ]


@pytest.mark.whole
def test_read_claims_printed_words_of_every_claim_are_proposed_as_the_data_have_them(
    shipped: Dataset,
) -> None:
    claims = [each for each in shipped.claims if each.source.collection != "statistics"]
    missed = []
    for claim in claims:
        language = claim.source.language
        text = OPENING.get(language, "Russia, Afghanistan, trade: {}.").format(
            claim.as_printed.replace("[…] ", "")
        )
        article = Article((Paragraph(text, "paragraph 1"),), language)
        if not held_by(read_claims(article, shipped), claim):
            missed.append(claim.as_printed)
    assert missed == []
