/** Canonicalisation: laurel against jsonld.js and rdf-canonize, in turns in one process. */
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import jsonld from 'jsonld'
import { bundledContext } from '../../src/documents/bundled.js'
import { type JsonObject, snapshot } from '../../src/encoding/json.js'
import { Batch } from '../../src/jsonld/batch/batch.js'
import { CANONIZE_LIMITS } from '../../src/jsonld/budget/limits.js'
import { canonize, toCanonical } from '../../src/jsonld/canonize.js'
import { Dataset } from '../../src/jsonld/rdf/dataset.js'
import { predicateOf } from '../../src/jsonld/rdf/predicate.js'
import { blocksText, canonicalBlocks } from '../../src/jsonld/rdfc10/canonicalize.js'
import { JSONLD_OPTIONS } from '../jsonld/jsonld-options.js'
import { compare, row } from './ratio.js'

type Plain = Record<string, unknown>

const CONTEXT = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
]

const issuer = {
  id: 'https://example.edu/issuers/1',
  type: 'Profile',
  name: 'Example University',
  phone: '+1 555 0100',
  url: 'https://example.edu/',
  email: 'badges@example.edu',
}

function achievement(n: number): Plain {
  return {
    id: `https://example.edu/achievements/${n}`,
    type: 'Achievement',
    achievementType: 'Certificate',
    inLanguage: 'en',
    humanCode: 'R1',
    name: `Rust ${n}`,
    description: 'Knows ownership, borrowing and lifetimes, and when not to fight them.',
    criteria: {
      id: `https://example.edu/achievements/${n}/criteria`,
      narrative: 'Passed the exam and the project.',
    },
    image: { id: `https://example.edu/achievements/${n}.png`, type: 'Image' },
  }
}

/** A typical badge: 29 quads. */
function badge(n: number, more: Plain = {}): Plain {
  return {
    '@context': CONTEXT,
    id: `urn:uuid:9c1d3a5e-0000-4000-8000-${String(n).padStart(12, '0')}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Rust',
    validFrom: '2026-01-01T00:00:00Z',
    issuer,
    credentialSubject: {
      type: 'AchievementSubject',
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${(n * 7919).toString(16).padStart(64, '0')}`,
          identityType: 'emailAddress',
          salt: `salt${n}`,
        },
      ],
      achievement: achievement(1),
    },
    ...more,
  }
}

function endorsement(n: number): Plain {
  return {
    '@context': CONTEXT,
    id: `urn:uuid:endorsement-${n}`,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'Endorsement',
    validFrom: '2026-01-01T00:00:00Z',
    issuer: { id: `https://endorser.example/${n}`, type: 'Profile', name: `Endorser ${n}` },
    credentialSubject: {
      id: issuer.id,
      type: 'EndorsementSubject',
      endorsementComment: `They are good, says ${n}.`,
    },
  }
}

/** A badge with four endorsements and twenty results. */
function rich(n: number): Plain {
  const subject = badge(n)['credentialSubject'] as Plain
  const resultDescription = Array.from({ length: 20 }, (_, i) => ({
    id: `urn:uuid:description-${i}`,
    type: 'ResultDescription',
    name: `Part ${i}`,
    resultType: 'Percent',
    valueMin: '0',
    valueMax: '100',
  }))
  const result = resultDescription.map(({ id }, i) => ({
    type: 'Result',
    resultDescription: id,
    value: String(50 + i),
    status: 'Completed',
  }))
  return badge(n, {
    credentialSubject: { ...subject, result, achievement: { ...achievement(1), resultDescription } },
    endorsement: [1, 2, 3, 4].map(endorsement),
  })
}

/** Forty badges as the verifiable credentials of one presentation, of the size of a CLR. */
function record(): Plain {
  return {
    '@context': CONTEXT,
    id: 'urn:uuid:record',
    type: 'VerifiablePresentation',
    verifiableCredential: Array.from({ length: 40 }, (_, n) => {
      const subject = badge(n)['credentialSubject'] as Plain
      return badge(n, { credentialSubject: { ...subject, achievement: achievement(n) } })
    }),
  }
}

