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
    for (const token of tokens) {
      if (TEXTS.has(token.type)) token.attrSet('dir', 'auto')
      // The page's own headings are of the first two ranks.
      if (token.type === 'heading_open' || token.type === 'heading_close') token.tag = lower(token.tag)
      for (const inline of token.children ?? []) {
        // Addresses out of a credential are foreign: no referrer, no vote for search engines.
        if (inline.type === 'link_open') inline.attrSet('rel', 'noopener noreferrer nofollow ugc')
      }
    }
  })
  return (text) => markdown.render(readableText(text))
}

function lower(tag: string): string {
  return `h${Math.min(6, Number(tag.slice(1)) + 2)}`
}
