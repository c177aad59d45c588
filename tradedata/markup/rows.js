// A row of the data: its card, its distance from trade between the two areas, the place of its unit,
// its value, its days, and its cells, each of lines of words with their language.
const [CARD, DISTANCE, UNIT, VALUE, DAYS, CELLS] = [0, 1, 2, 3, 4, 5]
const { compare } = new Intl.Collator('en', { numeric: true })

const make = (tag, words, attributes = {}) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(words)
  return element
}
const line = (given) => {
  const [words, lang] = [given].flat()
  return make('div', words, { dir: 'auto', ...(lang && { lang }) })
}
const cell = (lines) => {
  const made = make('td', '')
  made.append(...lines.map(line))
  return made
}
const rowOf = (row, card) => {
  const [[number], ...others] = row[CELLS]
  const value = make('data', number, { value: row[VALUE], 'data-id': row[CARD] })
  const link = make('a', value, { href: card.replace('{}', encodeURIComponent(row[CARD])), tabindex: -1 })
  const made = make('tr', make('th', link, { scope: 'row' }), { 'data-card': row[CARD] })
  made.append(...others.map(cell))
  return made
}

// Trade between the two areas stands first and the world last, what is blank last of each, whichever
// way; numbers are set in order within their unit.
const inOrder = (lines, { column, order, way }) => [...lines].sort(([a], [b]) => {
  const nearer = a[DISTANCE] - b[DISTANCE]
  if (order === 'value') return nearer || a[UNIT] - b[UNIT] || way * (a[VALUE] - b[VALUE])
  const [x, y] = [a, b].map((row) => (order === 'days' ? row[DAYS] : row[CELLS][column].flat().join(' ')))
  return nearer || !x - !y || way * compare(x, y)
})

export default function ({ data, parentElement }) {
  const table = parentElement.querySelector('table')
  const body = table.tBodies[0]
  const heads = () => [...table.tHead.rows[0].cells]
  const link = (line) => line?.querySelector('a')
  const hold = (chosen) => {
    for (const each of body.querySelectorAll('a[tabindex="0"]')) each.tabIndex = -1
    if (chosen) chosen.tabIndex = 0
  }
  const arrange = () => {
    const lines = table.sorted ? inOrder(table.lines, table.sorted) : table.lines
    body.replaceChildren(...lines.map(([, line]) => line))
    heads().forEach((head, place) => {
      const isSorted = place === table.sorted?.column
      if (isSorted) head.setAttribute('aria-sort', table.sorted.way > 0 ? 'ascending' : 'descending')
      else head.removeAttribute('aria-sort')
    })
    hold(link(body.rows[0]))
  }
  // Numbers and days are asked for from the largest on, words from the first; then the other way,
  // then the order of the page.
  const sort = (column, order) => {
    const first = order === 'words' ? 1 : -1
    const { sorted } = table
    if (sorted?.column !== column) table.sorted = { column, order, way: first }
    else table.sorted = sorted.way === first ? { ...sorted, way: -first } : null
    arrange()
  }

  if (!heads().length) {
    table.tHead.rows[0].append(...data.columns.map(([words, order], column) => {
      const button = make('button', words, { type: 'button' })
      button.onclick = () => sort(column, order)
      return make('th', button, { scope: 'col' })
    }))
  }
  if (table.version !== data.version) {
    table.version = data.version
    table.lines = data.rows.map((row) => [row, rowOf(row, data.card)])
    arrange()
  }
  body.onmousedown = (event) => hold(link(event.target.closest('tr')))
  body.onkeydown = (event) => {
    const line = event.target.closest('tr')
    const next = { ArrowDown: line.nextSibling, ArrowUp: line.previousSibling }[event.key]
    if (!next) return
    event.preventDefault()
    hold(link(next))
    link(next).focus()
  }
}
