/** A slice of the public suites, from the JSON that the command handed over. */
import { bundled, canonize, type Load, OpenBadgeError, verify } from 'laurel'
import type { Platform } from '../../../src/platform/platform.js'
import { type Case, type Data, refuses, same } from './data.js'

export type Tested = Pick<Platform, 'importEd25519Public' | 'verifyEd25519' | 'gunzip' | 'inflate'>

const NOW = new Date('2026-05-01T00:00:00Z')

/** @param platform the packed file that laurel uses in this runtime */
export function conformance(data: Data, platform: Tested): readonly Case[] {
  return [
    ...data.signatures.map(
      (row): Case => [
        `Ed25519: ${row.name}`,
        async () => {
          const key = await platform.importEd25519Public(bytes(row.key))
          same(await platform.verifyEd25519(key, bytes(row.signature), bytes(row.message)), row.expected)
        },
      ],
    ),
    ...data.streams.map(
      ({ name, format, bytes: given, expected }): Case => [
        `${format}: ${name}`,
        async () => {
          const work = async (): Promise<Uint8Array> => platform[format](bytes(given), 100_000)
          if (expected === undefined) await refuses('encoding_invalid', work)
          else same([...(await work())], [...bytes(expected)])
        },
      ],
    ),
    ...data.canonize.map(
      ({ id, document, algorithm, expected }): Case => [
        `rdf-canon ${id}`,
        async () => {
          if (expected === undefined) await refuses('limit_exceeded', () => canonize(document, { algorithm }))
          else same(await canonize(document, { algorithm }), expected)
        },
      ],
    ),
    ...data.samples.map(
      ({ file, bytes: encoded, documents, trouble }): Case => [
        `sample ${file}`,
        async () => {
          const input = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
          const report = await verify(input, { load: served(documents), now: NOW, conformance: 'required' })
          const rows = report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
          const said = rows.map(({ id, outcome, code }) => `${id} ${outcome} ${code}`)
          same(said.join('; '), trouble)
          same(report.verified, trouble === '')
        },
      ],
    ),
  ]
}

function served(documents: Readonly<Record<string, unknown>>): Load {
  return async (url, purpose, signal) => {
    if (Object.hasOwn(documents, url)) return documents[url]
    if (purpose === 'context') return bundled(url, purpose, signal)
    throw new OpenBadgeError('document_unavailable', 'not served', { url, purpose, reason: 'status 404' })
  }
}

function bytes(hexadecimal: string): Uint8Array {
  return Uint8Array.from(hexadecimal.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
