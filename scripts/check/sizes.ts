/** Bundles each entry as a user's bundler would; compares its size with a budget and names words that must not be in it. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

interface Budget {
  readonly name: string
  /** What the user's file imports. */
  readonly code: string
  readonly platform: 'browser' | 'node'
  /** Bytes, minified and gzipped, of what loads at once. Raise it only in the commit that causes it. */
  readonly maximum: number
  /** Word → why it must not appear in what loads at once. */
  readonly forbidden: readonly (readonly [word: string | RegExp, why: string])[]
}

const NO_NODE = [/["']node:/, 'a Node module in a browser bundle'] as const
const NO_EVAL = [/new Function\(/, 'code from strings breaks under a content security policy'] as const
const NO_FETCH = [/\bfetch\(/, 'the core starts no I/O'] as const
const NO_JSONLD = ['JsonLdError', 'jsonld.js loads only when a document needs it'] as const

const BUDGETS: readonly Budget[] = [
  {
    // A badge with a did:key of Ed25519 and an eddsa-rdfc-2022 proof needs no more; whatever another document needs loads with it.
    name: 'verify in a browser',
    code: `export { verify } from 'laurel'`,
    platform: 'browser',
    maximum: 60_999,
    forbidden: [
      NO_NODE,
      NO_EVAL,
      NO_FETCH,
      NO_JSONLD,
      ['iTXt', 'images are read only where one was handed in'],
      ['jwks.json', 'JWTs are read only where one was handed in'],
      ['STATUS_RETRIEVAL_ERROR', 'status lists load only for credentials that have one'],
      ['La signature a expir', 'other languages load only where they are asked for'],
      ['The signature has expired', 'sentences load where a badge is not simply genuine'],
      ['the criteria have neither', 'words of rules load where one is broken'],
      ['is a term of VCDM 1.1', 'the rules of plain credentials load where there is one'],
    ],
  },
  {
    name: 'everything in a browser',
    code: `export * from 'laurel'`,
    platform: 'browser',
    maximum: 179_400,
    forbidden: [NO_NODE, NO_EVAL, NO_FETCH, NO_JSONLD],
  },
  {
    name: 'bake and unbake in a browser',
    code: `export { bake, unbake } from 'laurel'`,
    platform: 'browser',
    maximum: 18_100,
    forbidden: [NO_NODE, NO_EVAL, NO_FETCH, [/RDFC|canonize/, 'images need no JSON-LD']],
  },
  {
    name: 'builders in a browser',
    code: `export { openBadge, achievement, profile } from 'laurel'`,
    platform: 'browser',
    maximum: 46_450,
    forbidden: [NO_NODE, NO_EVAL, NO_FETCH, NO_JSONLD],
  },
  {
    name: 'canonize in a browser',
    code: `export { canonize } from 'laurel'`,
    platform: 'browser',
    maximum: 31_750,
    forbidden: [NO_NODE, NO_EVAL, NO_FETCH, NO_JSONLD],
  },
  {
    name: 'validate in a browser',
    code: `export { validate } from 'laurel'`,
    platform: 'browser',
    maximum: 36_550,
    forbidden: [NO_NODE, NO_EVAL, NO_FETCH, NO_JSONLD],
  },
  {
    name: 'share in a browser',
    code: `export * from 'laurel/share'`,
    platform: 'browser',
    maximum: 45_700,
    forbidden: [
      NO_NODE,
      NO_EVAL,
      NO_FETCH,
      ['validateLink', 'Markdown loads only where a page has some'],
      ['id="checks"', 'the code of pages loads with the first page'],
    ],
  },
  {
    // Both functions return at once, so no part of them can load later. Of the 25.0 kB that they need in one file, the rules
    // of pathways take 5.4, the exact search 4.9, reading and judging badges 4.3, answers 2.7, plans 2.6, JSON and dates 2.4,
    // hashes 1.3 and counting 1.3. esbuild adds about 4.5, because it cuts at files that verifyStack could load later.
    name: 'evaluating pathways in a browser',
    code: `export { evaluate, pathway } from 'laurel/pathways'`,
    platform: 'browser',
    // The plain form of members, and what a selective badge may leave out, take 0.6; versions, and groups and caps within the
    // limit, take 1.4; the comparison of requirements takes 1.0.
    maximum: 38_300,
    forbidden: [NO_NODE, NO_EVAL, NO_FETCH, NO_JSONLD],
  },
  {
    // All of it loads when it is called.
    name: 'verifyStack in a browser',
    code: `export { verifyStack } from 'laurel/pathways'`,
    platform: 'browser',
    maximum: 1_300,
    forbidden: [NO_NODE, NO_EVAL, NO_FETCH, NO_JSONLD],
  },
  {
    // It returns at once, so the builder of badges and the evaluation cannot load later.
    name: 'stack in a browser',
    code: `export { stack } from 'laurel/pathways'`,
    platform: 'browser',
    maximum: 75_400,
    forbidden: [NO_NODE, NO_EVAL, NO_FETCH, NO_JSONLD, [/RDFC|canonize/, 'stacks are signed later']],
  },
  {
    name: 'explain in a browser',
    code: `export { explain } from 'laurel/pathways'`,
    platform: 'browser',
    maximum: 9_750,
    forbidden: [NO_NODE, NO_EVAL, NO_FETCH, NO_JSONLD],
  },
  {
    name: 'pathwayImage in a browser',
    code: `export { pathwayImage } from 'laurel/share'`,
    platform: 'browser',
    maximum: 9_200,
    forbidden: [
      NO_NODE,
      NO_EVAL,
      NO_FETCH,
      ['La signature a expir', 'the sentences of reports are not drawn'],
    ],
  },
]

/** Throws when an entry is over its budget or holds a forbidden word. */
export async function checkSizes(tarball: string): Promise<void> {
  const folder = unpack(tarball)
  const faults: string[] = []
  for (const { name, code, platform, maximum, forbidden } of BUDGETS) {
    const { outputFiles } = await build({
      stdin: { contents: code, resolveDir: folder },
      bundle: true,
      minify: true,
      write: false,
      outdir: join(folder, 'out'),
      format: 'esm',
      splitting: true,
      platform,
      logLevel: 'error',
      metafile: true,
    })
    const atOnce = outputFiles.filter(({ path, text }) => eager(outputFiles).has(path) && text !== '')
    const text = atOnce.map((file) => file.text).join('\n')
    const size = atOnce.reduce((sum, file) => sum + gzipSync(file.contents).length, 0)
    console.log(`${name.padEnd(32)} ${String(size).padStart(7)} of ${maximum} bytes`)
    if (size > maximum) faults.push(`${name}: ${size} bytes, budget ${maximum}`)
    for (const [word, why] of forbidden) {
      if (typeof word === 'string' ? text.includes(word) : word.test(text)) {
        faults.push(`${name} holds ${word}: ${why}`)
      }
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

/** The entry and what it imports statically; lazily loaded chunks do not count. */
function eager(files: readonly { readonly path: string; readonly text: string }[]): ReadonlySet<string> {
  const entry = files.find(({ path }) => path.endsWith('stdin.js'))!
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    const text = files.find((file) => file.path === path)?.text ?? ''
    for (const [, chunk] of text.matchAll(/(?:from|import)\s*["'](\.\/[^"']+)["']/g)) {
      visit(resolve(entry.path, '..', chunk!))
    }
  }
  visit(entry.path)
  return seen
}

/** The package as installed, with this repository's dependencies beside it. */
function unpack(tarball: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-sizes-'))
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, 'laurel'), { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', join(modules, 'laurel'), '--strip-components=1'])
  for (const name of readdirSync('node_modules')) {
    if (name !== 'laurel' && !name.startsWith('.'))
      symlinkSync(resolve('node_modules', name), join(modules, name))
  }
  return folder
}
