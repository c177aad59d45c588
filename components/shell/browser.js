const FARTHEST = 24 // pixels from a mark: half of the least target that a finger finds
const HIT = 6 // pixels from the middle of a mark: within it
const CLEAR = 14 // pixels between a mark and what is said of it
const memory = (window.tradePage ??= { seen: new Set() })
const PATIENCE = 1000 // milliseconds in which the server closes a card that is closed here
const main = () => document.querySelector('[data-testid=stMain]')
const dialog = () => document.querySelector('[data-testid=stDialog]')

const labels = (plot) => [...plot.querySelectorAll('.annotation[data-index]')]
  .map((group) => [plot._fullLayout.annotations[group.dataset.index]?.name, group.getBoundingClientRect()])

// What is said of a mark that is pointed at, where it covers least: not the mark's label, few others.
const tell = (plot, { points: [{ customdata, data, pointNumber, bbox }] }) => {
  const text = document.querySelector('.hover') ?? document.querySelector('[data-testid=stApp]').appendChild(document.createElement('p'))
  text.className = 'hover'
  text.innerHTML = data.hovertext[pointNumber] // escaped for Plotly, which reads markup as well
  text.hidden = false
  const { offsetWidth: width, offsetHeight: height } = text
  const frame = plot.getBoundingClientRect()
  const [x, y] = [frame.left + (bbox.x0 + bbox.x1) / 2, frame.top + (bbox.y0 + bbox.y1) / 2]
  const beside = [x + CLEAR, x - CLEAR - width, x - width / 2]
  const along = [y - height / 2, y - CLEAR - height, y + CLEAR, y - 3 * CLEAR - height, y + 3 * CLEAR]
  const cost = ([left, top]) => {
    const shared = (box) => Math.max(0, Math.min(left + width, box.right) - Math.max(left, box.left)) *
      Math.max(0, Math.min(top + height, box.bottom) - Math.max(top, box.top))
    const seen = shared({ left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight })
    const mark = shared({ left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 })
    return 100 * (width * height - seen + mark) +
      labels(plot).reduce((sum, [name, box]) => sum + shared(box) * (name === customdata ? 100 : 1), 0)
  }
  const places = beside.flatMap((left) => along.map((top) => [left, top]))
  const [left, top] = places.reduce((best, place) => cost(place) < cost(best) ? place : best)
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
  for (const button of document.querySelectorAll('button[data-full]')) {
    const words = parts[0]?.contains(button) ? 'Leave full screen' : 'Full screen'
    if (button.textContent !== words) button.textContent = words
  }
  stretch()
}
// What is drawn anew meanwhile, as when a phone's layout arrives, comes without these marks.
const drawn = (memory.drawn ??= new MutationObserver(() => fill()))

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
  const label = ([name, box]) =>
    name && x >= box.left - 4 && x <= box.right + 4 && y >= box.top - 4 && y <= box.bottom + 4
  return nearest <= HIT ? best : labels(plot).find(label)?.[0] ?? best
}

