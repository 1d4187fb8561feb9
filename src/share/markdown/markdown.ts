/** The Markdown of one page: the library is loaded where there is some, and works within a budget. */
import { isOpenBadgeError } from '../../errors.js'
import { lazy } from '../../lazy.js'
import { escapeMarkup } from '../facts/escape.js'

/** A text of a credential as elements of a page. */
export type RenderText = (text: string) => string

/** Characters of one page that are read as Markdown; what is beyond them is shown as it stands. */
const MARKDOWN_MAXIMUM = 20_000

const renderer = lazy('markdown', () => import('./render-markdown.js'))

/**
 * The function that renders the texts of one page, in order. Where the library does not load, texts are shown as they
 * stand: their words are the same.
 * @param texts what will be rendered, for whether there is anything to load
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

/** Line by line, as it stands. */
export function plainText(text: string): string {
  return `<p class="text" dir="auto">${escapeMarkup(text)}</p>`
}
