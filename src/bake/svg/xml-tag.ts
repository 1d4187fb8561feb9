/** Reads a start tag of XML: its attributes, and the namespaces of all its names (Namespaces in XML 1.0). */
import { imageLimitExceeded } from '../image/image-limits.js'
import { ATTRIBUTE, fault, match, TAG, TAG_END } from './xml-grammar.js'
import { decodeReferences } from './xml-text.js'

export interface XmlAttribute {
  readonly name: string
  readonly local: string
  /** Empty for an attribute without a prefix. */
  readonly namespace: string
  readonly value: string
}

export interface XmlElement {
  readonly name: string
  readonly local: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  /** 1 for the root. */
  readonly depth: number
  /** Offset of `<`. */
  readonly start: number
  /** Offset after the `>` of the start tag. */
  readonly end: number
  readonly empty: boolean
}

/** An open element. */
export interface Frame {
  readonly element: XmlElement
  /** Prefixes that this element binds; most bind none. */
  readonly bound: readonly string[]
}

/** Prefix → namespaces, the innermost last, so that a look-up takes constant time at any depth. */
export type Namespaces = Map<string, string[]>

/** Removes the bindings of an element at its end. */
export function release({ bound }: Frame, namespaces: Namespaces): void {
  for (const prefix of bound) namespaces.get(prefix)!.pop()
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'

/**
 * Reads a start tag, and binds its prefixes until `release`.
 * @param depth 1 for the root
 * @param maximum attributes
 */
export function scanTag(
  text: string,
  start: number,
  depth: number,
  namespaces: Namespaces,
  maximum: number,
): Frame {
  const [opening, name] = match(TAG, text, start)
  let position = start + opening.length
  const found: { name: string; value: string; at: number }[] = []
  const bound: string[] = []
  for (;;) {
    ATTRIBUTE.lastIndex = position
    const attribute = ATTRIBUTE.exec(text)
    if (attribute === null) break
    if (found.length >= maximum) throw imageLimitExceeded('elements', maximum)
    const value = decodeReferences(attribute[2]!.slice(1, -1).replace(/\r\n|[\t\n\r]/g, ' '), position)
    const prefix = declaredPrefix(attribute[1]!)
    if (prefix !== undefined) {
      checkBinding(prefix, value, position)
      bound.push(prefix)
      const outer = namespaces.get(prefix)
      if (outer === undefined) namespaces.set(prefix, [value])
      else outer.push(value)
    }
    found.push({ name: attribute[1]!, value, at: position })
    position += attribute[0].length
  }
  const [closing, slash] = match(TAG_END, text, position)
  const resolve = (prefix: string, at: number): string => {
    const inner = namespaces.get(prefix)?.at(-1)
    if (inner !== undefined) return inner
    if (prefix === 'xml') return XML_NAMESPACE
    if (prefix === 'xmlns') return XMLNS_NAMESPACE
    if (prefix === '') return ''
    throw fault('namespace', 'a prefix has no namespace declaration', at)
  }
  const [prefix, local] = splitName(name!)
  if (prefix === 'xmlns') throw fault('namespace', 'an element has the prefix xmlns', start)
  const attributes = found.map(({ name, value, at }) => {
    const [prefix, local] = splitName(name)
    return { name, local, value, namespace: prefix === '' ? '' : resolve(prefix, at) }
  })
  checkDistinct(attributes, start)
  const element = {
    name: name!,
    local,
    namespace: resolve(prefix, start),
    attributes,
    depth,
    start,
    end: position + closing.length,
    empty: slash === '/',
  }
  return { element, bound }
}

function declaredPrefix(name: string): string | undefined {
  if (name === 'xmlns') return ''
  return name.startsWith('xmlns:') ? name.slice(6) : undefined
}

function checkBinding(prefix: string, namespace: string, at: number): void {
  const wrong =
    prefix === 'xmlns' ||
    namespace === XMLNS_NAMESPACE ||
    (prefix === 'xml') !== (namespace === XML_NAMESPACE) ||
    (prefix !== '' && namespace === '')
  if (wrong) throw fault('namespace', 'XML does not allow this namespace declaration', at)
}

function checkDistinct(attributes: readonly XmlAttribute[], at: number): void {
  if (attributes.length < 2) return
  // Namespace and name are not joined, because a long namespace would be copied for each attribute.
  const seen = new Map<string, Set<string>>()
  for (const { namespace, local } of attributes) {
    const namespaces = seen.get(local)
    if (namespaces === undefined) seen.set(local, new Set([namespace]))
    else if (namespaces.has(namespace)) throw fault('not well-formed', 'an attribute occurs twice', at)
    else namespaces.add(namespace)
  }
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}
