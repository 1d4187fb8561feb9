/** Renders the Markdown of one page within a budget. The library is loaded only if the page has Markdown. */
import { isOpenBadgeError } from '../../errors.js'
import { lazy } from '../../lazy.js'
import { escapeMarkup } from '../facts/escape.js'

/** Renders a text of a credential as HTML. */
export type RenderText = (text: string) => string

/** The maximum number of characters of a page that are read as Markdown. Further texts are shown as plain text. */
const MARKDOWN_MAXIMUM = 20_000

const renderer = lazy('markdown', () => import('./render-markdown.js'))

/**
 * Returns the function that renders the texts of one page, in order. If the library does not load, it gives plain text.
 * @param texts the texts of the page; if there are none, the library is not loaded
 */
export async function renderTexts(texts: readonly string[]): Promise<RenderText> {
  if (texts.length === 0) return plainText
  let render: RenderText
  try {
    render = (await renderer()).markdownRenderer()
  } catch (error) {
    if (!isOpenBadgeError(error, 'part_unavailable')) throw error
    return plainText
  }
  let left = MARKDOWN_MAXIMUM
  return (text) => {
    if (text.length > left) return plainText(text)
    left -= text.length
    return `<div class="markdown">${render(text)}</div>`
  }
}

/** The text without Markdown; CSS keeps its lines. */
function plainText(text: string): string {
  return `<p class="text" dir="auto">${escapeMarkup(text)}</p>`
}
