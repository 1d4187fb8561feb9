/** Narratives as HTML: what Markdown may do on a page, and what it may not. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { credentialPage } from '../../src/share/index.js'
import { renderTexts } from '../../src/share/markdown/markdown.js'
import { bySuite } from '../by-suite.js'
import { badge, report } from './badge.js'

const rendered = async (text: string): Promise<string> => (await renderTexts([text]))(text)

/** Elements that a narrative may become. */
const ELEMENTS = /^(?:div|p|strong|em|a|ul|ol|li|blockquote|pre|code|hr|br|h[3-6])$/
/** Attributes that they may have. */
const ATTRIBUTES =
  / (?:dir="auto"|class="(?:text|markdown|language-[^"]*)"|start="\d+"|href="https?:[^"]*"|title="[^"]*"|rel="noopener noreferrer nofollow ugc")/g

function isInert(html: string): boolean {
  const tags = Array.from(
    html.matchAll(/<\/?([^\s>/]*)([^>]*?)\/?>/g),
    ([, name, rest]) => [name!, rest!] as const,
  )
  const opened = html.split('<').length - 1
  return (
    opened === tags.length &&
    tags.every(([name, rest]) => ELEMENTS.test(name) && rest.replace(ATTRIBUTES, '').trim() === '')
  )
}

describe('a narrative', () => {
  it('is read as CommonMark', async () => {
    const html = await rendered(
      '# Aims\n\n- explains **ownership**\n- passes the *exam*\n\n> quoted\n\n```rust\nfn main() {}\n```\n\n[more](https://example.edu/a?b=1&c=2)',
    )
    for (const part of [
      '<h3 dir="auto">Aims</h3>',
      '<li>explains <strong>ownership</strong></li>',
      '<em>exam</em>',
      '<blockquote dir="auto">',
      '<code class="language-rust">fn main() {}',
      '<a href="https://example.edu/a?b=1&amp;c=2" rel="noopener noreferrer nofollow ugc">more</a>',
    ])
      expect(html).toContain(part)
    expect(html).not.toContain('**')
    expect(isInert(html)).toBe(true)
  })

  it('has headings below those of the page, none of them left out', async () => {
    const tags = async (text: string): Promise<string[]> =>
      Array.from((await rendered(text)).matchAll(/<(h\d)/g), ([, tag]) => tag!)
    expect(await tags('## a\n\n#### b\n\n# c\n\n###### d')).toEqual(['h3', 'h4', 'h3', 'h4'])
    expect(await tags('###### a\n\n###### b')).toEqual(['h3', 'h3'])
  })

  it('shows raw HTML as text', async () => {
    for (const text of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      'a <b onclick="x">b</b>',
      '<!-- c --><style>*{}</style>',
      '<![CDATA[<script>]]>',
      '<?php ?><!DOCTYPE html>',
      '</div></main><iframe src="https://evil.example">',
      '```\n</code></pre><script>\n```',
      '```"><script>\nx\n```',
    ]) {
      const html = await rendered(text)
      expect(isInert(html), html).toBe(true)
      expect(html).not.toMatch(/<(?:script|img|b|style|iframe)/)
    }
  })

  it.each([
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](&#106;avascript:alert(1))',
    '[a](java\u0000script:alert(1))',
    '[a](data:text/html,<script>alert(1)</script>)',
    '[a](data:image/png;base64,AAAA)',
    '[a](vbscript:x)',
    '[a](file:///etc/passwd)',
    '[a](//evil.example)',
    '[a](/relative)',
    '[a](https://user:secret@evil.example/)',
    '<javascript:alert(1)>',
    '[a][x]\n\n[x]: javascript:alert(1)',
    '<ada@example.org>',
  ])('links nowhere with %j', async (text) => {
    const html = await rendered(text)
    expect(html).not.toContain('<a')
    expect(isInert(html), html).toBe(true)
  })

  it('links to a picture, with its description', async () => {
    const href = 'href="https://example.edu/x.png" rel="noopener noreferrer nofollow ugc"'
    expect(
      await rendered('![A *tree*](https://example.edu/x.png "t") ![](https://example.edu/x.png)'),
    ).toContain(`<a ${href}>A *tree*</a> <a ${href}>https://example.edu/x.png</a>`)
    const inLink = await rendered('[![A tree](https://example.edu/x.png) b](https://example.edu/) c')
    expect(inLink).toContain('>A tree b</a> c')
    expect(inLink.match(/<a /g)).toHaveLength(1)
    const hostile = await rendered('![<b>"](https://example.edu/?a=%22&b) ![c](javascript:alert(1))')
    expect(hostile).toContain('href="https://example.edu/?a=%22&amp;b"')
    expect(hostile).toContain('&lt;b&gt;&quot;')
    expect(hostile).toContain('![c](javascript:alert(1))')
  })

  it('shows no picture, from any URL', async () => {
    const html = await rendered('![alt](https://tracker.example/x.png) ![b](data:image/png;base64,AAAA)')
    expect(html).not.toContain('<img')
    expect(html).toContain('alt')
  })

  it('keeps a title of a link within its quotes', async () => {
    const html = await rendered('[a](https://example.edu "x\\" onclick=\\"alert(1)")')
    expect(isInert(html), html).toBe(true)
  })

  it('of any text is inert', async () => {
    const bits = fc.constantFrom(
      ...'*_`[]()<>!#&;:"\'\\-+=~|\n \t1.'.split(''),
      'a',
      '\u0000',
      '\uD800',
      'é',
      'א',
      'javascript:',
      'https://e.example',
      '&lt;',
      '&#60;',
      '<script>',
      '-->',
    )
    const render = await renderTexts(['x'])
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 60 }), (parts) => {
        const html = render(parts.join('').slice(0, 60))
        expect(isInert(html), html).toBe(true)
        expect(html).not.toMatch(/[\uD800-\uDFFF](?![\uDC00-\uDFFF])|\u0000/)
      }),
      { numRuns: bySuite(60, 400) },
    )
  })
})

