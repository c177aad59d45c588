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
