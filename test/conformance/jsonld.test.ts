/**
 * The W3C suite of the JSON-LD 1.1 API (toRdf, expand) and the Open Badges samples, against jsonld.js and against the
 * suite's own results. laurel knows safe mode and no base only: what loses data is refused, as jsonld.js refuses it so.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { OpenBadgeError } from '../../src/errors.js'
import { CANONIZE_LIMITS } from '../../src/jsonld/budget/limits.js'
import { blocksText, canonicalBlocks } from '../../src/jsonld/rdfc10/canonicalize.js'
import type { Load } from '../../src/ports.js'
import { parseNQuads } from '../jsonld/parse-n-quads.js'
import { disagreement, type Outcome, ours, reasonToFallBack, reference } from '../jsonld/reference.js'
import { vectors } from '../vectors.js'

const BASE = 'https://w3c.github.io/json-ld-api/tests/'
const suite = join(vectors, 'w3c/json-ld-api')
const samples = join(vectors, 'ob3/samples')

interface Entry {
  readonly '@id': string
  readonly '@type': readonly string[]
  readonly input: string
  readonly expect?: string
  readonly option?: Readonly<Record<string, unknown>>
}

type Plain = Record<string, unknown>

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** Contexts of the suite, by URL. */
const load: Load = async (url, purpose) => {
  const file = url.startsWith(BASE) ? join(suite, url.slice(BASE.length)) : ''
  if (file === '' || !existsSync(file)) {
    throw new OpenBadgeError('document_unknown', `no ${url}`, { url, purpose })
  }
  return json(file)
}

/** The document with the base and the context that the suite gives it as options, written into it. */
function withOptions(document: unknown, entry: Entry): unknown {
  const base = (entry.option?.['base'] as string | undefined) ?? BASE + entry.input
  const more = entry.option?.['expandContext'] as string | undefined
  const before: unknown[] = more === undefined ? [] : [(json(join(suite, more)) as Plain)['@context']]
  const wrap = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return node
    const local = Object.hasOwn(node, '@context') ? [(node as Plain)['@context']].flat() : []
    return { ...node, '@context': [{ '@base': base }, ...before, ...local] }
  }
  return Array.isArray(document) ? document.map(wrap) : wrap(document)
}

const same = (left: Outcome, right: Outcome): boolean =>
  'text' in left && 'text' in right && left.text === right.text

describe('json-ld-api', () => {
  if (!existsSync(suite)) {
    console.log('conformance: json-ld-api absent, skipped')
    it.skip('absent')
    return
  }

  for (const part of ['toRdf', 'expand'] as const) {
    it(`${part}: gives what jsonld.js gives, for every input`, async () => {
      const { sequence } = json(join(suite, `${part}-manifest.jsonld`)) as { sequence: readonly Entry[] }
      const findings: string[] = []
      const count = { agree: 0, fast: 0, suite: 0, refused: 0, other: 0 }
      for (const entry of sequence) {
        const file = join(suite, entry.input)
        const document = json(file) as Plain
        if (typeof document !== 'object' || document === null) continue
        const completed = withOptions(document, entry)
        let agrees = true
        for (const variant of [document, completed]) {
          const difference = disagreement(await reference(variant, load), await ours(variant, load))
          if (difference === undefined) continue
          agrees = false
          findings.push(`${entry['@id']} ${difference}`)
        }
        if (agrees) count.agree++
        if (reasonToFallBack(document) === undefined) count.fast++
        if (!entry['@type'].includes('jld:PositiveEvaluationTest')) continue
        const found = await ours(completed, load)
        if (same(found, await expected(part, entry))) count.suite++
        else if ('refused' in found) count.refused++
        else count.other++
      }
      console.log(
        `conformance: json-ld-api ${part} ${count.agree}/${sequence.length} as jsonld.js; ` +
          `fast way ${count.fast}, fallback ${sequence.length - count.fast}; ` +
          `of the positive ones ${count.suite} give the suite's result, ${count.refused} are refused in safe mode, ` +
          `${count.other} differ as jsonld.js differs`,
      )
      expect(findings).toEqual([])
      expect(count.suite).toBeGreaterThan(200)
    })
  }

  async function expected(part: 'toRdf' | 'expand', entry: Entry): Promise<Outcome> {
    const file = join(suite, entry.expect!)
    if (part === 'expand') return ours(json(file), load)
    try {
      const { dataset } = parseNQuads(readFileSync(file, 'utf8'))
      return { text: blocksText(canonicalBlocks(dataset, { limits: CANONIZE_LIMITS })) }
    } catch {
      return { refused: 'generalised RDF' }
    }
  }
})

