/** Reads N-Quads into a dataset, blank node labels kept beside it; for the tests of RDFC-1.0 only. */
import { type BlankNode, Dataset } from '../../src/jsonld/rdf/dataset.js'
import { datatypeSuffix, escapeLiteral, iriText } from '../../src/jsonld/rdf/n-quads.js'
import { predicateOf } from '../../src/jsonld/rdf/predicate.js'

export interface Parsed {
  readonly dataset: Dataset
  /** Blank node labels of the text, without `_:`, by number. */
  readonly labels: readonly string[]
}

const IRI = '<([^>]*)>'
const BLANK = '_:([^\\s]+)'
const LITERAL = '"((?:[^"\\\\]|\\\\.)*)"(?:\\^\\^<([^>]*)>|@([a-zA-Z0-9-]+))?'
const QUAD = new RegExp(
  `^\\s*(?:${IRI}|${BLANK})\\s*${IRI}\\s*(?:${IRI}|${BLANK}|${LITERAL})\\s*(?:(?:${IRI}|${BLANK})\\s*)?\\.\\s*$`,
)

export function parseNQuads(text: string): Parsed {
  const dataset = new Dataset()
  const labels: string[] = []
  const numbers = new Map<string, BlankNode>()
  const blank = (label: string): BlankNode => {
    let number = numbers.get(label)
    if (number === undefined) {
      number = dataset.newBlankNode()
      numbers.set(label, number)
      labels.push(label)
    }
    return number
  }
  const seen = new Set<string>()
  for (const line of text.split(/[\r\n]+/)) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const m = QUAD.exec(line)
    if (m === null) throw new Error(`not a quad: ${line}`)
    const [, sIri, sBlank, p, oIri, oBlank, value, datatype, language, gIri, gBlank] = m
    const subject = sIri === undefined ? blank(sBlank!) : iriText(undoEscapes(sIri))
    const literal = (): string =>
      `"${escapeLiteral(undoEscapes(value!))}${
        language === undefined
          ? datatype === undefined
            ? '"'
            : datatypeSuffix(undoEscapes(datatype))
          : `"@${language}`
      }`
    const object =
      oIri !== undefined ? iriText(undoEscapes(oIri)) : oBlank !== undefined ? blank(oBlank) : literal()
    const graph =
      gIri !== undefined
        ? ` ${iriText(undoEscapes(gIri))} .\n`
        : gBlank !== undefined
          ? blank(gBlank)
          : ' .\n'
    const key = JSON.stringify([subject, p, object, graph])
    if (seen.has(key)) continue
    seen.add(key)
    dataset.add(dataset.of(subject), predicateOf(` ${iriText(undoEscapes(p!))} `), object, graph)
  }
  dataset.sort()
  return { dataset, labels }
}

function undoEscapes(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, u, U, c: string) => {
    if (u !== undefined || U !== undefined) return String.fromCodePoint(Number.parseInt(u ?? U, 16))
    return { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' }[c] ?? c
  })
}
