"""Pages: what each page of the site holds, as markup, with the files that belong to it.

Owns what of the live page stands on a page without a server, and the way from page to page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from tradedata.exports.files import File, coverage_file, data_files
from tradedata.markup.cards import card_markup, command_markup
from tradedata.markup.charts import events_markup
from tradedata.markup.coverage import coverage_markup
from tradedata.markup.finding import finding_markup
from tradedata.markup.pairs import pair_markup
from tradedata.markup.rows import table_markup
from tradedata.markup.sources import (
    DATA_LEAD,
    citation_markup,
    codebook_markup,
    heading,
    method_markup,
    problem_markup,
    sources_markup,
)
from tradedata.markup.text import bullets, copyable, disclosed, element, linked, with_cards_at, wrap
from tradedata.site.charts import SHARED, TABLE, chart_parts, keep_file, titled_picture
from tradedata.site.places import (
    CARDS,
    DATA,
    LISTING,
    SOURCES,
    VARIANTS,
    all_pages,
    card_path,
    data_path,
    embed_path,
    path_of,
    table_path,
    way_up,
)
from tradedata.site.search import search_fields, search_script
from tradedata.views.card import card_of
from tradedata.views.charts import Chart
from tradedata.views.pages import CLAIMS, COMPARE, COVERAGE, PAGES
from tradedata.views.pages import SOURCES as METHOD
from tradedata.views.pairs import pair_of, suggested_pair
from tradedata.views.parameters import CLAIM, PRODUCT, Asked, read_address
from tradedata.views.sections import OTHERS, SECTIONS, Panel, Section
from tradedata.views.selection import sources_words
from tradedata.views.table import table_of
from tradedata.views.view import Views
from tradedata.words.text import count, say


@dataclass
class SitePage:
    """A page by its path: what it shows, and its body.

    ``files`` go with it by path; ``picture`` is the drawing that is shown beside its address, and
    ``shared`` the path of that as a PNG. ``script`` is a file that the page's search reads. An
    ``is_alone`` page is for another's frame; an ``is_card`` one tells of one number; an
    ``is_aside`` one is for those who come from elsewhere. ``root`` is the site's where the page may
    be shown at any address.
    """

    path: str
    asked: Asked
    title: str
    body: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    picture: bytes = b""
    shared: str = ""
    script: str = ""
    is_alone: bool = False
    is_card: bool = False
    is_aside: bool = False
    root: str = ""

    @property
    def up(self) -> str:
        """What leads from it to the root of the site."""
        return self.root or way_up(self.path)

    @property
    def heading(self) -> str:
        """Its title where that is not its page's, whose parameters it shares."""
        return "" if self.title == self.asked.page.title else self.title


