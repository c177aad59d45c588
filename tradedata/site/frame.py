"""Frame: what stands around every page of the site, and the files that all of them share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from markupsafe import Markup
from plotly.offline import get_plotlyjs

from tradedata.exports.editions import edition_of
from tradedata.exports.files import FORMATS, data_files
from tradedata.markup.assets import CHARTS, COPY, ROWS, STYLE, asset
from tradedata.markup.head import head_markup
from tradedata.markup.templates import template
from tradedata.site.pages import Site, SitePage
from tradedata.site.places import SOURCES, data_path, path_of
from tradedata.views.pages import PAGES
from tradedata.views.parameters import read_address

_HERE = Path(__file__).parent
_MODULE = "export default function"


class Frame:
    """The frame of one site's pages; ``versions`` are those whose data it keeps."""

    def __init__(self, site: Site, versions: Iterable[str] = ()) -> None:
        self._site = site
        self._versions = " ".join(versions)
        self._dataset = site.views.dataset
        self._edition = edition_of(self._dataset)
        self._start = read_address("", site.views)
        look = "\n".join((asset(STYLE), asset(_HERE / "site.css")))
        self._assets = dict((_named("site", "css", look), _named("site", "js", _script())))
        self._plotly = _named("plotly", "js", get_plotlyjs())
        self._style, self._script = self._assets
        self._paths: list[str] = []
        self._path = cache(self._made_path)
        files = zip(FORMATS, data_files(self._start, ""), strict=True) if site.root else ()
        version = self._dataset.version
        self._data = {
            f"{site.root}{data_path(self._start, file.name, version)}": kind for kind, file in files
        }

    def page(self, page: SitePage) -> bytes:
        """The whole of a page."""
        if not (page.is_alone or page.is_aside):
            self._paths.append(page.path)
        asked, root = page.asked, self._site.root
        text: str = template(_HERE / "page.html.jinja").render(
            page=page,
            head=Markup(self._head(page)),
            body=Markup(page.body),
            name=self._dataset.collection.title,
            question=self._dataset.collection.question,
            edition=self._edition,
            versions=self._versions,
            pages=[
                (
                    each.title,
                    page.up + self._path(each.slug, asked.values.get(SOURCES, ())),
                    each == asked.page and not (page.is_card or page.is_aside),
                )
                for each in PAGES
            ],
            parts=asked.page.ways if page.path == path_of(asked) else {},
            is_first=page.path == path_of(asked) and asked.page == PAGES[0],
            style=page.up + self._style,
            script=page.up + self._script,
            plotly=page.up + self._plotly[0],
            address=f"{root}{page.path}" if root else "",
        )
        return text.encode()

    def shared_files(self) -> Iterator[tuple[str, bytes]]:
        """The look, the scripts, and what search engines read."""
        yield from self._assets.items()
        yield self._plotly
        yield ".nojekyll", b""
        if root := self._site.root:
            places = "".join(f"<url><loc>{escape(root + p)}</loc></url>\n" for p in self._paths)
            space = "http://www.sitemaps.org/schemas/sitemap/0.9"
            head = '<?xml version="1.0" encoding="UTF-8"?>\n'
            text = f'{head}<urlset xmlns="{space}">\n{places}</urlset>\n'
            yield "sitemap.xml", text.encode()
            yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {root}sitemap.xml\n".encode()

    def _made_path(self, slug: str, sources: tuple[str, ...]) -> str:
        page = next(each for each in PAGES if each.slug == slug)
        return path_of(read_address({SOURCES: sources}, self._site.views, page))

    def _head(self, page: SitePage) -> str:
        root = self._site.root
        address = f"{root}{page.path}" if root else ""
        picture = f"{root}{page.shared}" if page.shared else ""
        return head_markup(page.asked, address, root, self._data, picture, page.heading)


def _named(stem: str, kind: str, text: str) -> tuple[str, bytes]:
    """A file that is named by its content: it may be kept for ever by whoever reads."""
    content = text.encode()
    return f"assets/{stem}-{sha256(content).hexdigest()[:10]}.{kind}", content


def _script() -> str:
    """The live page's scripts as functions of one plain script: a module needs a server."""
    charts, rows = (
        f"(() => {{\n{asset(name).replace(_MODULE, 'return function')}\n}})()"
        for name in (CHARTS, ROWS)
    )
    own = f"{asset(COPY)}\n{asset(_HERE / 'site.js')}"
    return f"(() => {{\nconst listenToCharts = {charts}\nconst drawRows = {rows}\n{own}\n}})()\n"
