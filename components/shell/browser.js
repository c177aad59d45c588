const memory = (window.tradePage ??= { seen: new Set() })
const PATIENCE = 1000 // milliseconds in which the server does what it was told
const main = () => document.querySelector('[data-testid=stMain]')
const dialog = () => document.querySelector('[data-testid=stDialog]')

export default function ({ data, setStateValue, setTriggerValue }) {
  const open = (card, place) => {
    const from = place.matches('tr') ? place.querySelector('a') : place
    from.focus?.({ preventScroll: true })
    Object.assign(memory, { from, top: main()?.scrollTop, shown: null })
    setTriggerValue('card', card)
  }
  const isPlain = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
  // What page and server say to each other of a card or of the width may be lost: it is said again.
  const noted = () => {
    const asked = new URLSearchParams(window.location.search).get('claim')
    if (dialog()) [memory.shown, memory.absent] = [asked, 0]
    else if (!asked) memory.shown = null
    else if (asked === memory.shown) return asked
  }
  const watched = () => {
    memory.late = fits() ? 0 : (memory.late ?? 0) + 1
    // Less and less often, since each time a run begins anew.
    if (Number.isInteger(Math.log2(memory.late))) measured()
    const closed = noted()
    if (!closed || ++memory.absent < 2) return
    memory.shown = null
    setTriggerValue('closed', closed)
  }
  const clicked = (event) => {
    const link = event.target.closest?.('[data-card], [data-go], [data-close], [data-copy]')
    if (!link || !isPlain(event)) return
    if (link.matches('tr') && String(window.getSelection())) return
    event.preventDefault()
    const { card, go, copy } = link.dataset
    if (copy !== undefined) copied(link)
    else if (go !== undefined) {
      const [place, anchor] = go.split('#')
      memory.wanted = anchor
      setTriggerValue('go', place)
      look()
    }
    else if (card) open(card, link)
    else dialog()?.querySelector('[aria-label=Close]')?.click()
  }
  // The mark has no focus to get back: its chart gets it, and the keyboard goes on from there.
  const chosen = ({ target, detail }) => {
    const chart = target.closest('[role=figure]')
    chart.tabIndex = -1
    open(detail, chart)
  }

  const narrow = window.matchMedia('(max-width: 60rem)')
  const paper = window.matchMedia('print')
  const fits = () => narrow.matches === data.narrow || paper.matches
  const measured = () => { if (!fits()) setStateValue('narrow', narrow.matches) }

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
  memory.card = data.card
  memory.wanted = data.wanted || memory.wanted
  document.title = data.title
  measured()
  arrived()
  look()
  const listeners = [
    [document, 'click', clicked],
    [document, 'number', chosen],
    [document, 'keydown', noted],
    [document, 'pointerdown', noted],
    [narrow, 'change', measured],
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