const proof = {
  '@context': CONTEXT,
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  created: '2026-01-01T00:00:00Z',
  verificationMethod: 'did:key:z6MkhaXg#z6MkhaXg',
  proofPurpose: 'assertionMethod',
}

const plain = (document: unknown): JsonObject => snapshot(document, CANONIZE_LIMITS) as JsonObject

/** jsonld.js in safe mode, its caches warm; a loader's tag `static` lets it keep contexts from call to call. */
const byJsonld = (document: unknown, tagged: boolean): Promise<string> =>
  jsonld.canonize(document, {
    ...JSONLD_OPTIONS,
    documentLoader: async (url) => ({
      contextUrl: null,
      documentUrl: url,
      ...(tagged ? { tag: 'static' } : {}),
      document: structuredClone(bundledContext(url)),
    }),
  })

const quadsOf = async (document: unknown): Promise<number> =>
  (await canonize(document)).split('\n').length - 1

export async function bench(): Promise<void> {
  await documentsAgainstJsonld()
  await proofAndBatch()
  await growth()
  await chain()
  cold()
}

async function documentsAgainstJsonld(): Promise<void> {
  const cases = [
    ['a typical badge', badge(1)],
    ['a badge with endorsements and 20 results', rich(1)],
    ['40 badges in one', record()],
  ] as const
  for (const [name, document] of cases) {
    if ((await byJsonld(document, true)) !== (await canonize(document)))
      throw new Error(`${name}: another canonical form`)
    const times = await compare(
      {
        laurel: () => canonize(document),
        jsonld: () => byJsonld(document, false),
        tagged: () => byJsonld(document, true),
      },
      { rounds: 9, turn: 60 },
    )
    const quads = await quadsOf(document)
    row(`canonize ${name} (${quads} quads)`, times.laurel.microseconds, 'µs')
    row('  jsonld.js', times.jsonld.microseconds, 'µs')
    row('  times as fast', times.jsonld.microseconds / times.laurel.microseconds, '×')
    row('  jsonld.js that keeps contexts', times.tagged.microseconds, 'µs')
    row('  times as fast', times.tagged.microseconds / times.laurel.microseconds, '×')
  }
}

async function proofAndBatch(): Promise<void> {
  const single = plain(badge(1))
  const configuration = plain(proof)
  const few = Array.from({ length: 1000 }, (_, n) => plain(badge(n)))
  const many = Array.from({ length: 1000 }, (_, n) => {
    const document = rich(n)
    return plain(document)
  })
  const all =
    (documents: readonly JsonObject[], canonical: (document: JsonObject) => unknown) => (): void => {
      for (const document of documents) canonical(document)
    }
  const inBatch = (): ((document: JsonObject) => unknown) => {
    const batch = new Batch()
    return (document) => batch.canonicalForm(document)
  }
  const times = await compare(
    {
      document: () => toCanonical(single),
      proof: () => toCanonical(configuration),
      single: all(few, (document) => toCanonical(document)),
      batch: () => all(few, inBatch())(),
      richSingle: all(many, (document) => toCanonical(document)),
      richBatch: () => all(many, inBatch())(),
    },
    { rounds: 9, turn: 60 },
  )
  row('a badge of which the snapshot is taken', times.document.microseconds, 'µs')
  row('a proof configuration (5 quads)', times.proof.microseconds, 'µs')
  row('a class of 1000, one by one', times.single.microseconds / 1000, 'µs a badge')
  row('a class of 1000, as a batch', times.batch.microseconds / 1000, 'µs a badge')
  row('  times as fast', times.single.microseconds / times.batch.microseconds, '×')
  row('a class of 1000 with 20 results each, one by one', times.richSingle.microseconds / 1000, 'µs a badge')
  row('a class of 1000 with 20 results each, as a batch', times.richBatch.microseconds / 1000, 'µs a badge')
  row('  times as fast', times.richSingle.microseconds / times.richBatch.microseconds, '×')
}

