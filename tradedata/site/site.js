const { up, plotly, version, versions } = document.body.dataset
const query = new URLSearchParams(window.location.search)

// An address of the live page leads to the same card; a citation names the version that it was made from.
const cited = query.get('version')?.replace(/\W+$/, '')
const asked = query.get('claim')
if (asked && /^[\w.-]+$/.test(asked)) window.location.replace(`${up}claim/${asked}.html${cited ? `?version=${encodeURIComponent(cited)}` : ''}`)
if (cited && cited !== version) {
  const note = document.createElement('p')
  note.className = 'notice'
  note.textContent = `The address names data version ${cited}; this page shows version ${version}. `
  if (versions.split(' ').includes(cited)) {
    const link = document.createElement('a')
    link.href = `${up}data/${cited}/index.html`
    link.textContent = `The data of version ${cited}`
    note.append(link)
  }
  document.querySelector('main').prepend(note)
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-copy]')
  if (button) copied(button)
})

// A picture becomes a chart when it is asked for: what draws it is larger than all the site's pages.
const load = (address) => new Promise((resolve, reject) => {
  const script = document.createElement('script')
  Object.assign(script, { src: address, onload: resolve, onerror: reject })
  document.head.append(script)
})
const draw = async (button) => {
  const words = button.textContent
  button.disabled = true
  button.textContent = 'Loading…'
  try {
    let figures
    window.tradeFigures = (given) => { figures = given }
    if (!window.Plotly) await load(plotly)
    await load(button.dataset.figures)
    const chart = button.closest('.chart')
    const picture = chart.querySelector('picture')
    const narrow = window.matchMedia(picture.querySelector('source').media)
    const plot = document.createElement('div')
    picture.replaceWith(plot)
    chart.querySelector('.more')?.remove()
    const show = () => {
      const { data, layout } = figures[Number(narrow.matches)]
      window.Plotly.react(plot, data, layout, { displayModeBar: false, responsive: true })
    }
    show()
    narrow.addEventListener('change', show)
    button.remove()
  } catch {
    button.disabled = false
    button.textContent = `${words}: did not load, try again`
  }
}
for (const button of document.querySelectorAll('[data-figures]')) {
  button.hidden = false
  button.onclick = () => draw(button)
}
listenToCharts()
document.addEventListener('number', ({ detail }) => { window.location.href = `${up}claim/${detail}.html` })

// The table: in any order, searched and filtered here, as the live page does.
const form = document.querySelector('form.search')
const given = window.tradeTable
if (form && given) {
  const table = document.querySelector('.scroll.rows')
  const note = document.querySelector('[role=status]')
  const fold = (words) => [...words.normalize('NFKD')].map((letter) => given.letters[letter] ?? letter.toLowerCase()).join('')
  const kept = ([text, product, side, first, last]) => {
    const { q, product: only, side: by, from, to } = form.elements
    return fold(q.value).split(/\s+/).every((word) => text.includes(word)) &&
      [product, ''].includes(only.value) && [side, ''].includes(by.value) &&
      (!from.value || last >= from.value) && (!to.value || (first && first <= to.value))
  }
  const show = () => {
    const rows = given.rows.filter((_, place) => kept(given.foundBy[place]))
    drawRows({ data: { ...given, rows, version: rows.map(([id]) => id).join() }, parentElement: document })
    note.textContent = rows.length ? `${rows.length} of ${given.rows.length} rows` : 'Nothing found. Try fewer words, or another choice.'
  }
  const keep = () => {
    for (const { name, value } of form.elements) {
      if (value) query.set(name, value)
      else query.delete(name)
    }
    const words = String(query)
    window.history.replaceState(null, '', `${window.location.pathname}${words && `?${words}`}${window.location.hash}`)
  }
  for (const [name, value] of query) {
    if (form.elements[name]) form.elements[name].value = value
  }
  form.hidden = false
  form.onsubmit = (event) => event.preventDefault()
  form.oninput = () => { show(); keep() }
  table.querySelector('thead tr').replaceChildren()
  table.onclick = ({ target }) => {
    if (!target.closest('a, button') && !String(window.getSelection())) target.closest('tbody tr')?.querySelector('a').click()
  }
  show()
}
