"""Chart tools: what only the browser can do for a chart.

Pictures in PNG and SVG drawn from the chart on the page, and the link to it copied.
"""

from __future__ import annotations

import streamlit as st

_HTML = """
<button type="button" data-format="png">PNG</button>
<button type="button" data-format="svg">SVG</button>
<button type="button" data-link>Copy link</button>
<span role="status"></span>
"""

_CSS = """
:host, div { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
button {
  font: inherit; color: inherit; background: transparent; cursor: pointer;
  min-height: 2.5rem; padding: 0.25rem 0.75rem; border-radius: 0.5rem;
  border: 1px solid color-mix(in srgb, currentColor 35%, transparent);
}
button:hover, button:focus-visible { border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
button:disabled { opacity: 0.5; cursor: wait; }
"""

_SCRIPT = """
export default function ({ data, parentElement }) {
  const status = parentElement.querySelector('[role=status]')
  const say = (words) => { status.textContent = words }
  const plot = () => document.querySelector(`.st-key-plot-${data.slug} .js-plotly-plot`)

  for (const button of parentElement.querySelectorAll('[data-format]')) {
    button.hidden = !data.layout
    button.onclick = async () => {
      const drawn = plot()
      if (!drawn || !window.Plotly) { say('The chart is still loading. Try again.'); return }
      const format = button.dataset.format
      const { annotations, ...own } = JSON.parse(data.layout)
      const chart = drawn.layout
      const texts = [...(chart.annotations ?? []), ...annotations]
      const layout = { ...chart, ...own, annotations: texts }
      const size = { width: layout.width, height: layout.height }
      button.disabled = true
      say('Drawing…')
      try {
        await window.Plotly.downloadImage(
          { data: drawn.data, layout, config: {} },
          { format, filename: data.name, scale: format === 'png' ? 2 : 1, ...size },
        )
        say('')
      } catch (error) {
        say(`The picture could not be drawn: ${error.message ?? error}`)
      } finally {
        button.disabled = false
      }
    }
  }

  const link = new URL(data.link, window.location.href)
  parentElement.querySelector('[data-link]').onclick = async () => {
    try {
      await navigator.clipboard.writeText(link.href)
      say('Link copied')
    } catch {
      say(link.href)
    }
  }

}
"""

_TOOLS = st.components.v2.component("chart_tools", html=_HTML, css=_CSS, js=_SCRIPT)


def render_chart_tools(slug: str, name: str, layout: str, link: str) -> None:
    """Buttons for the chart whose key is ``plot-<slug>``.

    ``layout`` is what a picture adds to the chart's layout, as JSON, or blank for no
    picture, ``name`` the file name without its extension, ``link`` the chart's address.
    """
    _TOOLS(
        key=f"tools-{slug}",
        data={"slug": slug, "name": name, "layout": layout, "link": link},
        width="content",
    )
