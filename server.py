"""The server: the page, and its data by address, for those who host it themselves.

Run it with ``uvicorn server:app`` or ``streamlit run server.py``.
"""

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from components.shell.view import newest, shared_views
from tradedata.web.front import Front
from tradedata.web.headers import Headers
from tradedata.web.interface import Interface
from tradedata.web.site import Site
from tradedata.web.store import Store

site = Site(
    newest,
    shared_views,
    base_path=lambda: str(st.get_option("server.baseUrlPath")),
    address=os.environ.get("TRADE_ADDRESS", ""),
)
store = Store()
app = st.App(
    Path(__file__).resolve().with_name("dashboard.py"),
    middleware=[
        Middleware(Headers),
        Middleware(Interface, site=site, store=store),
        Middleware(Front, site=site, store=store),
    ],
)
