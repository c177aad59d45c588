// What charts do in the browser alone: they tell of a mark, find the number that is pressed, and take
// the whole screen. Whoever wants to know which number is chosen hears the event 'number'.
const FARTHEST = 24 // pixels from a mark: half of the least target that a finger finds
const HIT = 6 // pixels from the middle of a mark: within it
const CLEAR = 14 // pixels between a mark and what is said of it
const memory = {}
const main = () => document.querySelector('[data-testid=stMain]')

// Of each label the number and the box of its text, without the line that leads to its mark.
const labels = (plot) => [...plot.querySelectorAll('.annotation[data-index]')].map((group) => [
  plot._fullLayout.annotations[group.dataset.index]?.name,
  group.querySelector('.annotation-text-g').getBoundingClientRect(),
])

// What is said of a mark that is pointed at, where it covers least: not the mark's label, few others.
const tell = (plot, { points: [{ customdata, data, pointNumber, bbox }] }) => {
  const text = document.querySelector('.hover') ?? (document.querySelector('[data-testid=stApp]') ?? document.body).appendChild(document.createElement('p'))
  text.className = 'hover'
  text.innerHTML = data.hovertext[pointNumber] // escaped for Plotly, which reads markup as well
  text.hidden = false
  const { offsetWidth: width, offsetHeight: height } = text
  const frame = plot.getBoundingClientRect()
  const [x, y] = [frame.left + (bbox.x0 + bbox.x1) / 2, frame.top + (bbox.y0 + bbox.y1) / 2]
  const beside = [x - width / 2, ...[1, 3, 5].flatMap((far) => [x + far * CLEAR, x - far * CLEAR - width])]
  const along = [y - height / 2, ...[1, 3, 5, 7].flatMap((far) => [y - far * CLEAR - height, y + far * CLEAR])]
  const read = labels(plot)
  const cost = ([left, top]) => {
    const shared = (box) => Math.max(0, Math.min(left + width, box.right) - Math.max(left, box.left)) *
      Math.max(0, Math.min(top + height, box.bottom) - Math.max(top, box.top))
    const seen = shared({ left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight })
    const mark = shared({ left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 })
    return 100 * (width * height - seen + mark) + Math.hypot(left + width / 2 - x, top + height / 2 - y) +
      read.reduce((sum, [name, box]) => sum + shared(box) * (name === customdata ? 100 : 1), 0)
  }
  const places = beside.flatMap((left) => along.map((top) => [left, top]))
  const [[, [left, top]]] = places.map((place) => [cost(place), place]).sort(([one], [other]) => one - other)
  Object.assign(text.style, { left: `${left}px`, top: `${top}px` })
}
const hush = () => document.querySelector('.hover')?.remove()

// The whole screen has a chart's title, the chart, and legend and sources below it.
const onFullScreen = () => {
  const title = document.getElementById(memory.full)?.closest('[data-testid=stElementContainer]')
  const chart = title?.nextElementSibling
  return chart?.nextElementSibling ? [title, chart, chart.nextElementSibling] : []
}
// There a chart takes the height that is left, if that is more than its own: Streamlit draws it as
// high as its frame is.
const stretch = () => {
  const parts = onFullScreen()
  const frame = parts[1]?.querySelector('[data-testid=stPlotlyChart]')
  if (!frame) return
  const [first, chart, last] = parts.map((part) => part.getBoundingClientRect())
  const room = window.innerHeight - (last.bottom - first.top - chart.height + 2 * first.left)
  const { containIntrinsicHeight: own } = getComputedStyle(frame)
  parts[1].style.setProperty('--height', `max(${own}, ${Math.floor(room)}px)`)
}
const mark = (name, elements) => {
  for (const marked of document.querySelectorAll(`div[${name}]`)) if (!elements.includes(marked)) marked.removeAttribute(name)
  for (const element of elements) element.setAttribute(name, '')
}
const fill = () => {
  const parts = onFullScreen()
  mark('data-shown', parts)
  mark('data-full', parts.slice(0, 1).map((title) => title.parentElement))
  document.documentElement.toggleAttribute('data-full-screen', parts.length > 0)
  for (const button of document.querySelectorAll('button[data-full]')) {
    const words = parts[0]?.contains(button) ? 'Leave full screen' : 'Full screen'
    if (button.textContent !== words) button.textContent = words
  }
  stretch()
}
// What is drawn anew meanwhile, as when a phone's layout arrives, comes without these marks.
const drawn = new MutationObserver(() => { if (memory.page === window.location.pathname) fill(); else leave() })
const enter = (slug) => {
  Object.assign(memory, { full: slug, page: window.location.pathname, from: main().scrollTop })
  fill()
  drawn.observe(main(), { childList: true, subtree: true })
}
const leave = () => {
  if (!memory.full) return
  drawn.disconnect()
  const button = document.getElementById(memory.full)?.querySelector('button')
  memory.full = ''
  fill()
  main().scrollTo({ top: memory.from, behavior: 'instant' })
  button?.focus({ preventScroll: true })
}

