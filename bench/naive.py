"""A page over the same data as most people would write it: the other side of the benchmark.

It owns no idea of this project: the CSV is cached, the rest is pandas, plotly and Streamlit
from top to bottom, without fragments. It must not be made worse than an ordinary page.
"""

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

DATA = Path(__file__).resolve().parents[1] / "data" / "trade.csv"

st.set_page_config(page_title="Russia-Afghanistan trade", layout="wide")


@st.cache_data
def load_trade() -> pd.DataFrame:
    """Return the claims, with a year and a label for the charts."""
    trade = pd.read_csv(DATA)
    trade["value"] = pd.to_numeric(trade["value"], errors="coerce")
    trade["year"] = pd.to_datetime(trade["start"], errors="coerce").dt.year
    trade["label"] = (
        trade["claimant"].fillna(trade["source"]) + ", " + trade["period"].fillna("no period")
    )
    return trade


def draw_bars(rows: pd.DataFrame, title: str, unit: str) -> go.Figure:
    """Return the rows' numbers as bars, one colour a flow."""
    figure = go.Figure()
    for flow, group in rows.groupby("flow"):
        figure.add_bar(x=group["label"], y=group["value"], name=flow)
    figure.update_layout(title=title, yaxis_title=unit)
    return figure


trade = load_trade()
traded = trade[
    trade["flow"].isin(["import", "export", "turnover"])
    & trade["measure"].isin(["value", "quantity"])
]
plans = traded["kind"].isin(["target", "plan"])
stated = traded[~plans].sort_values("start")
totals = stated[(stated["product"] == "all-goods") & (stated["measure"] == "value")]
targets = traded[plans & (traded["product"] == "all-goods")].sort_values("year")
lpg = stated[stated["product"] == "lpg"]
flour = stated[(stated["product"] == "wheat-flour") & (stated["measure"] == "value")]

st.title("Russia-Afghanistan trade")
st.caption("What was stated about trade between Russia and Afghanistan")

columns = st.columns(4)
tonnes = lpg.loc[lpg["measure"] == "quantity", "value"]
dollars = lpg.loc[lpg["measure"] == "value", "value"]
columns[0].metric("LPG, tonnes", f"{tonnes.iloc[-1]:,.0f}")
columns[1].metric("LPG, US dollars", f"{dollars.iloc[-1]:,.0f}")
columns[2].metric("Flour, US dollars", f"{flour['value'].iloc[-1]:,.0f}")
columns[3].metric("First target, US dollars", f"{targets['value'].iloc[0]:,.0f}")

st.header("Total trade")
figure = go.Figure()
for flow, rows in totals.groupby("flow"):
    figure.add_scatter(
        x=rows["value"],
        y=rows["label"],
        mode="markers",
        name=flow,
        marker_size=12,
        text=rows["as_printed"] + ", " + rows["source"],
    )
figure.update_layout(title="Total trade", xaxis_title="US dollars")
figure.update_xaxes(rangemode="tozero")
st.plotly_chart(figure)

st.header("Targets")
names = {row.id: f"{row.label}: {row.value:,.0f} US dollars" for row in totals.itertuples()}
chosen = st.selectbox("Compare with", list(names), format_func=names.__getitem__, key="baseline")
baseline = totals.loc[totals["id"] == chosen, "value"].iloc[0]
times = (targets["value"] / baseline).map("{:.1f} times".format)
figure = go.Figure(go.Bar(x=targets["period"], y=targets["value"], text=times))
figure.update_layout(title="What the targets need", yaxis_title="US dollars")
figure.add_hline(y=baseline, line_dash="dash", annotation_text=names[chosen])
st.plotly_chart(figure)

st.header("LPG")
left, right = st.columns(2)
left.plotly_chart(draw_bars(lpg[lpg["measure"] == "quantity"], "LPG by quantity", "tonnes"))
right.plotly_chart(draw_bars(lpg[lpg["measure"] == "value"], "LPG by value", "US dollars"))

st.header("Flour")
st.plotly_chart(draw_bars(flour, "Flour by value", "US dollars"))

st.header("All claims")
st.dataframe(trade.drop(columns=["label", "year"]), hide_index=True)
