const [WIDTH, HEIGHT] = [680, 960] // pixels: A4 less the margins in page.css
const BELOW_LEAD = 600 // pixels that the words before a page's first chart and below it leave for it
const LEAST_SHRUNK = 0.6 // smaller words are not read: what is taller goes on on the next page
const SLICE = 120 // pixels at the least, of what goes on there
const [PAUSE, PATIENCE] = [400, 25] // milliseconds between looks whether a panel is filled; how often
const HEADED = 16 // pixels from a heading to what it stands above, at the most

// The chart once more, in slices between which pages may break: none cuts a text or a mark,
// or a heading off.
const slice = (plot) => {
  const whole = plot.querySelector('.svg-container')
  const { top, height } = plot.getBoundingClientRect()
  const taken = [...plot.querySelectorAll('.annotation-text, .point')].map((each) => {
    const { top, bottom } = each.getBoundingClientRect()
    const index = each.closest('.annotation')?.dataset.index
    return { top, bottom: bottom + (index && !plot.layout.annotations[index].name ? HEADED : 0) }
  })
  const cuts = [0]
  for (let y = SLICE; y < height - SLICE; y++) {
    const isFree = taken.every((box) => top + y < box.top || top + y > box.bottom)
    if (isFree && y >= cuts.at(-1) + SLICE) cuts.push(y)
  }
  cuts.forEach((start, place) => {
    const part = document.createElement('div')
    part.className = 'slice'
    part.style.height = `${(cuts[place + 1] ?? height) - start}px`
    part.append(whole.cloneNode(true))
    part.firstChild.style.marginTop = `${-start}px`
    whole.before(part)
  })
}
// What is closed is not there to be printed: its name is.
const CLOSED = '[data-testid=stMain] [data-testid=stExpander]:has(> details:not([open]))'
const closed = () => [...document.querySelectorAll(CLOSED)].filter((each) => !each.closest('.st-key-panel-report'))
const nameClosed = () => {
  for (const each of closed()) each.dataset.closed = `${each.querySelector('summary p').textContent}: closed when this was printed`
}
const filled = async (panel) => {
  const app = document.querySelector('[data-testid=stApp]')
  const isFilled = () => app.dataset.testScriptState === 'notRunning' && panel.querySelector('[data-testid=stExpanderDetails]').innerText.trim()
  for (let tries = 0; tries < PATIENCE && (!tries || !isFilled()); tries++) await new Promise((resolve) => setTimeout(resolve, PAUSE))
}
// The server draws what a panel holds when it opens, further panels among that.
const printWhole = async (button) => {
  const opened = new Set()
  const words = button.textContent
  button.disabled = true
  const waiting = () => closed().filter((each) => !opened.has(each))
  for (let [next, ...more] = waiting(); next; [next, ...more] = waiting()) {
    next.querySelector('summary').click()
    opened.add(next)
    button.textContent = `Opening panel ${opened.size} of ${opened.size + more.length}…`
    await filled(next)
  }
  Object.assign(button, { disabled: false, textContent: words })
  window.print()
  for (const each of [...opened].reverse()) each.querySelector(':scope > details[open] > summary')?.click()
}
const asked = ({ target }) => {
  const button = target.closest?.('[data-print]')
  if (button) printWhole(button)
}
const plots = () => document.querySelectorAll('.js-plotly-plot')

// On paper a chart is no narrower than its labels were placed for: it shrinks, and fits a page.
// One for a phone is drawn as on a desk, where its figure for that has come along.
const toPaper = () => {
  document.querySelectorAll('[data-full] > [data-shown] [data-full]').forEach((button) => button.click())
  const day = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
  document.body.dataset.printed = `${window.location.href}\nData version ${window.tradePaper.version}, printed ${day}`
  nameClosed()
  for (const [place, plot] of plots().entries()) {
    const { data, layout } = plot.shown = { data: plot.data, layout: plot.layout }
    const { width, figure } = layout.meta ? JSON.parse(layout.meta) : window.tradePaper
    const drawn = { ...layout, ...figure?.layout }
    const [wide, high] = [Math.min(1, WIDTH / width), (place ? HEIGHT : BELOW_LEAD) / drawn.height]
    const shrunk = high < LEAST_SHRUNK ? wide : Math.min(wide, high)
    plot.style.setProperty('--shrink', shrunk)
    window.Plotly.react(plot, figure?.data ?? data, { ...drawn, width: WIDTH / shrunk })
    if (high < shrunk) slice(plot)
  }
}
const fromPaper = () => {
  document.querySelectorAll('.slice').forEach((part) => part.remove())
  for (const plot of plots()) window.Plotly.react(plot, plot.shown.data, plot.shown.layout)
}

// Streamlit calls this in every run; what is heard once is heard on every page.
export default function ({ data }) {
  if (!window.tradePaper) {
    window.addEventListener('beforeprint', toPaper)
    window.addEventListener('afterprint', fromPaper)
    document.addEventListener('click', asked)
  }
  window.tradePaper = data
}
