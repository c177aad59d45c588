"""Citations: how to cite a claim, a chart and the whole data, in the formats of references.

The original source comes first, then where it was found: this data in its version. What is not
known is left out, never guessed. Names stand as printed in every format: they come from cultures
that order and join them differently, so none is turned round or cut to initials.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tradedata.computed.indicators import Indicator
from tradedata.computed.prices import price_words
from tradedata.data.claims import Benchmark, Claim, Source
from tradedata.data.loading import Dataset
from tradedata.data.vocabulary import MEDIA
from tradedata.exports.editions import edition_of, permalink
from tradedata.exports.references.apa import apa
from tradedata.exports.references.bibtex import bibtex
from tradedata.exports.references.csl import csl_json
from tradedata.exports.references.ris import ris
from tradedata.exports.references.work import CHART, UNKNOWN, Work, reference_key


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference, or several with the sources first, in four formats."""

    apa: str
    bibtex: str
    ris: str
    csl: str

    @property
    def formats(self) -> dict[str, str]:
        """The text of each by the format's name."""
        return {"APA": self.apa, "BibTeX": self.bibtex, "RIS": self.ris, "CSL-JSON": self.csl}


def cite_claim(claim: Claim, dataset: Dataset, address: str = "") -> Citation:
    """The source that prints the claim, then this data; ``address`` is that of the page."""
    edition = edition_of(dataset)
    link = permalink(address, claim.id, edition.version)
    version = f"Version {edition.version}, claim {claim.id}"
    found_in = f"In {edition.title} ({version}) [Data set]." + (f" {link}" if link else "")
    speaker = claim.claimant.key if claim.claimant else claim.source.key
    key = reference_key(speaker, (claim.source.published or claim.claimed_on)[:4], claim.id)
    return _cite([_source_work(claim.source, key, claim.locator, found_in)])


def cite_chart(
    title: str, claims: Iterable[Claim | Benchmark], dataset: Dataset, address: str = ""
) -> Citation:
    """Every source of the claims, one reference each, then the chart.

    ``address`` is that of the view, with whatever parameters show the chart.
    """
    edition = edition_of(dataset)
    sources = {claim.source.key: claim.source for claim in claims}
    chart = Work(
        key=f"{edition.name}-{edition.version}-chart",
        medium=CHART,
        title=title,
        authors=edition.contributors,
        published=edition.year,
        address=address,
        genre="Chart",
        found_in=f"In {edition.title} (Version {edition.version}).",
    )
    works = [
        _source_work(source, reference_key(source.key, source.published[:4]))
        for source in sources.values()
    ]
    return _cite([*works, chart])


def cite_number(
    number: Claim | Indicator | Benchmark, dataset: Dataset, address: str = ""
) -> Citation:
    """A claim, a computed number with the sources of its inputs, or a market price.

    ``address`` is that of the page.
    """
    match number:
        case Claim():
            return cite_claim(number, dataset, address)
        case Indicator():
            title = f"{number.label}: {number.words}"
            price = (number.benchmark,) if number.benchmark else ()
            rows: tuple[Claim | Benchmark, ...] = (*number.inputs, *price)
            return cite_chart(title, rows, dataset, permalink(address, number.id))
    title = f"{number.series}, mean of {number.period.describe()}: {price_words(number)}"
    return cite_chart(title, [number], dataset, permalink(address, number.key))


def cite_dataset(dataset: Dataset, address: str = "") -> Citation:
    """The data as a whole, in its version."""
    edition = edition_of(dataset)
    whole = Work(
        key=f"{edition.name}-{edition.version}",
        medium=MEDIA["dataset"],
        title=edition.title,
        authors=edition.contributors,
        published=edition.year,
        address=address,
        version=edition.version,
        genre="Data set",
    )
    return _cite([whole])


def _source_work(source: Source, key: str, part: str = "", found_in: str = "") -> Work:
    address = source.url or source.archived
    return Work(
        key=key,
        medium=MEDIA.get(source.medium, UNKNOWN),
        title=source.title,
        authors=source.authors,
        publisher=source.publisher,
        published=source.published,
        address=address,
        accessed=source.accessed if address else "",
        language=source.language,
        part=part,
        found_in=found_in,
    )


def _cite(works: Sequence[Work]) -> Citation:
    return Citation(
        apa="\n".join(map(apa, works)),
        bibtex="\n\n".join(map(bibtex, works)),
        ris="\n\n".join(map(ris, works)),
        csl=csl_json(works),
    )