/** Texts that cost parsers dear: nesting, delimiters that never close, definitions, entities. */
const LENGTH = 20_000
const fill = (unit: string): string => unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH)
const BOMBS: Readonly<Record<string, string>> = {
  quotes: fill('>'),
  'quotes in lists': fill('> - '),
  'lists in lists': fill('- '),
  'numbers in numbers': fill('1. '),
  brackets: fill('['),
  'open links': fill('[a]('),
  'open pictures': fill('!['),
  links: fill('[a](b)'),
  'strong and emphasised': fill('*_'),
  asterisks: fill('*a'),
  definitions: fill('[a]: b\n'),
  'angle brackets': fill('<a '),
  entities: fill('&amp'),
  headings: fill('a\n=\n'),
  fences: fill('```\n'),
  backticks: Array.from({ length: 190 }, (_, i) => `${'`'.repeat(i + 1)}a`).join(' '),
  emoji: fill('😀*'),
}

describe('a hostile narrative', () => {
  it.each(Object.entries(BOMBS))('of %s is answered, and stays small', async (_, text) => {
    const html = await rendered(text)
    expect(isInert(html)).toBe(true)
    expect(html.length).toBeLessThan(20 * LENGTH)
  })

  it('is read as Markdown within the budget of its page, and shown as it stands beyond', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({
      type: ['Evidence'],
      name: `Work ${i}`,
      narrative: `**${i}** ${'x'.repeat(990)}`,
    }))
    const credential = badge({ evidence: many })
    const page = await credentialPage(credential, report({ structure: 'pass', proof: 'pass' }, credential))
    expect(page.match(/<strong>\d+<\/strong>/g)).toHaveLength(20)
    expect(page).toContain('<p class="text" dir="auto">**39** xxx')
  })
})
