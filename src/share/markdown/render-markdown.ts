/** Markdown as HTML, by markdown-it: CommonMark without raw HTML and without pictures, its links checked. Loaded when met. */
import MarkdownIt from 'markdown-it'
import { readableText, webAddress } from '../facts/escape.js'

/** Deeper nesting is left out: it costs much and says nothing. */
const NESTING = 20

/** Elements whose own text says in which direction it runs. */
const TEXTS: ReadonlySet<string> = new Set([
  'paragraph_open',
  'heading_open',
  'bullet_list_open',
  'ordered_list_open',
  'blockquote_open',
])

/** Gives the function that renders a text. What it returns is safe within an element of a page. */
export function markdownRenderer(): (text: string) => string {
  const markdown = new MarkdownIt('commonmark', { html: false, maxNesting: NESTING }).disable('image')
  markdown.validateLink = (address) => webAddress(address) !== undefined
  markdown.core.ruler.push('page', ({ tokens }) => {
    rankHeadings(tokens)
    for (const token of tokens) {
      if (TEXTS.has(token.type)) token.attrSet('dir', 'auto')
      for (const inline of token.children ?? []) {
        // Addresses out of a credential are foreign: no referrer, no vote for search engines.
        if (inline.type === 'link_open') inline.attrSet('rel', 'noopener noreferrer nofollow ugc')
      }
    }
  })
  return (text) => markdown.render(readableText(text))
}

/** The page's own headings have the first two ranks: those of a text begin with the third, and leave none out on the way down. */
function rankHeadings(tokens: readonly { readonly type: string; tag: string }[]): void {
  const headings = tokens.filter(({ type }) => type === 'heading_open' || type === 'heading_close')
  const ranks = headings.map(({ tag }) => Number(tag.slice(1)))
  const highest = Math.min(...ranks)
  let last = 2
  headings.forEach((token, index) => {
    if (token.type === 'heading_open') last = Math.min(6, last + 1, 3 + ranks[index]! - highest)
    token.tag = `h${last}`
  })
}
