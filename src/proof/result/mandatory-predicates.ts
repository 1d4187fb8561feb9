/** The mandatory statements of a derived ecdsa-sd-2023 proof (VC DI ECDSA 1.0 section 3.5). */
import { decodeBase64url, encodeBase64url } from '../../encoding/base64url.js'
import type { JsonObject } from '../../encoding/json.js'

const CREDENTIALS = 'https://www.w3.org/2018/credentials#'

/** From a derived proof value: the signed labels of blank nodes, and the mandatory lines. */
interface Disclosure {
  readonly labels: ReadonlyMap<number, Uint8Array>
  readonly mandatory: ReadonlySet<number>
}

/**
 * The predicates whose shown statements are all mandatory. The holder cannot have omitted another statement with such a
 * predicate, except if the issuer made only some of them mandatory. Dates and status count only if the credential itself has
 * them, because another object can have the same predicates.
 * @param text canonical N-Quads of the shown document
 */
export function mandatoryPredicates(
  { proofValue }: JsonObject,
  text: string,
  document: JsonObject,
): readonly string[] {
  const { labels, mandatory } = readDisclosure(decodeBase64url(String(proofValue).slice(1)))
  const lines = text
    .split(/(?<=\n)/)
    .map((line) => relabelled(line, labels))
    .sort()
  const counts = new Map<string, boolean>()
  for (const [i, line] of lines.entries()) {
    const predicate = /^\S+ <([^>]*)>/.exec(line)?.[1] ?? ''
    counts.set(predicate, mandatory.has(i) && counts.get(predicate) !== false)
  }
  const isShown = (predicate: string): boolean =>
    !predicate.startsWith(CREDENTIALS) || Object.hasOwn(document, predicate.slice(CREDENTIALS.length))
  return Array.from(counts).flatMap(([predicate, all]) => (all && isShown(predicate) ? [predicate] : []))
}

/** In a line with a literal, only the subject can be a blank node. */
function relabelled(line: string, labels: Disclosure['labels']): string {
  return line.replace(line.includes('"') ? /^_:c14n(\d+)/ : /_:c14n(\d+)/g, (_, number: string) => {
    return `_:u${encodeBase64url(labels.get(Number(number)) ?? new Uint8Array())}`
  })
}

/** Reads the CBOR (RFC 8949) of a derived proof value: unsigned integers, byte strings, arrays, maps, one tag. */
function readDisclosure(bytes: Uint8Array): Disclosure {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const argument = (short: number): number => {
    if (short < 24) return short
    const start = at
    at += 1 << (short - 24)
    return short === 24 ? view.getUint8(start) : short === 25 ? view.getUint16(start) : view.getUint32(start)
  }
  const item = (): unknown => {
    const first = view.getUint8(at++)
    const kind = first >> 5
    const size = argument(first & 31)
    if (kind === 0) return size
    if (kind === 2) {
      at += size
      return bytes.slice(at - size, at)
    }
    if (kind === 4) return Array.from({ length: size }, item)
    if (kind === 5) return new Map(Array.from({ length: size }, () => [item(), item()]))
    return item()
  }
  const [, , , labels, mandatory] = item() as [unknown, unknown, unknown, Map<number, Uint8Array>, number[]]
  return { labels, mandatory: new Set(mandatory) }
}