async function growth(): Promise<void> {
  for (const quads of [10, 100, 1_000, 10_000, 100_000]) {
    const result = Array.from({ length: quads / 5 }, (_, i) => ({
      id: `urn:uuid:${(i * 2_654_435_761) % 4_294_967_296}`,
      type: 'Result',
      value: String(i),
      status: 'Completed',
      achievedLevel: `urn:uuid:level-${i}`,
    }))
    const document = plain({
      '@context': CONTEXT,
      id: 'urn:uuid:1',
      type: 'AchievementSubject',
      result,
    })
    const limits = { quads: 1_000_000 }
    const found = ((await toCanonical(document, { limits })) as string).split('\n').length - 1
    const { laurel } = await compare(
      { laurel: () => toCanonical(document, { limits }) },
      { rounds: 5, turn: 40 },
    )
    const perQuad = (laurel.microseconds * 1000) / found
    const perStep = perQuad / Math.log2(found)
    row(`${found} quads`, perQuad, 'ns a quad', `${perStep.toFixed(0)} ns a quad and doubling`)
  }
}

async function chain(): Promise<void> {
  const { NQuads, canonize: byRdfCanonize } = createRequire(import.meta.url)('rdf-canonize') as {
    NQuads: { parse: (text: string) => unknown }
    canonize: (dataset: unknown, options: unknown) => Promise<string>
  }
  const dataset = new Dataset()
  let text = ''
  const nodes = Array.from({ length: 10_000 }, () => dataset.newBlankNode())
  for (const node of nodes) {
    const number = `"${node}"`
    dataset.add(dataset.of(node), predicateOf(' <https://ex.example/number> '), number, ' .\n')
    text += `_:n${node} <https://ex.example/number> ${number} .\n`
    if (node === 0) continue
    dataset.add(dataset.of(node), predicateOf(' <https://ex.example/before> '), node - 1, ' .\n')
    text += `_:n${node} <https://ex.example/before> _:n${node - 1} .\n`
  }
  dataset.sort()
  const parsed = NQuads.parse(text)
  const laurel = (): string => blocksText(canonicalBlocks(dataset, { limits: CANONIZE_LIMITS }))
  const peer = (): Promise<string> => byRdfCanonize(parsed, { algorithm: 'RDFC-1.0' })
  if (laurel() !== (await peer())) throw new Error('chain: another canonical form')
  const times = await compare({ laurel, peer }, { rounds: 5, turn: 200 })
  row('RDFC-1.0 of a chain of 10,000 blank nodes', times.laurel.microseconds / 1000, 'ms')
  row('  rdf-canonize', times.peer.microseconds / 1000, 'ms')
  row('  times as fast', times.peer.microseconds / times.laurel.microseconds, '×')
}

/** New processes: import, canonise one badge, end. */
function cold(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const document = JSON.stringify(badge(1))
  const contexts = JSON.stringify(Object.fromEntries(CONTEXT.map((url) => [url, bundledContext(url)])))
  const laurel = `
    const { canonize } = await import('laurel')
    await canonize(${document})`
  const peer = `
    const { default: jsonld } = await import('jsonld')
    const contexts = ${contexts}
    await jsonld.canonize(${document}, { ...${JSON.stringify(JSONLD_OPTIONS)},
      documentLoader: async (url) => ({ contextUrl: null, documentUrl: url, document: contexts[url] }) })`
  const best = (code: string): number => {
    const took = Array.from({ length: 7 }, () => {
      const timed = `const start = performance.now();${code};console.log(performance.now() - start)`
      return Number(
        execFileSync(process.execPath, ['--input-type=module', '-e', timed], { cwd: root, encoding: 'utf8' }),
      )
    })
    return Math.min(...took)
  }
  try {
    row('cold: import laurel (built) and canonise one badge', best(laurel), 'ms')
  } catch {
    console.log('cold: laurel is not built; run npm run build first')
  }
  row('  jsonld.js', best(peer), 'ms')
}
