/** The slice of the public suites that each runtime gets; it grows out of the suites that lie beside the repository. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { unbake } from 'laurel'
import { VERDICTS } from '../conformance/ob3-verdicts.js'
import { keyOf, sample, sampleDocuments } from '../conformance/ob3-world.js'
import { a, BASE, little, mixedKey, r, search, sign, T } from '../platform/ed25519-edge.js'
import { hasVectors, vectors } from '../vectors.js'
import type { CanonizeCase, SampleCase, SignatureRow, StreamRow } from './inside/data.js'
import { toExpandedJsonLd } from './n-quads.js'

/** Signatures on which verifiers of the field differ: laurel gives one verdict (RFC 8032 section 5.1.7). */
export function signatures(): readonly SignatureRow[] {
  const [key, nonce] = [BASE.multiply(a), BASE.multiply(r)]
  const good = sign(key, nonce, 0)
  const rows = [
    { name: 'a good signature', ...good, expected: true },
    { name: 'another message', ...good, message: little(9n), expected: false },
    {
      name: 'a key with torsion, where the equation holds',
      ...search(
        (n) => sign(mixedKey, nonce, n),
        (k) => k % 8n === 0n,
      ),
      expected: true,
    },
    {
      name: 'a key with torsion, where only eight times the equation holds',
      ...search(
        (n) => sign(mixedKey, nonce, n),
        (k) => k % 8n !== 0n,
      ),
      expected: false,
    },
    { name: 'R with torsion', ...sign(key, nonce.add(T), 0), expected: false },
    {
      name: 'torsion in key and R that cancels',
      ...search(
        (n) => sign(mixedKey, nonce.add(T), n),
        (k) => k % 8n === 7n,
      ),
      expected: true,
    },
  ]
  return rows.map(({ name, expected, ...bytes }) => ({
    name,
    expected,
    key: hex(bytes.key),
    message: hex(bytes.message),
    signature: hex(bytes.signature),
  }))
}

/** Compressed streams that end too early, too late or wrong: runtimes differ in what they take. */
export function streams(): readonly StreamRow[] {
  const content = Buffer.from('{"encodedList":"…"}'.repeat(40))
  return (
    [
      ['gunzip', gzipSync(content)],
      ['inflate', deflateSync(content)],
    ] as const
  ).flatMap(([format, whole]): readonly StreamRow[] => {
    const wrong = Buffer.from(whole)
    wrong[whole.length - 6]! ^= 1
    const refused: Readonly<Record<string, Uint8Array>> = {
      'a byte too few': whole.subarray(0, -1),
      'half of it': whole.subarray(0, whole.length / 2),
      'a zero after it': Buffer.concat([whole, Buffer.alloc(1)]),
      'bytes after it': Buffer.concat([whole, Buffer.from([7, 7, 7, 7])]),
      'two of them': Buffer.concat([whole, whole]),
      'a changed byte': wrong,
    }
    return [
      { name: 'a whole stream', format, bytes: hex(whole), expected: hex(content) },
      ...Object.entries(refused).map(([name, bytes]) => ({ name, format, bytes: hex(bytes) })),
    ]
  })
}

interface Entry {
  readonly id: string
  readonly type: string
  readonly action: string
  readonly result?: string
  readonly hashAlgorithm?: string
}

/** Canonical forms and refusals of the suite; maps of blank nodes are no part of the public face. */
export function canonizeCases(): readonly CanonizeCase[] {
  if (!hasVectors) return []
  const read = (file: string): string => readFileSync(join(vectors, 'w3c/rdf-canon', file), 'utf8')
  const { entries } = JSON.parse(read('manifest.jsonld')) as { entries: readonly Entry[] }
  return entries.flatMap(({ id, type, action, result, hashAlgorithm }): readonly CanonizeCase[] => {
    if (type === 'rdfc:RDFC10MapTest') return []
    const document = toExpandedJsonLd(read(action))
    // JSON-LD in safe mode refuses what is no IRI; the test of the whole suite covers it below JSON-LD.
    if (/"@id":"[^"]*[\s\\]/.test(JSON.stringify(document))) return []
    const algorithm = hashAlgorithm === 'SHA384' ? 'SHA-384' : 'SHA-256'
    return [{ id, document, algorithm, ...(result === undefined ? {} : { expected: read(result) }) }]
  })
}

/** Signed samples of each kind, good and bad, with the verdict that the whole suite holds laurel to. */
export async function sampleCases(): Promise<readonly SampleCase[]> {
  if (!hasVectors) return []
  const cases = Object.entries(VERDICTS).map(async ([file, { trouble }]): Promise<SampleCase> => {
    const bytes = sample(file)
    const text = /\.(?:png|svg)$/.test(file)
      ? (await unbake(bytes)).credential
      : Buffer.from(bytes).toString().trim()
    const key = text?.startsWith('ey') === true ? keyOf(text) : undefined
    const documents = sampleDocuments(key === undefined ? new Map() : new Map([[key.issuer, key.jwk]]))
    // Which row and why: the places are the business of the whole suite.
    const rows = trouble.replaceAll(/ (?:\/[^;]*)?(?=;|$)/g, '')
    return { file, bytes: Buffer.from(bytes).toString('base64'), documents, trouble: rows }
  })
  return Promise.all(cases)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
