"""Parameters: what an address may ask for, what it gets, and what is said of the rest.

Owns the names, allowed values and defaults of every parameter, and the one way in which a view is
written as an address. What is not ours never leaves this module.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import parse_qs, urlencode

from tradedata.compare.comparison import series_key
from tradedata.compare.statements import statements
from tradedata.data.claims import Claim
from tradedata.data.loading import Dataset
from tradedata.data.quoting import OUR_LANGUAGE, Quoted
from tradedata.data.reserved import OTHERS, PANELS
from tradedata.views.notices import Notice, earlier_values, notice_of, unknown_page
from tradedata.views.pages import (
    MOST_READ,
    PAGES,
    Page,
    page_holding,
    page_named,
    page_of_chart,
    readings_of,
)
from tradedata.views.selection import (
    ALL_SOURCES,
    SOURCES,
    Selection,
    side_words,
    sides_of,
    years_of,
)
from tradedata.views.view import View, Views
from tradedata.words.claims import number_words, period_words
from tradedata.words.folding import fold
from tradedata.words.text import Text, capitalised, count, list_words, say
from tradedata.words.years import year_words

CLAIM, COMPARE, SEARCH, PRODUCT, OPEN = "claim", "compare", "q", "product", "open"
CHART, VERSION, CORRECT = "chart", "version", "correct"
FILTERS = ("view", "side", "from", "to")
NAMES = (
    *(*FILTERS, "since", "lines", "events", "baseline"),
    *(PRODUCT, SEARCH, OPEN, CHART, COMPARE, CLAIM, CORRECT, VERSION),
)
ALL_PRODUCTS = "All products"
FROM_FINDING = "The totals named at the top of the page"
MOST_CHARACTERS = 200
_TRACKERS = frozenset(
    (
        *("_ga", "_gl", "_openstat", "dclid", "epik", "etext", "fb_action_ids", "fbclid"),
        *("from_source", "gbraid", "gclid", "gclsrc", "igsh", "igshid", "li_fat_id", "mc_cid"),
        *("embed", "embed_options"),  # Streamlit's own
        *("mc_eid", "mibextid", "mkt_tok", "msclkid", "rb_clickid", "ref_src", "ref_url", "s_cid"),
        *("si", "srsltid", "ttclid", "twclid", "vero_id", "wbraid", "yclid", "ymclid", "ysclid"),
    )
)
_TRACKER_FAMILIES = ("utm_", "_hs", "gad_", "hsa_", "mtm_", "pk_", "piwik_")
_MOST_NOTICES = 8
_MOST_ALLOWED = 9

_log = logging.getLogger(__name__)

Form = Literal["pills", "switch", "list"]
Query = Mapping[str, Sequence[str]]
Values = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A control of the page: its name in the address, the words that it takes, with labels.

    Without ``options`` it takes any text of MOST_CHARACTERS. ``many``: several words at once;
    ``none_is_all``: to choose them all is to choose none. ``form`` says how it is laid out.
    ``aliases`` are other names of its words, folded.
    """

    name: str
    label: str
    options: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    many: bool = False
    none_is_all: bool = False
    form: Form = "pills"
    aliases: Mapping[str, str] = field(default_factory=dict)

    @property
    def allowed(self) -> Text:
        """What it takes, in words: of many words the first, the last and how many there are."""
        words = [Quoted(word, OUR_LANGUAGE) for word in self.options if word]
        if len(words) <= _MOST_ALLOWED:
            return list_words(words) if words else Text(("nothing in this view",))
        return say("{} values from {} to {}", count(len(words)), words[0], words[-1])

    def taken(self, value: str) -> str | None:
        """The value as the control takes it; None if it does not."""
        return _known(value, self.options) if self.options else value[:MOST_CHARACTERS]

    def meant(self, value: str) -> str | None:
        """The word of which the value is another name; None if it is none."""
        return self.aliases.get(fold(value[:MOST_CHARACTERS]))

    def chosen(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words that it takes, of which the last counts, as an address has them.

        Several stand in the control's order; a default is not there.
        """
        found = tuple(filter(words.__contains__, self.options) if self.many else words[-1:])
        is_all = self.none_is_all and len(found) == len(self.options)
        return () if is_all or found == (self.default,) else found

    def name_of(self, value: str) -> str:
        """What the reader sees for a value."""
        return self.options.get(value, value)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address gets: its page and view, controls with their values, what is of no use.

    ``values`` hold neither a default nor anything that a control does not take. ``readings`` are
    other names that were read as words of ours.
    """

    page: Page
    view: View
    controls: Mapping[str, Parameter]
    values: Mapping[str, tuple[str, ...]]
    notices: tuple[Notice, ...]
    readings: tuple[Notice, ...] = ()

    def many(self, name: str) -> tuple[str, ...]:
        """The values of a control that takes several."""
        return self.values.get(name, ())

    def one(self, name: str) -> str:
        """The value of a parameter, its default where the address has none."""
        default = self.controls[name].default if name in self.controls else ""
        return self.values[name][-1] if name in self.values else default

    @property
    def compared(self) -> tuple[str, str]:
        """The ids of the two claims to set side by side; a blank for one that is not chosen."""
        first, _, second = self.one(COMPARE).partition(",")
        return first, second

    def query(self, **changes: str) -> str:
        """The part of an address after '?' that shows the same, with changes; a blank drops one."""
        values = {**self.values, **{name: (value,) for name, value in changes.items()}}
        kept = {name: values[name] for name in NAMES if any(values.get(name, ()))}
        return urlencode(kept, doseq=True, safe=",")

    @property
    def place(self) -> str:
        """The path and the query that show the same: 'claims?view=articles'."""
        query = self.query()
        return f"{self.page.slug}?{query}" if query else self.page.slug

    def filtered(self, place: str) -> str:
        """The place ('products?product=lpg') as these filters leave it."""
        path, _, query = place.partition("?")
        filters = {name: self.values[name] for name in FILTERS if name in self.values}
        query = urlencode(filters | parse_qs(query), doseq=True)
        return f"{path}?{query}" if query else path


def read_address(query: Query | str, views: Views, page: Page = PAGES[0]) -> Asked:
    """What an address gets, whatever it holds: parameters of a page, or the whole in one string."""
    strange_page = ""
    if isinstance(query, str):
        path, query = _split(query)
        page = page_named(_last(path)) or page
        strange_page = "" if "//" in path or page_named(_last(path)) else _last(path)
    # An address copied from HTML still has '&amp;' between its parameters.
    given = {name.removeprefix("amp;"): values for name, values in query.items()}
    values: Values = {}
    notices: list[Notice] = [unknown_page(strange_page)] if strange_page else []
    readings: list[Notice] = []
    filters = views.whole.keep(_filters)
    _read(given, filters, values, notices, readings)
    first, last = (int(values[name][0]) if name in values else None for name in ("from", "to"))
    if first and last and last < first:
        years = f"{last}, before from={first}"
        notices.append(notice_of("to", [years], "a year not before ‘from’"))
        del values["to"]
        last = None
    (name,) = values.get("view", (ALL_SOURCES,))
    view = views.of(Selection(name, values.get("side", ()), first, last))
    controls = (*filters, *controls_of(view, given))
    _read(given, controls[len(filters) :], values, notices, readings)
    for name, known, allowed in (
        (CLAIM, _known_card, "the id at the end of a number’s card"),
        (COMPARE, _known_pair, "the ids of two claims with a comma between"),
        (CORRECT, _known_claim, "the id of a claim, which is not computed"),
    ):
        *_, asked = ("", *given.get(name, ()))
        notices += earlier_values(name, given.get(name, ()))
        found, is_whole = known(asked, view.whole)
        if found:
            values[name] = (found,)
        if asked and not is_whole:
            notices.append(notice_of(name, [asked], allowed))
    shown = views.whole.dataset.version
    if any(_known(version, {shown: ""}) is None for version in given.get(VERSION, ())):
        allowed = f"{shown}, the data shown here; a card tells the changes to its row"
        notices.append(notice_of(VERSION, given[VERSION], allowed))
    strange = [name for name in given if name not in NAMES and not _is_tracker(name)]
    # The names are told once, with the last that is shown.
    last_shown = strange[: max(1, _MOST_NOTICES - len(notices))][-1:]
    notices += [notice_of(n, allowed=", ".join(NAMES) if n in last_shown else "") for n in strange]
    if more := notices[_MOST_NOTICES:]:
        notices[_MOST_NOTICES:] = [Notice("", say("and {} more", count(len(more))))]
    by_name = {parameter.name: parameter for parameter in controls}
    page = page_holding(values, page)
    if place := page_of_chart(next(iter(values.get(CHART, ())), ""), views.dataset):
        page, product = place
        values |= {PRODUCT: (product,)} if product else {}
    return Asked(page, view, by_name, values, tuple(notices), tuple(readings[:_MOST_NOTICES]))


def filters_of(dataset: Dataset) -> tuple[Parameter, ...]:
    """The controls that every page obeys."""
    sides = {side: capitalised(side_words(side, dataset)) for side in sides_of(dataset.claims)}
    spans = [years for years in map(years_of, dataset.claims) if years] or [(1, 0)]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    years = {str(year): str(year) for year in range(first, last + 1)}
    return (
        Parameter("view", "Sources", SOURCES, ALL_SOURCES, form="switch"),
        Parameter(
            *("side", "Speakers (none chosen: all)", sides),
            many=True,
            none_is_all=True,
            aliases=_sides_by_name(dataset, sides),
        ),
        Parameter("from", "From", {"": "The first year", **years}, form="list"),
        Parameter("to", "To", {"": "The last year", **years}, form="list"),
    )


def _split(address: str) -> tuple[str, Query]:
    """The path and the parameters of 'view=articles', '/claims?view=articles' or a whole link."""
    address = address.partition("#")[0]
    path, mark, query = address.partition("?")
    is_path = mark or path.startswith("/") or "//" in path or page_named(_last(path))
    if "=" in path or not is_path:
        path, query = "", address
    return path, parse_qs(query, keep_blank_values=True)


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _filters(view: View) -> tuple[Parameter, ...]:
    return filters_of(view.dataset)


def controls_of(view: View, query: Query) -> tuple[Parameter, ...]:
    """The controls of single sections; what they offer depends on what is in view.

    One that cannot be made is left out: its section cannot be drawn either, but the others can.
    """
    return (
        *_made(_since, view),
        *_made(_lines, view),
        *_made(_baseline, view, query.get("baseline", ())),
        Parameter("events", "Events", {"on": "Shown", "off": "Hidden"}, "on"),
        Parameter(
            *(PRODUCT, "Product", {"": ALL_PRODUCTS, **view.whole.keep(_products)}),
            form="list",
            aliases=view.whole.keep(_products_by_name),
        ),
        Parameter(SEARCH, "Search in every column"),
        Parameter(OPEN, "Open panels", view.whole.keep(_panels), many=True),
        Parameter(CHART, "The one chart shown", {"": "", **view.whole.keep(_panels)}),
    )


def baselines_of(view: View) -> Mapping[str, Claim]:
    """The stated totals that some target can be set beside, by id."""
    series = set(map(series_key, view.targets))
    return {
        claim.id: claim
        for claim in view.totals
        if not claim.period.is_part_year and series_key(claim) in series
    }


def distinct(labels: Mapping[str, str]) -> dict[str, str]:
    """Labels of options by key, those alike told apart by it: a choice comes back as its label."""
    times = Counter(labels.values())
    return {key: f"{text} ({key})" if times[text] > 1 else text for key, text in labels.items()}


def _made(make: Callable[..., Parameter], *given: object) -> tuple[Parameter, ...]:
    try:
        return (make(*given),)
    except Exception:
        _log.exception("A control could not be made")
        return ()


def _since(view: View) -> Parameter:
    words = {
        word: say("From {}", year_words(year)) if year else "All years"
        for word, year in view.starts.items()
    }
    return Parameter("since", "Years", words, next(iter(words)))


def _lines(view: View) -> Parameter:
    choices = view.line_choices
    return Parameter("lines", "Trade", choices or {"": ""}, next(iter(choices), ""))


def _baseline(view: View, asked: Iterable[str]) -> Parameter:
    """One row stands for every statement; another row of it is taken from the address."""
    baselines = view.keep(baselines_of)
    rows = [_known(key, baselines) for key in asked]
    claims = [*view.keep(_separate_baselines), *(baselines[key] for key in rows if key)]
    names = {c.id: f"{number_words(c)}, {c.speaker}, {period_words(c)}" for c in claims}
    options = distinct({"": FROM_FINDING, **names})
    return Parameter("baseline", "Set the targets beside", options, form="list")


def _separate_baselines(view: View) -> tuple[Claim, ...]:
    return tuple(each.claim for each in statements(view.keep(baselines_of).values()))


def _products(view: View) -> Mapping[str, str]:
    products = {claim.product for claim in view.claims}
    return {p.key: p.label for p in sorted(products, key=lambda product: product.place)}


def _products_by_name(view: View) -> Mapping[str, str]:
    products = {claim.product for claim in view.claims}
    return _by_name((product.key, (product.label, *product.aliases)) for product in products)


def _sides_by_name(dataset: Dataset, sides: Mapping[str, str]) -> Mapping[str, str]:
    """The sides by their labels and by the names of those who speak for them."""
    speakers = {claim.claimant for claim in dataset.claims if claim.claimant}
    named = ((each.side, (each.key, each.label, each.short, *each.aliases)) for each in speakers)
    return _by_name([*((side, (label,)) for side, label in sides.items()), *named])


def _by_name(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """What each name means, folded; one that means several is left out."""
    meant: dict[str, set[str]] = {}
    for key, names in named:
        for name in filter(None, map(fold, names)):
            meant.setdefault(name, set()).add(key)
    return {name: next(iter(keys)) for name, keys in meant.items() if len(keys) == 1}


def _panels(view: View) -> Mapping[str, str]:
    keys = view.dataset.directory.products
    charts = [*keys, *(key + OTHERS for key in keys)]
    return dict.fromkeys(
        (
            *PANELS,
            *charts,
            *(f"{kind}-{name}" for kind in ("chart", "product") for name in (*PANELS, *charts)),
        ),
        "",
    )


def _read(
    query: Query,
    parameters: Iterable[Parameter],
    values: Values,
    notices: list[Notice],
    readings: list[Notice],
) -> None:
    for parameter in parameters:
        given = {value: parameter.taken(value) for value in query.get(parameter.name, ())}
        for value in [value for value, taken in given.items() if taken is None]:
            if meant := parameter.meant(value):
                given[value] = meant
                readings.append(replace(notice_of(parameter.name, [value]), read_as=meant))
        good = [value for value in given.values() if value is not None]
        if not parameter.many:
            notices += earlier_values(parameter.name, good)
        if chosen := parameter.chosen(good):
            values[parameter.name] = chosen
        if not parameter.options:
            for value in (v for v in given if len(v) > MOST_CHARACTERS):
                notices.append(notice_of(parameter.name, [value], f"{MOST_CHARACTERS} characters"))
        if bad := [value for value, taken in given.items() if taken is None]:
            notices.append(notice_of(parameter.name, bad, parameter.allowed))


def _known(value: str, known: Mapping[str, object]) -> str | None:
    """The word that is known, perhaps without what trails the end of an address."""
    return next((word for word in readings_of(value) if word in known), None)


def _known_card(value: str, whole: View) -> tuple[str, bool]:
    results = (word for word in readings_of(value) if whole.result(word))
    found = _known(value, whole.claims_by_id) or next(results, "")
    return found, bool(found)


def _known_claim(value: str, whole: View) -> tuple[str, bool]:
    found = _known(value, whole.claims_by_id) or ""
    return found, bool(found)


def _known_pair(value: str, whole: View) -> tuple[str, bool]:
    """'A,B' or 'A' of two different claims that are known, and whether they are all."""
    parts = [part for part in value[:MOST_READ].split(",") if any(map(str.isalnum, part))]
    known = [_known(part, whole.claims_by_id) for part in parts]
    ids = list(dict.fromkeys(filter(None, known)))[:2]
    return ",".join(ids), 0 < len(ids) == len(parts)


def _is_tracker(name: str) -> bool:
    return name.casefold() in _TRACKERS or name.casefold().startswith(_TRACKER_FAMILIES)