@dataclass(frozen=True)
class Site:
    """The site of one version of the data.

    ``root`` is the public address of its first page with a slash at the end; without it nothing
    is said of addresses. ``linked`` are the numbers that the pages made so far lead to.
    """

    views: Views
    root: str = ""
    linked: set[str] = field(default_factory=set)

    def makers(self) -> Iterator[Callable[[], Iterator[SitePage]]]:
        """What makes the pages, a few at a time: one with those of its charts, or one of a card."""
        for asked in all_pages(self.views):
            yield partial(self._pages, asked)
        whole = self.views.whole
        own = dict.fromkeys((*whole.claims_by_id, *whole.results))
        for key in own:
            yield partial(self._card, key)
        yield partial(self._linked_cards, set(own))

    def _linked_cards(self, made: set[str]) -> Iterator[SitePage]:
        """Those of numbers that follow from one claim alone, which only its card names."""
        while waiting := sorted(self.linked - made):
            made.update(waiting)
            for key in waiting:
                yield from self._card(key)

    def _card(self, key: str) -> Iterator[SitePage]:
        whole = self.views.whole
        card = whole.keep(card_of, key)
        assert card is not None
        page = SitePage(
            card_path(key), read_address({CLAIM: (key,)}, self.views), card.title, is_card=True
        )
        heading = element("h2", "What is known of this number", class_="unseen")
        markup = heading + card_markup(card, whole, self._cards) + command_markup(card)
        page.body = self._placed(markup, page)
        yield page

    def asides(
        self, gone: Mapping[str, str], versions: Mapping[str, Sequence[str]]
    ) -> Iterator[SitePage]:
        """What stands at addresses that others may still have.

        ``gone`` are the paths of numbers that the data have no more, with the version that had
        them last; ``versions`` the files of each version's data.
        """
        yield self._aside("404.html", "No such page", "Nothing stands at this address.", self.root)
        for path, version in sorted(gone.items()):
            words = (
                f"{path.rpartition('/')[2].removesuffix('.html')} was in the data until {version}."
            )
            page = self._aside(path, "No longer in the data", words)
            where = f"{page.up}{DATA}{version}/{LISTING}"
            page.body += wrap("p", element("a", f"The data of version {version}", href=where))
            yield page
        for version, files in sorted(versions.items()):
            words = "The files as they were published. An address here stays."
            page = self._aside(f"{DATA}{version}/{LISTING}", f"Data version {version}", words)
            page.body += bullets(element("a", file, href=quote(file)) for file in files)
            yield page

    def _aside(self, path: str, title: str, words: str, root: str = "") -> SitePage:
        page = SitePage(path, read_address("", self.views), title, is_aside=True, root=root)
        first = element("a", "To the first page", href=f"{page.up}{path_of(page.asked)}")
        page.body = element("p", words) + wrap("p", first)
        return page

    @property
    def _cards(self) -> str:
        return f"{self.root}{CARDS}" if self.root else ""

    def _address(self, path: str) -> str:
        return f"{self.root}{path}" if self.root else ""

    def _placed(self, markup: str, page: SitePage) -> str:
        def address(key: str) -> str:
            self.linked.add(key)
            return page.up + card_path(key)

        return with_cards_at(address, markup)

    def _pages(self, asked: Asked) -> Iterator[SitePage]:
        """The page; for each of its charts one in words, and one to embed from the first view."""
        page = SitePage(path_of(asked), asked, asked.page.title)
        blocks = [finding_markup(asked.view)] if asked.page == PAGES[0] else []
        others: list[SitePage] = []
        for anchor, words in asked.page.parts.items():
            blocks.append(element("h2", words, id=anchor))
            if anchor in SECTIONS:
                section = SECTIONS[anchor](asked)
                blocks.append(self._controls(section, page))
                blocks += [self._panel(panel, section, page, others) for panel in section.panels]
                blocks.append(_others(section))
            else:
                blocks.append(_PARTS[anchor](self, page))
        blocks.insert(1 if asked.page != PAGES[0] else 4, self._sources(page))
        page.body = self._placed("".join(blocks), page)
        yield page
        yield from others

    def _sources(self, page: SitePage) -> str:
        """The one filter that every page has: links to the same page for other sources."""
        options = page.asked.controls[SOURCES].options
        note = element("p", sources_words(self.views.dataset), class_="note")
        return self._choices("Sources", SOURCES, options, page) + note

    def _controls(self, section: Section, page: SitePage) -> str:
        if section.nothing:
            return element("p", section.nothing)
        rows = [
            self._choices(control.label, control.name, control.options, page)
            for control in (page.asked.controls[name] for name in section.controls)
            if control.name in VARIANTS
        ]
        if section.chosen:
            names = {product.key: product.label for product in section.choices}
            rows.append(self._choices("Products", PRODUCT, names, page, section.chosen.key))
        return "".join(rows)

    def _choices(
        self,
        words: str,
        name: str,
        options: Mapping[str, str],
        page: SitePage,
        chosen: str | None = None,
    ) -> str:
        """Links to the pages where each of the options is chosen, this one marked."""
        asked = page.asked
        kept = {key: asked.values[key] for key in (SOURCES,) if key in asked.values}
        items = []
        for value, label in options.items():
            found = read_address({**kept, name: (value,)}, self.views, asked.page)
            is_this = value == (asked.one(name) if chosen is None else chosen)
            here = {"aria_current": "true"} if is_this else {}
            items.append(element("a", label, href=page.up + path_of(found), **here))
        listed = wrap("ul", "".join(wrap("li", item) for item in items))
        return wrap("nav", listed, class_="choices", aria_label=words)

    def _panel(self, panel: Panel, section: Section, page: SitePage, others: list[SitePage]) -> str:
        chart, asked = panel.chart, page.asked
        name = panel.name or (section.chosen.label if section.chosen else section.heading)
        table = SitePage(table_path(asked, chart.slug), asked, chart.title)
        link = self._address(f"{page.path}#{chart.slug}")
        is_first = asked.values.keys() == ({PRODUCT} if section.chosen else set())
        alone = embed_path(chart.slug) if is_first else ""
        found = chart_parts(
            asked, chart, name, link, page.up, page.up + table.path, alone, self.root
        )
        page.files |= found.files
        table.body = self._placed(element("h2", TABLE) + found.in_full, table)
        others.append(table)
        if self.root and not page.picture:
            page.picture = titled_picture(chart, asked, self._address(page.path), SHARED)
        if alone:
            others.append(self._embedded(chart, name, page))
        words = element("p", panel.words, class_="definition") if panel.words else ""
        events = disclosed(EVENTS, events_markup(panel.events), id="events") if panel.events else ""
        markup = words + found.markup + events
        if not panel.is_closed:
            return markup
        return linked("p", chart.title, class_="lead") + disclosed(
            say("The {}: {}", "chart" if chart.panels else "numbers", name), markup
        )

    def _embedded(self, chart: Chart, name: str, page: SitePage) -> SitePage:
        """The chart alone, with its sources and a link to its page."""
        alone = SitePage(embed_path(chart.slug), page.asked, chart.title, is_alone=True)
        link = self._address(f"{page.path}#{chart.slug}")
        table = alone.up + table_path(page.asked, chart.slug)
        found = chart_parts(page.asked, chart, name, link, alone.up, table)
        whole = element(
            "a", WHOLE, href=f"{alone.up}{page.path}#{chart.slug}", target="_blank", rel="noopener"
        )
        alone.body = self._placed(found.markup + wrap("p", whole), alone)
        return alone

    def _claims(self, page: SitePage) -> str:
        rows = page.asked.view.keep(table_of)
        script = search_script(rows, page.asked, page.up + CARDS)
        page.script = keep_file(page.files, "assets/claims", "js", script)
        shown = say("{} rows", count(len(rows)))
        note = element("p", shown, class_="note", role="status")
        return search_fields(page.asked) + note + table_markup(rows)

    def _compare(self, page: SitePage) -> str:
        view = page.asked.view
        pair = suggested_pair(view.dataset.claim(key) for key in view.finding.claims)
        if pair is None:
            return element("p", "No two claims at the top of the first page differ.")
        command = f"python -m tradedata show compare={','.join(claim.id for claim in pair)}"
        return (
            element("p", AN_EXAMPLE)
            + copyable(command, "command")
            + pair_markup(
                pair_of(*pair, view.dataset), view.dataset, self._cards, self._address(page.path)
            )
        )

    def _coverage(self, page: SitePage) -> str:
        view = page.asked.view
        file = coverage_file(view)
        return coverage_markup(view) + self._files([file] if view.coverage.rows else [], page)

    def _method(self, page: SitePage) -> str:
        view = page.asked.view
        files = data_files(page.asked, self._address(page.path))
        return "".join(
            (
                heading("list"),
                element("p", say("In view: {}.", view.voices.words), class_="note"),
                sources_markup(view),
                method_markup(view),
                disclosed("Codebook: what every column means", codebook_markup(view)),
                DATA_LEAD,
                self._files(files, page),
                citation_markup(view.dataset, self.root),
                problem_markup(view.dataset),
            )
        )

    def _files(self, files: Iterable[File], page: SitePage) -> str:
        links = []
        for file in files:
            path = data_path(page.asked, file.name, self.views.dataset.version)
            page.files[path] = file.make()
            links.append(element("a", file.words, href=page.up + path, download=file.name))
        return bullets(links)


AN_EXAMPLE = (
    "An example: two of the totals that the first page names. Any two claims can be set side by "
    "side where this page runs on a server, or by this command in a copy of the repository, with "
    "their ids, which are the names of their pages:"
)
EVENTS = "The events behind the numbered lines"
WHOLE = "The whole page, with every source"
_PARTS = {
    CLAIMS: Site._claims,
    COMPARE: Site._compare,
    COVERAGE: Site._coverage,
    METHOD: Site._method,
}


def _others(section: Section) -> str:
    others = [line for product, line in section.choices.items() if product != section.chosen]
    items = "".join(linked("li", line, dir="auto") for line in others)
    return element("h3", OTHERS) + wrap("ul", items) if others else ""
