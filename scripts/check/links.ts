/** Links between Markdown files: each leads to a file, a folder or a heading. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Throws if a document of the package links to something that was not packed. */
export function checkLinks(tarball: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-links-'))
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'])
  const documents = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.md'),
  )
  const dead = deadLinks(folder, documents)
  if (dead.length > 0) throw new Error(`links that lead nowhere in the package:\n${dead.join('\n')}`)
  console.log(`links: those of ${documents.length} documents lead to files of the package`)
}

/** The relative links of the documents below `root` that lead nowhere, each as `document: link`. */
export function deadLinks(root: string, documents: readonly string[]): readonly string[] {
  return documents.flatMap((document) =>
    relativeLinks(readFileSync(join(root, document), 'utf8'))
      .filter((link) => {
        const [path, heading] = link.split('#', 2) as [string, string?]
        const target = path === '' ? join(root, document) : join(root, dirname(document), path)
        if (!existsSync(target)) return true
        return heading !== undefined && !headings(readFileSync(target, 'utf8')).has(heading)
      })
      .map((link) => `${document}: ${link}`),
  )
}

/** Outside code. */
function relativeLinks(markdown: string): readonly string[] {
  const links = withoutFences(markdown)
    .replace(/`[^`\n]*`/g, '')
    .matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]:\s*(\S+)/gm)
  return Array.from(links, ([, inline, defined]) => inline ?? defined!).filter(
    (link) => !/^[a-z]+:/i.test(link),
  )
}

/** The names of the headings, as GitHub and npm make them. */
function headings(markdown: string): ReadonlySet<string> {
  const texts = withoutFences(markdown).matchAll(/^#+ (.+)$/gm)
  return new Set(
    Array.from(texts, ([, text]) =>
      text!
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

function withoutFences(markdown: string): string {
  return markdown.replace(/^```.*?^```/gms, '')
}
