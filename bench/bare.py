"""The least that a reader could be given instead: four small charts, one choice, no source at all.

It owns no idea of this project and must not be made worse than what most people would write.
"""

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

DATA = Path(__file__).resolve().parents[1] / "data" / "trade.csv"

st.set_page_config(page_title="Russia-Afghanistan trade", layout="wide")


@st.cache_data
def load_trade() -> pd.DataFrame:
    """Return the claims that have a value and a first day, in the order of these."""
    trade = pd.read_csv(DATA)
    return trade[trade["value"].notna() & trade["start"].notna()].sort_values("start")


trade = load_trade()
totals = trade[(trade["product"] == "all-goods") & (trade["measure"] == "value")]
flows = {"turnover": totals, **{str(flow): rows for flow, rows in totals.groupby("flow")}}
chosen = st.selectbox("Flow", list(flows), key="baseline")
lpg, flour = (trade[trade["product"] == name] for name in ("lpg", "wheat-flour"))
for title, rows in {
    f"Total trade, {chosen}": flows[chosen],
    "LPG, tonnes": lpg[lpg["measure"] == "quantity"],
    "LPG, US dollars": lpg[lpg["measure"] == "value"],
    "Flour, US dollars": flour[flour["measure"] == "value"],
}.items():
    figure = go.Figure(go.Bar(x=rows["period"], y=rows["value"]))
    figure.update_layout(title=title)
    st.plotly_chart(figure)
