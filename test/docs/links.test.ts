/** Links lead somewhere: those of Markdown files in the repository, and those of the site that `npm run docs` builds. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { deadLinks } from '../../scripts/check/links.js'
import { brokenLinks } from '../../scripts/docs/links.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

function newFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  made.push(folder)
  return folder
}

describe('the Markdown files of the repository', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .filter((file) => existsSync(join(root, file)))

  it('name only files and headings that are there', () => {
    expect(files).toContain('README.md')
    expect(deadLinks(root, files)).toEqual([])
  })

  it('begin with a heading in docs/, since it becomes the title of the page', () => {
    const documents = files.filter((file) => file.startsWith('docs/') && file !== 'docs/index.md')
    const untitled = documents.filter((file) => !/^# \S/.test(readFileSync(join(root, file), 'utf8')))
    expect(documents.length).toBeGreaterThan(10)
    expect(untitled).toEqual([])
  })
})

describe('the check of documents', () => {
  it('names links to missing files and headings, and no others', () => {
    const folder = newFolder('laurel-documents-')
    mkdirSync(join(folder, 'docs/deep'), { recursive: true })
    writeFileSync(
      join(folder, 'README.md'),
      `# A\n[1](docs/b.md#it-works) [2](docs/gone.md) [3](docs/b.md#gone) [4](docs/deep) [5](#a) [6](#b)
![7](art.svg) [8](https://example.org/x) \`[9](none)\`\n\`\`\`md\n[10](none)\n\`\`\`\n[11]: ./away.md\n`,
    )
    writeFileSync(join(folder, 'docs/b.md'), '# B\n## It "works"\n[up](../README.md) [beside](deep/c.md)\n')
    expect(deadLinks(folder, ['README.md', 'docs/b.md'])).toEqual([
      'README.md: docs/gone.md',
      'README.md: docs/b.md#gone',
      'README.md: #b',
      'README.md: art.svg',
      'README.md: ./away.md',
      'docs/b.md: deep/c.md',
    ])
  })
})

describe('the check of a site', () => {
  it('names links to missing pages and missing places, and no others', () => {
    const site = newFolder('laurel-site-')
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
