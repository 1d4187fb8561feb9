/** Events of the page: what is chosen, dropped or pasted is verified here and nowhere else. */
import { LANGUAGES, type Language, VERIFY_LIMITS, verify } from 'laurel'
import { TEXTS } from './texts.js'
import { loadWith } from './trusted.js'
import { element, reportView } from './view.js'

const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T
const form = find<HTMLFormElement>('form')
const file = find<HTMLInputElement>('file')
const text = find<HTMLTextAreaElement>('text')
const email = find<HTMLInputElement>('email')
const issuers = find<HTMLTextAreaElement>('issuers')
const trusted = find<HTMLInputElement>('trusted')
const languages = find<HTMLSelectElement>('language')
const status = find('status')
const result = find('result')
const drop = find('drop')
const button = form.querySelector('button')!

/** The input of the last check, so that a change of language can say it again. */
let last: Uint8Array | string | undefined
/** Counts checks; an answer that comes late is dropped. */
let turn = 0

function language(): Language {
  return LANGUAGES.find((known) => known === languages.value) ?? 'en'
}

function speak(): void {
  const texts = TEXTS[language()]
  document.documentElement.lang = language()
  document.title = texts.title
  for (const node of document.querySelectorAll<HTMLElement>('[data-text]')) {
    node.textContent = texts[node.dataset['text'] as keyof typeof texts]
  }
}

async function check(input: Uint8Array | string, moveFocus = true): Promise<void> {
  const own = ++turn
  const texts = TEXTS[language()]
  last = input
  button.disabled = true
  status.textContent = texts.working
  result.hidden = true
  try {
    const load = await loadWith(Array.from(trusted.files ?? [])).catch((error: Error) => {
      status.textContent = `${texts.badTrusted} ${error.message}`
      throw error
    })
    const recipient = email.value.trim()
    const known = issuers.value.split(/\s+/).filter((id) => id !== '')
    const report = await verify(input, {
      load,
      language: language(),
      // Require the rows that the user asked for, so that they cannot be skipped.
      require: [
        ...(recipient === '' ? [] : ['recipient' as const]),
        ...(known.length === 0 ? [] : ['trust' as const]),
      ],
      ...(recipient === '' ? {} : { recipient: { email: recipient } }),
      ...(known.length === 0 ? {} : { issuers: known }),
    })
    if (own !== turn) return
    const { summary, parts } = reportView(report, language())
    result.replaceChildren(...parts, saveLink(report))
    result.hidden = false
    status.textContent = `${texts.done} ${summary.title}`
    if (moveFocus) find('verdict').focus()
  } catch (error) {
    if (status.textContent === texts.working) status.textContent = texts.unreadable
    console.error(error)
  } finally {
    if (own === turn) button.disabled = false
  }
}

/** Reads no more of a file than `verify` takes, so that a huge one costs nothing. */
async function checkFile(chosen: Blob): Promise<void> {
  try {
    await check(new Uint8Array(await chosen.slice(0, VERIFY_LIMITS.input + 1).arrayBuffer()))
  } catch {
    status.textContent = TEXTS[language()].unreadable
  }
}

function saveLink(report: unknown): HTMLElement {
  const json = `${JSON.stringify(report, undefined, 2)}\n`
  const href = `data:application/json;charset=utf-8,${encodeURIComponent(json)}`
  return element('p', {}, element('a', { href, download: 'badge-report.json' }, TEXTS[language()].save))
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const chosen = file.files?.[0]
  if (text.value.trim() !== '') void check(text.value)
  else if (chosen !== undefined) void checkFile(chosen)
  else status.textContent = TEXTS[language()].nothing
})

file.addEventListener('change', () => {
  const chosen = file.files?.[0]
  if (chosen === undefined) return
  text.value = ''
  void checkFile(chosen)
})

for (const name of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) {
  document.addEventListener(name, (event) => {
    event.preventDefault()
    drop.classList.toggle('over', name === 'dragenter' || name === 'dragover')
    if (name !== 'drop') return
    const chosen = event.dataTransfer?.files[0]
    const pasted = event.dataTransfer?.getData('text/plain') ?? ''
    if (chosen !== undefined) void checkFile(chosen)
    else if (pasted.trim() !== '') void check(pasted)
  })
}

document.addEventListener('paste', (event) => {
  // Ignore a paste into another field.
  if (event.target instanceof HTMLInputElement || event.target === issuers) return
  const chosen = event.clipboardData?.files[0]
  const pasted = event.clipboardData?.getData('text/plain') ?? ''
  if (chosen !== undefined) void checkFile(chosen)
  else if (pasted.trim() !== '') {
    event.preventDefault()
    text.value = pasted
    void check(pasted)
  }
})

languages.addEventListener('change', () => {
  speak()
  status.textContent = ''
  if (last !== undefined) void check(last, false)
})

const preferred = navigator.languages
  .map((tag) => tag.slice(0, 2))
  .find((tag) => LANGUAGES.includes(tag as Language))
if (preferred !== undefined) languages.value = preferred
speak()