export default function ({ data, setStateValue, setTriggerValue }) {
  const open = (card, place) => {
    hush()
    const from = place.matches('tr') ? place.querySelector('a') : place
    from.focus?.({ preventScroll: true })
    Object.assign(memory, { from, top: main()?.scrollTop, shown: null })
    setTriggerValue('card', card)
  }
  const isPlain = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
  const copied = async (button) => {
    const text = button.parentElement.querySelector('code')
    const say = (words) => { button.firstElementChild.textContent = words }
    try {
      await navigator.clipboard.writeText(text.textContent)
      say('Copied')
    } catch {
      // Without leave to write, what is to be copied is marked for the reader's own keys.
      window.getSelection().selectAllChildren(text)
      say('Press Ctrl+C')
    }
    setTimeout(say, 3000, 'Copy')
  }
  // What page and server say to each other when a card is closed may be lost: it is said again.
  const noted = () => {
    const asked = new URLSearchParams(window.location.search).get('claim')
    if (dialog()) [memory.shown, memory.absent] = [asked, 0]
    else if (!asked) memory.shown = null
    else if (asked === memory.shown) return asked
  }
  const watched = () => {
    const closed = noted()
    if (!closed || ++memory.absent < 2) return
    memory.shown = null
    setTriggerValue('closed', closed)
  }
  const enter = (slug) => {
    Object.assign(memory, { full: slug, fullFrom: main().scrollTop })
    fill()
    drawn.observe(main(), { childList: true, subtree: true })
  }
  const leave = () => {
    if (!memory.full) return
    drawn.disconnect()
    const button = document.getElementById(memory.full)?.querySelector('button')
    memory.full = ''
    fill()
    main().scrollTo({ top: memory.fullFrom, behavior: 'instant' })
    button?.focus({ preventScroll: true })
  }
  const typed = (event) => {
    hush()
    noted()
    memory.typed = event.timeStamp
    if (event.key === 'Escape' && !dialog()) leave()
  }
  const clicked = (event) => {
    const button = event.target.closest?.('button[data-full]')
    if (button) return memory.full ? leave() : enter(button.closest('[id]').id)
    const link = event.target.closest?.('[data-card], [data-go], [data-close], [data-copy]')
    if (!link || !isPlain(event)) return
    if (link.matches('tr') && String(window.getSelection())) return
    event.preventDefault()
    const { card, go, copy } = link.dataset
    if (copy !== undefined) copied(link)
    else if (go !== undefined) setTriggerValue('go', go)
    else if (card) open(card, link)
    else dialog()?.querySelector('[aria-label=Close]')?.click()
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
    noted()
    const plot = event.target.closest?.('.js-plotly-plot')
    const isHeard = plot && isPlain(event) && !event.target.closest('.modebar')
    memory.pressed = isHeard ? [plot, event.clientX, event.clientY, event.timeStamp] : null
  }
  // Where it is released tells nothing: while a button is down Plotly covers the whole page.
  const released = (event) => {
    const [plot, x, y, since] = memory.pressed ?? []
    memory.pressed = null
    if (!plot || event.timeStamp - since > 700) return
    if (Math.hypot(event.clientX - x, event.clientY - y) > 10) return
    const number = numberAt(plot, x, y)
    if (number) open(number, plot)
  }
  const cancelled = () => { memory.pressed = null }

  const narrow = window.matchMedia('(max-width: 60rem)')
  const paper = window.matchMedia('print')
  const measured = () => { if (narrow.matches !== data.narrow && !paper.matches) setStateValue('narrow', narrow.matches) }

  // An open card or comparison stays where it is; an anchor that is none of ours leads nowhere.
  const arrived = () => {
    const anchor = window.location.hash.slice(1)
    if (!anchor || memory.seen.has(anchor)) return
    const asked = new URLSearchParams(window.location.search)
    const place = new Map(Object.entries(JSON.parse(data.places))).get(anchor)
    const isElsewhere = place !== undefined && place.split('?')[0] !== data.page
    if (isElsewhere && (asked.has('claim') || asked.has('compare'))) return
    memory.wanted = anchor
    if (isElsewhere) setTriggerValue('go', place)
  }
  const look = (tries = 40) => {
    const name = CSS.escape(memory.wanted ?? '')
    const target = name && document.querySelector(`#${name}, .st-key-panel-chart-${name}`)
    if (target) {
      memory.seen.add(memory.wanted)
      memory.wanted = ''
      setTimeout(() => target.scrollIntoView({ block: 'start' }), 300)
    } else if (memory.wanted && tries) setTimeout(() => look(tries - 1), 250)
  }

  if (memory.card && !data.card) {
    const { from, top } = memory
    setTimeout(() => {
      // Whoever has gone on with the keyboard by now is not called back.
      const isLost = [document.body, null].includes(document.activeElement)
      if (isLost && from?.isConnected) from.focus?.({ preventScroll: true })
      if (top !== undefined) main()?.scrollTo({ top, behavior: 'instant' })
    }, 250)
  }
  if (memory.page !== data.page) leave()
  memory.page = data.page
  memory.card = data.card
  memory.wanted = data.wanted || memory.wanted
  document.title = data.title
  measured()
  arrived()
  look()
  const listeners = [
    [document, 'click', clicked],
    [document, 'pointerover', pointed],
    [document, 'scroll', hush],
    [document, 'keydown', typed],
    [document, 'pointerdown', pressed],
    [document, 'pointerup', released],
    [document, 'pointercancel', cancelled],
    [narrow, 'change', measured],
    [window, 'resize', stretch],
    [window, 'hashchange', arrived],
  ]
  // Streamlit calls this again in every run, and what it returns only when the page is left.
  memory.stop?.()
  for (const [target, kind, listener] of listeners) target.addEventListener(kind, listener, true)
  const watch = setInterval(watched, PATIENCE)
  memory.stop = () => {
    clearInterval(watch)
    for (const [target, kind, listener] of listeners) target.removeEventListener(kind, listener, true)
  }
  return memory.stop
}
