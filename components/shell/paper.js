const [WIDTH, HEIGHT] = [680, 960] // pixels: A4 less the margins in page.css
const LEAST_SHRUNK = 0.6 // smaller words are not read: what is taller goes on on the next page
const SLICE = 120 // pixels at the least, of what goes on there

// The chart once more, in slices between which pages may break: none cuts a text or a mark.
const slice = (plot) => {
  const whole = plot.querySelector('.svg-container')
  const { top, height } = plot.getBoundingClientRect()
  const taken = [...plot.querySelectorAll('.annotation-text, .point')].map((each) => each.getBoundingClientRect())
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
const plots = () => document.querySelectorAll('.js-plotly-plot')

// On paper a chart is no narrower than its labels were placed for: it shrinks, and fits a page.
const toPaper = () => {
  const { width, version } = window.tradePaper
  document.querySelectorAll('[data-full] > [data-shown] [data-full]').forEach((button) => button.click())
  const day = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
  document.body.dataset.printed = `${window.location.href}\nData version ${version}, printed ${day}`
  for (const plot of plots()) {
    const [wide, high] = [Math.min(1, WIDTH / width), HEIGHT / plot.layout.height]
    const shrunk = high < LEAST_SHRUNK ? wide : Math.min(wide, high)
    plot.width = plot.layout.width
    plot.style.setProperty('--shrink', shrunk)
    window.Plotly.relayout(plot, { width: WIDTH / shrunk })
    if (high < shrunk) slice(plot)
  }
}
const fromPaper = () => {
  document.querySelectorAll('.slice').forEach((part) => part.remove())
  for (const plot of plots()) window.Plotly.relayout(plot, { width: plot.width })
}

// Streamlit calls this in every run; what is heard once is heard on every page.
export default function ({ data }) {
  if (!window.tradePaper) {
    window.addEventListener('beforeprint', toPaper)
    window.addEventListener('afterprint', fromPaper)
  }
  window.tradePaper = data
}
