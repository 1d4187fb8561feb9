/** Renders Markdown with markdown-it: CommonMark without raw HTML and pictures, with checked links. Loaded on demand. */
import MarkdownIt from 'markdown-it'
import { escapeMarkup, readableText, webAddress } from '../facts/escape.js'

/** The maximum number of levels. Deeper content is left out, because it costs much time. */
const NESTING = 20

/** URLs of a credential are untrusted: send no referrer, and tell search engines not to follow. */
const UNTRUSTED = 'noopener noreferrer nofollow ugc'

/** Elements that get `dir="auto"`. */
const TEXTS: ReadonlySet<string> = new Set([
  'paragraph_open',
  'heading_open',
  'bullet_list_open',
  'ordered_list_open',
  'blockquote_open',
])

/** Returns a function from Markdown to HTML that is safe inside an element of a page. */
export function markdownRenderer(): (text: string) => string {
  const markdown = new MarkdownIt('commonmark', { html: false, maxNesting: NESTING })
  markdown.validateLink = (address) => webAddress(address) !== undefined
  // The page loads nothing: a picture becomes a link with its description.
  markdown.renderer.rules['image'] = (tokens, index) => {
    const { attrs, content } = tokens[index]!
    const address = escapeMarkup(String(attrs?.find(([name]) => name === 'src')?.[1]))
    return `<a href="${address}" rel="${UNTRUSTED}">${escapeMarkup(content) || address}</a>`
  }
  markdown.core.ruler.push('page', ({ tokens }) => {
    rankHeadings(tokens)
    for (const token of tokens) {
      if (TEXTS.has(token.type)) token.attrSet('dir', 'auto')
      let isInLink = false
      for (const inline of token.children ?? []) {
        if (inline.type === 'link_open') inline.attrSet('rel', UNTRUSTED)
        if (inline.type === 'image' && isInLink) inline.type = 'text'
        isInLink = inline.type === 'link_open' || (isInLink && inline.type !== 'link_close')
      }
    }
  })
  return (text) => markdown.render(readableText(text))
}

/** Headings in a text begin at level 3, because the page uses levels 1 and 2. No level is skipped. */
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
