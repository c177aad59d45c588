"""The server: the page, and its data by address, for those who host it themselves.

Run it with ``uvicorn server:app`` or ``streamlit run server.py``.
"""

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from components.shell.view import newest, shared_views
from tradedata.exports.pages import shown
from tradedata.views.parameters import read_address
from tradedata.web.front import Front
from tradedata.web.headers import Headers
from tradedata.web.interface import Interface
from tradedata.web.site import Site
from tradedata.web.store import Store


@asynccontextmanager
async def warm(_: object) -> AsyncIterator[None]:
    """Make what the first page says before anybody is let in.

    A replica that comes back gets its share of readers at once, and all would wait for the same.
    """
    try:
        if (dataset := newest().dataset) is not None:
            shown(read_address("", shared_views(dataset)))
    except Exception:
        logging.getLogger(__name__).exception("The first page could not be made beforehand")
    yield


site = Site(
    newest,
    shared_views,
    base_path=lambda: str(st.get_option("server.baseUrlPath")),
    address=os.environ.get("TRADE_ADDRESS", ""),
)
store = Store()
app = st.App(
    Path(__file__).resolve().with_name("dashboard.py"),
    lifespan=warm,
    middleware=[
        Middleware(Headers),
        Middleware(Interface, site=site, store=store),
        Middleware(Front, site=site, store=store),
    ],
)
