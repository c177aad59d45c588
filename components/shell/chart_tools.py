"""Chart tools: what only the browser can do for a chart.

Pictures in PNG and SVG, drawn from figures made for them, and what is copied: the link to the
chart and the code that embeds it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from tradedata.charts.strokes import Look

_HTML = """
<select aria-label="Form of the picture"></select>
<button type="button" data-format="png">PNG</button>
<button type="button" data-format="svg">SVG</button>
<button type="button" data-copy="link">Copy link</button>
<button type="button" data-copy="embed">Copy embed code</button>
<span data-note></span>
<span role="status"></span>
"""

_CSS = """
:host, div { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
button, select {
  font: inherit; font-size: 0.875rem; color: inherit; background: transparent; cursor: pointer;
  min-height: 2.5rem; padding: 0.25rem 0.75rem; border-radius: 0.5rem;
  border: 1px solid color-mix(in srgb, currentColor 35%, transparent);
}
option { color: CanvasText; background: Canvas; }
button:hover, :focus-visible { border-color: var(--st-primary-color); }
:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
button:disabled { opacity: 0.5; cursor: wait; }
span { flex-basis: 100%; font-size: 0.875rem; overflow-wrap: anywhere; }
[hidden], span:empty { display: none; }
"""

_SCRIPT = """
export default function ({ data, parentElement }) {
  const status = parentElement.querySelector('[role=status]')
  const say = (words) => { status.textContent = words }
  const pictures = JSON.parse(data.pictures)
  const select = parentElement.querySelector('select')
  if (select.length !== pictures.length) {
    select.replaceChildren(...pictures.map(({ words }) => new Option(words)))
  }
  select.hidden = !pictures.length
  parentElement.querySelector('[data-note]').textContent = data.note
  for (const button of parentElement.querySelectorAll('button')) {
    button.setAttribute('aria-label', `${button.textContent}: ${data.chart}`)
  }
  select.setAttribute('aria-label', `Form of the picture: ${data.chart}`)

  // The link is clicked here: a click elsewhere on the page would close the menu.
  const save = (blob, name) => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(blob)
    link.download = name
    parentElement.append(link)
    link.click()
    link.remove()
    setTimeout(() => URL.revokeObjectURL(link.href), 60000)
  }

  for (const button of parentElement.querySelectorAll('[data-format]')) {
    button.hidden = !pictures.length
    button.onclick = async () => {
      if (!window.Plotly) { say('The chart is still loading. Try again.'); return }
      const { figure, scale, file } = pictures[select.selectedIndex]
      const { width, height } = figure.layout
      const { format } = button.dataset
      button.disabled = true
      say('Drawing…')
      try {
        const drawn = { ...figure, config: {} }
        const address = await window.Plotly.toImage(drawn, { format, width, height, scale })
        save(await (await fetch(address)).blob(), `${file}.${format}`)
        say(`Saved ${file}.${format}`)
      } catch (error) {
        say(`The picture could not be drawn: ${error.message ?? error}`)
      } finally {
        button.disabled = false
      }
    }
  }

  const link = new URL(data.link, window.location.href)
  const frame = document.createElement('iframe')
  const embedded = new URL(link)
  embedded.searchParams.set('embed', 'true')
  embedded.searchParams.set('chart', link.hash.slice(1))
  const attributes = {
    src: embedded.href, title: data.chart, allow: 'clipboard-write',
    width: '100%', height: data.height,
  }
  for (const name in attributes) frame.setAttribute(name, attributes[name])
  const copied = { link: [link.href, 'Link copied'], embed: [frame.outerHTML, 'Embed code copied'] }
  for (const button of parentElement.querySelectorAll('[data-copy]')) {
    button.onclick = async () => {
      const [words, done] = copied[button.dataset.copy]
      try {
        await navigator.clipboard.writeText(words)
        say(done)
      } catch {
        say(words)
      }
    }
  }
}
"""

_TOOLS = st.components.v2.component("chart_tools", html=_HTML, css=_CSS, js=_SCRIPT)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be taken away: its form in words, its file's name, its figure."""

    words: str
    file: str
    figure: Look
    scale: float


def render_chart_tools(
    slug: str, chart: str, pictures: Sequence[Picture], link: str, height: int, note: str = ""
) -> None:
    """Buttons for the chart of that name, whose address is the link; the note stands below them.

    Embedded, the chart gets a frame so many pixels high.
    Where there are no pictures the buttons for them are not there.
    """
    # As text: for mappings Streamlit would load pandas.
    given = json.dumps([asdict(each) for each in pictures])
    data = {"chart": chart, "link": link, "note": note, "pictures": given, "height": height}
    _TOOLS(key=f"tools-{slug}", data=data, width="content")
