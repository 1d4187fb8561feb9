/** What a derived ecdsa-sd-2023 proof says of the statements that its issuer made mandatory (VC DI ECDSA 1.0 section 3.5). */
import { decodeBase64url, encodeBase64url } from '../../encoding/base64url.js'
import type { JsonObject } from '../../encoding/json.js'

/** Of a derived proof value: the labels of blank nodes under which it was signed, and which lines are mandatory. */
interface Disclosure {
  readonly labels: ReadonlyMap<number, Uint8Array>
  readonly mandatory: ReadonlySet<number>
}

/**
 * Predicates of which every statement that is shown is mandatory. The holder cannot have left out another one, unless its
 * issuer made only some of them mandatory.
 * @param text canonical N-Quads of what is shown
 */
export function mandatoryPredicates({ proofValue }: JsonObject, text: string): readonly string[] {
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
  return Array.from(counts).flatMap(([predicate, all]) => (all ? [predicate] : []))
}

/** In a line with a literal only the subject can be a blank node. */
function relabelled(line: string, labels: Disclosure['labels']): string {
  return line.replace(line.includes('"') ? /^_:c14n(\d+)/ : /_:c14n(\d+)/g, (_, number: string) => {
    return `_:u${encodeBase64url(labels.get(Number(number)) ?? new Uint8Array())}`
  })
}

/** CBOR (RFC 8949) as far as a derived proof value has it: unsigned integers, byte strings, arrays, maps, one tag. */
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
