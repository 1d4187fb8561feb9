/** N-Quads as expanded JSON-LD, so that a dataset of the W3C's suite goes through the public face. */

const TERM = /\s*(?:<([^>]*)>|(_:\S+?)(?=\s|$)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([a-zA-Z0-9-]+))?)/y
const XSD_STRING = 'http://www.w3.org/2001/XMLSchema#string'
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'

type Node = Record<string, unknown>

export function toExpandedJsonLd(text: string): object {
  const graphs = new Map<string, Map<string, Node>>([['', new Map()]])
  for (const line of text.split(/[\r\n]+/)) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [subject, predicate, object, graph] = terms(line)
    const nodes = at(graphs, graph === undefined ? '' : idOf(graph), () => new Map<string, Node>())
    const id = idOf(subject!)
    const node = at(nodes, id, () => ({ '@id': id }))
    const name = idOf(predicate!)
    if (name === RDF_TYPE && '@id' in object!) add(node, '@type', object['@id'])
    else add(node, name, object)
  }
  const { '': main, ...named } = Object.fromEntries(graphs)
  const holders = Object.entries(named).map(([id, nodes]) => ({ '@id': id, '@graph': [...nodes.values()] }))
  return { '@graph': [...main!.values(), ...holders] }
}

function terms(line: string): readonly Node[] {
  const found: Node[] = []
  TERM.lastIndex = 0
  for (let match = TERM.exec(line); match !== null; match = TERM.exec(line)) {
    const [, iri, blank, value, datatype, language] = match
    if (value === undefined) found.push({ '@id': blank ?? undoEscapes(iri!) })
    else {
      const typed =
        datatype === undefined || datatype === XSD_STRING ? {} : { '@type': undoEscapes(datatype) }
      found.push({
        '@value': undoEscapes(value),
        ...(language === undefined ? typed : { '@language': language }),
      })
    }
  }
  if (found.length < 3) throw new Error(`not a quad: ${line}`)
  return found
}

function idOf(term: Node): string {
  return term['@id'] as string
}

function at<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function add(node: Node, name: string, value: unknown): void {
  node[name] = [...((node[name] as unknown[] | undefined) ?? []), value]
}

function undoEscapes(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, u, U, c: string) => {
    if (u !== undefined || U !== undefined) return String.fromCodePoint(Number.parseInt(u ?? U, 16))
    return { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' }[c] ?? c
  })
}
