"""Section 4: one panel for every product that has claims."""

from __future__ import annotations

import streamlit as st

from components.chart_panel import render_chart_panel
from components.text import element, show
from components.view import View, keep_up
from tradedata.charts.products import charted_products, product_chart
from tradedata.claims import Product


def render_products(view: View) -> None:
    """The panels in the order of products.csv."""
    st.header("4 Products", anchor="section-4")
    products = charted_products(view.claims)
    if not products:
        show(element("p", "No product has a figure from the speakers chosen above."))
    for product in products:
        _render_product(view, product)


@st.fragment
def _render_product(view: View, product: Product) -> None:
    keep_up(view)
    show(element("p", f"{product.label}: {product.definition}.", class_="definition"))
    render_chart_panel(
        view, product.key, lambda: product_chart(product, view.claims, view.indicators)
    )
