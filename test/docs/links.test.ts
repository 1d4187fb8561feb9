/** Links lead somewhere: those of Markdown files in the repository, and those of the site that `npm run docs` builds. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { brokenLinks } from '../../scripts/docs/links.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

describe('the Markdown files of the repository', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .filter((file) => existsSync(join(root, file)))

  it('name only files that are there', () => {
    const missing = files.flatMap((file) =>
      linksOf(readFileSync(join(root, file), 'utf8'))
        .filter((link) => !existsSync(join(root, dirname(file), link)))
        .map((link) => `${file}: ${link}`),
    )
    expect(files).toContain('README.md')
    expect(missing).toEqual([])
  })

  it('begin with a heading in docs/, since it becomes the title of the page', () => {
    const documents = files.filter((file) => file.startsWith('docs/') && file !== 'docs/index.md')
    const untitled = documents.filter((file) => !/^# \S/.test(readFileSync(join(root, file), 'utf8')))
    expect(documents.length).toBeGreaterThan(10)
    expect(untitled).toEqual([])
  })
})

describe('the check of a site', () => {
  it('names links to missing pages and missing places, and no others', () => {
    const site = mkdtempSync(join(tmpdir(), 'laurel-site-'))
    mkdirSync(join(site, 'deep'))
    writeFileSync(join(site, 'icon.svg'), '<svg><g id="up"/></svg>')
    writeFileSync(
      join(site, 'deep/a.html'),
      '<h1 id="top">A</h1><a href="../b.html#here">b</a><a href="#top">a</a>',
    )
    writeFileSync(
      join(site, 'b.html'),
      `<h2 id="here">B</h2><img src="icon.svg#up"><a href="deep/a.html#gone">x</a><a href="c.html?a=1&amp;b">y</a>
       <a href="https://example.org/none">z</a><a href="mailto:ada@example.org">m</a>`,
    )
    const { pages, links, broken } = brokenLinks(site)
    expect([pages, links]).toEqual([2, 5])
    expect(broken).toEqual([
      'b.html links to deep/a.html#gone, which is not there',
      'b.html links to c.html?a=1&b, which is not there',
    ])
  })
})

/** Paths of the links to other files, outside code. */
function linksOf(markdown: string): readonly string[] {
  const text = markdown.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '')
  return Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, link]) => link!.split('#')[0]!).filter(
    (link) => link !== '' && !/^[a-z]+:/i.test(link),
  )
}