describe('samples of Open Badges and CLR', () => {
  if (!existsSync(samples)) {
    console.log('conformance: ob3 samples absent, skipped')
    it.skip('absent')
    return
  }
  const contexts: Record<string, unknown> = {}
  for (const name of ['context.json', 'context-2.0.1.json']) {
    const file = name === 'context.json' ? 'clr-v2p0.json' : 'clr-v2p0-2.0.1.json'
    contexts[`https://purl.imsglobal.org/spec/clr/v2p0/${name}`] = json(
      join(vectors, 'ob3/contexts/validator', file),
    )
  }
  const loadClr: Load = async (url, purpose) => {
    const context = contexts[url]
    if (context === undefined) throw new OpenBadgeError('document_unknown', `no ${url}`, { url, purpose })
    return context
  }

  it('have the canonical form that jsonld.js gives, by the fast way where they are well-formed', async () => {
    const findings: string[] = []
    const slow: string[] = []
    const count = { all: 0, wellFormed: 0, fast: 0 }
    for (const folder of ['ob30', 'ob30/bit-string-list', 'ob30/sd', 'clr20']) {
      for (const name of readdirSync(join(samples, folder))) {
        if (!/\.json$|^testlist$/.test(name)) continue
        const document = json(join(samples, folder, name))
        count.all++
        const judged = await reference(document, loadClr)
        const difference = disagreement(judged, await ours(document, loadClr))
        if (difference !== undefined) findings.push(`${name} ${difference}`)
        if ('refused' in judged) continue
        count.wellFormed++
        const reason = reasonToFallBack(document, contexts)
        if (reason === undefined) count.fast++
        else slow.push(`${name}: ${reason}`)
      }
    }
    console.log(
      `conformance: ob3 samples ${count.all - findings.length}/${count.all} as jsonld.js; ` +
        `well-formed ${count.wellFormed}, of them the fast way ${count.fast}`,
    )
    expect(findings).toEqual([])
    expect(slow).toEqual([])
  })

  it('include the official signed examples, whose canonical forms are published', async () => {
    const examples = [
      ['obv3p0', 'impl_linked-data-proof-ob__08-signed-credential.json'],
      ['clrv2p0', 'impl_linked-data-proof-clr__08-signed-credential.json'],
    ] as const
    let passed = 0
    for (const [folder, file] of examples) {
      const { proof, ...document } = json(join(vectors, 'ob3/examples', file)) as Plain
      const { proofValue, ...configuration } = [proof].flat()[0] as Plain
      const published = (name: string): string =>
        readFileSync(join(vectors, 'ob3/vectors', folder, name), 'utf8').trimEnd()
      const form = async (node: unknown): Promise<string> => {
        const found = await ours(node, loadClr)
        return 'text' in found ? found.text.trimEnd() : found.refused
      }
      expect(await form(document), file).toBe(published('document-canon.txt'))
      const proofForm = await form({ ...configuration, '@context': document['@context'] })
      expect(proofForm, file).toBe(published('proof-canon.txt'))
      passed += 2
    }
    console.log(`conformance: canonical forms of the official signed examples ${passed}/${passed}`)
  })
})
