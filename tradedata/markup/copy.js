// The text beside a button goes to the clipboard, and the button says so.
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