const distance = (px, py, [ax, ay], [bx, by]) => {
  const length = (bx - ax) ** 2 + (by - ay) ** 2
  const along = length ? Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) : 0
  return Math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))
}

// The number at or next to a place of a chart: a mark that is hit, a label, the nearest mark or row.
const numberAt = (plot, x, y) => {
  const layout = plot._fullLayout
  const frame = plot.getBoundingClientRect()
  let [best, nearest] = ['', FARTHEST]
  for (const trace of plot._fullData) {
    if (!trace.customdata || trace.visible !== true) continue
    const [across, up] = [trace.xaxis, trace.yaxis].map((name) => layout[name.replace(/^[xy]/, '$&axis')])
    const places = trace.customdata.map((_, at) => [
      frame.left + across._offset + across.d2p(trace.x[at]),
      frame.top + up._offset + up.d2p(trace.y[at]),
    ])
    places.forEach((place, at) => {
      const before = trace.mode?.includes('lines') && trace.customdata[at - 1] === trace.customdata[at]
      const far = up.visible ? distance(x, y, before ? places[at - 1] : place, place) : Math.abs(y - place[1])
      if (far < nearest) [best, nearest] = [trace.customdata[at], far]
    })
  }
  if (nearest <= HIT) return best
  const off = ({ left, right, top, bottom }) => Math.max(left - x, x - right, top - y, y - bottom)
  const read = labels(plot).map(([name, box]) => [name, off(box)]).filter(([name, far]) => name && far <= 4)
  return read.sort(([, one], [, other]) => one - other)[0]?.[0] ?? best
}

const pointed = (event) => {
  const plot = event.target.closest?.('.js-plotly-plot')
  if (!plot?.on || plot.isHeard) return
  plot.isHeard = true
  // Plotly tells of a movement late: of one before a key was pressed perhaps after it.
  plot.on('plotly_hover', (at) => { if (!(at.event.timeStamp < memory.typed)) tell(plot, at) })
  plot.on('plotly_unhover', hush)
}
const pressed = (event) => {
  const plot = event.target.closest?.('.js-plotly-plot')
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
  const isHeard = plot && isPlain && !event.target.closest('.modebar')
  memory.pressed = isHeard ? [plot, event.clientX, event.clientY, event.timeStamp] : null
}
// Where it is released tells nothing: while a button is down Plotly covers the whole page.
const released = (event) => {
  const [plot, x, y, since] = memory.pressed ?? []
  memory.pressed = null
  if (!plot || event.timeStamp - since > 700) return
  if (Math.hypot(event.clientX - x, event.clientY - y) > 10) return
  const number = numberAt(plot, x, y)
  // A finger's press sets the focus a moment later.
  if (number === '#events') setTimeout(listed, 100)
  else if (number) plot.dispatchEvent(new CustomEvent('number', { bubbles: true, detail: number }))
}
// The number of a year leads to the list of its events.
const listed = () => {
  leave()
  const list = document.querySelector(':is(.st-key-panel-events, #events) summary')
  if (list && !list.parentElement.open) list.click()
  list?.focus({ preventScroll: true })
  list?.scrollIntoView()
}
const cancelled = () => { memory.pressed = null }
const typed = (event) => {
  hush()
  memory.typed = event.timeStamp
  if (event.key === 'Escape' && !document.querySelector('[data-testid=stDialog]')) leave()
}
// Plotly sends a finger's press again, as a click that no pointer made. Taken for a screen reader's
// it would leave the focus outside the card, which then hears no key.
const echoed = (event) => {
  if (!event.isTrusted && !event.detail && event.target.closest?.('.js-plotly-plot')) event.stopPropagation()
}
const clicked = (event) => {
  const button = event.target.closest?.('button[data-full]')
  if (!button) return
  if (memory.full) leave()
  else enter(button.closest('[id]').id)
}

const LISTENERS = [
  [document, 'pointerover', pointed],
  [document, 'pointerdown', pressed],
  [document, 'pointerup', released],
  [document, 'pointercancel', cancelled],
  [document, 'number', hush],
  [document, 'scroll', hush],
  [document, 'keydown', typed],
  [window, 'click', echoed],
  [document, 'click', clicked],
  [window, 'resize', stretch],
]
// Streamlit calls this in every run, perhaps of another copy of the script: what is heard once is
// heard on every page.
export default function () {
  if (window.tradeCharts) return
  window.tradeCharts = true
  for (const [target, kind, listener] of LISTENERS) target.addEventListener(kind, listener, true)
}
