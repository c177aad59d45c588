"""Section 4: one panel for every product that has claims.

A product with few numbers has its panel closed, its finding for a label.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.shell.chart_panel import built_chart, render_chart_panel
from components.shell.disclosure import disclosure
from components.shell.text import element, label, show
from components.shell.view import View, keep_up
from tradedata.data.claims import Product
from tradedata.views.charts import Chart
from tradedata.views.products import charted_products, product_chart

FEWEST_MARKS = 3


def render_products(view: View) -> None:
    """The panels in the order of products.csv."""
    st.header("4 Products", anchor="section-4")
    products = charted_products(view.claims, view.dataset.collection)
    if not products:
        show(element("p", "No product has a figure from the speakers chosen above."))
    for product in products:
        _render_product(view, product)


@st.fragment
def _render_product(view: View, product: Product) -> None:
    keep_up(view)
    chart = built_chart(view, product.key, partial(_chart, view, product))
    if len(chart.marks) >= FEWEST_MARKS:
        _render_panel(view, product)
        return
    panel = disclosure(f"product-{product.key}", label(chart.title))
    if panel.open:
        with panel:
            _render_panel(view, product)


def _render_panel(view: View, product: Product) -> None:
    show(element("p", f"{product.label}: {product.definition}.", class_="definition"))
    render_chart_panel(view, product.key, partial(_chart, view, product))


def _chart(view: View, product: Product) -> Chart:
    collection = view.dataset.collection
    return product_chart(product, view.claims, collection, view.indicators, view.benchmarks)
