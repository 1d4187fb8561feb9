/**
 * A small, bounded XML 1.0 reader with namespaces: one pass, offsets for every element, no entity but the five
 * built-in ones. Declarations inside a DOCTYPE are refused, so nothing can expand and nothing can be fetched.
 */
import { type ImageLimits, imageLimitExceeded, invalidImage } from './image-limits.js'

export interface XmlAttribute {
  readonly name: string
  readonly local: string
  /** Empty for an attribute without prefix. */
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
  /** Offset just behind the `>` of the start tag. */
  readonly end: number
  readonly empty: boolean
}

export interface XmlHandler {
  readonly open?: (element: XmlElement) => void
  /** `end` is the offset just behind the element. */
  readonly close?: (element: XmlElement, end: number) => void
  /** Character data or a CDATA section within `parent`, decoded. */
  readonly text?: (text: string, parent: XmlElement) => void
  readonly instruction?: (target: string, data: string) => void
  /** The encoding that the XML declaration names, in lower case. */
  readonly encoding?: (name: string) => void
}

const START =
  'A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF' +
  '\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}'
const NC_NAME = `[${START}][${START}\\-.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040]*`
const NAME = `${NC_NAME}(?::${NC_NAME})?`
const S = '[ \\t\\r\\n]'
const LITERAL = `(?:"[^"]*"|'[^']*')`
const sticky = (source: string): RegExp => new RegExp(source, 'uy')

const ILLEGAL = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u
const TAG = sticky(`<(${NAME})`)
const ATTRIBUTE = sticky(`${S}+(${NAME})${S}*=${S}*("[^"<]*"|'[^'<]*')`)
const TAG_END = sticky(`${S}*(/?)>`)
const CLOSE = sticky(`</(${NAME})${S}*>`)
const DECLARATION = sticky(
  `<\\?xml${S}+version${S}*=${S}*(?:"1\\.[0-9]+"|'1\\.[0-9]+')` +
    `(?:${S}+encoding${S}*=${S}*(?:"([A-Za-z][\\w.-]*)"|'([A-Za-z][\\w.-]*)'))?` +
    `(?:${S}+standalone${S}*=${S}*(?:"(?:yes|no)"|'(?:yes|no)'))?${S}*\\?>`,
)
const INSTRUCTION = sticky(`<\\?(${NC_NAME})`)
const DOCTYPE = sticky(
  `<!DOCTYPE${S}+${NAME}(?:${S}+(?:SYSTEM${S}+${LITERAL}|PUBLIC${S}+${LITERAL}${S}+${LITERAL}))?${S}*`,
)
const SPACE_ONLY = /^[ \t\r\n]*$/
const REFERENCE = sticky('&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));')
const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'

interface Frame {
  readonly element: XmlElement
  /** Prefixes that this element binds; most bind none. */
  readonly bindings: ReadonlyMap<string, string> | undefined
}

/** @throws OpenBadgeError `image_invalid` at the first fault, or `limit_exceeded` */
export function scanXml(
  text: string,
  limits: Pick<ImageLimits, 'depth' | 'elements'>,
  handler: XmlHandler,
): void {
  const illegal = ILLEGAL.exec(text)
  if (illegal !== null) throw fault('characters', 'a character that XML forbids', illegal.index)
  const stack: Frame[] = []
  let elements = 0
  let rootSeen = false
  let doctypeSeen = false
  let position = scanDeclaration(text, handler)
  while (position < text.length) {
    const next = text.indexOf('<', position)
    const run = text.slice(position, next < 0 ? text.length : next)
    const parent = stack.at(-1)
    if (run !== '') characters(run, parent?.element, position, handler)
    if (next < 0) break
    position = next
    const mark = text.charCodeAt(position + 1)
    if (mark === 0x2f) {
      const [whole, name] = match(CLOSE, text, position)
      if (parent === undefined || parent.element.name !== name) {
        throw fault('not well-formed', 'an end tag has no start tag', position)
      }
      position += whole.length
      stack.pop()
      handler.close?.(parent.element, position)
    } else if (mark === 0x3f) {
      position = scanInstruction(text, position, handler)
    } else if (mark !== 0x21) {
      if (stack.length === 0 && rootSeen) throw fault('not well-formed', 'a second root element', position)
      if (stack.length >= limits.depth) throw imageLimitExceeded('depth', limits.depth)
      rootSeen = true
      const frame = scanTag(text, position, stack, limits.elements)
      elements += 1 + frame.element.attributes.length
      if (elements > limits.elements) throw imageLimitExceeded('elements', limits.elements)
      position = frame.element.end
      handler.open?.(frame.element)
      if (frame.element.empty) handler.close?.(frame.element, position)
      else stack.push(frame)
    } else if (text.startsWith('<!--', position)) {
      const end = text.indexOf('--', position + 4)
      if (end < 0 || text[end + 2] !== '>') throw fault('not well-formed', 'a broken comment', position)
      position = end + 3
    } else if (text.startsWith('<![CDATA[', position)) {
      const end = text.indexOf(']]>', position + 9)
      if (end < 0 || parent === undefined) {
        throw fault('not well-formed', 'a CDATA section without end or element', position)
      }
      handler.text?.(normaliseLines(text.slice(position + 9, end)), parent.element)
      position = end + 3
    } else {
      if (rootSeen || doctypeSeen) throw fault('not well-formed', 'a misplaced declaration', position)
      doctypeSeen = true
      position = scanDoctype(text, position)
    }
  }
  if (stack.length > 0) throw fault('truncated', 'the file ends inside an element', text.length)
  if (!rootSeen) throw fault('not well-formed', 'there is no element', 0)
}

/** The XML declaration, which may stand at the very start only. */
function scanDeclaration(text: string, handler: XmlHandler): number {
  DECLARATION.lastIndex = 0
  const found = DECLARATION.exec(text)
  if (found === null) return 0
  const encoding = found[1] ?? found[2]
  if (encoding !== undefined) handler.encoding?.(encoding.toLowerCase())
  return found[0].length
}

function scanInstruction(text: string, position: number, handler: XmlHandler): number {
  const [whole, target] = match(INSTRUCTION, text, position)
  const start = position + whole.length
  const end = text.indexOf('?>', start)
  if (end < 0 || target!.toLowerCase() === 'xml' || (end > start && !SPACE_ONLY.test(text[start]!))) {
    throw fault('not well-formed', 'a broken processing instruction', position)
  }
  handler.instruction?.(target!, text.slice(start, end))
  return end + 2
}

/** Only a DOCTYPE without declarations of its own: it can define no entity. What it points to is never read. */
function scanDoctype(text: string, position: number): number {
  DOCTYPE.lastIndex = position
  const found = DOCTYPE.exec(text)
  const end = position + (found?.[0].length ?? 0)
  if (found !== null && text[end] === '>') return end + 1
  if (found !== null && text[end] === '[') {
    throw fault('entities', 'a DOCTYPE with declarations; save the image as plain SVG', position)
  }
  throw fault('not well-formed', 'a broken declaration', position)
}

function scanTag(text: string, start: number, stack: readonly Frame[], maximum: number): Frame {
  const [opening, name] = match(TAG, text, start)
  let position = start + opening.length
  const found: { name: string; value: string; at: number }[] = []
  let bindings: Map<string, string> | undefined
  for (;;) {
    ATTRIBUTE.lastIndex = position
    const attribute = ATTRIBUTE.exec(text)
    if (attribute === null) break
    if (found.length >= maximum) throw imageLimitExceeded('elements', maximum)
    const value = decodeReferences(attribute[2]!.slice(1, -1).replace(/\r\n|[\t\n\r]/g, ' '), position)
    const prefix = declaredPrefix(attribute[1]!)
    if (prefix !== undefined) {
      checkBinding(prefix, value, position)
      bindings ??= new Map()
      bindings.set(prefix, value)
    }
    found.push({ name: attribute[1]!, value, at: position })
    position += attribute[0].length
  }
  const [closing, slash] = match(TAG_END, text, position)
  const resolve = (prefix: string, at: number): string => {
    const own = bindings?.get(prefix)
    if (own !== undefined) return own
    if (prefix === 'xml') return XML_NAMESPACE
    if (prefix === 'xmlns') return XMLNS_NAMESPACE
    for (let i = stack.length - 1; i >= 0; i--) {
      const outer = stack[i]!.bindings?.get(prefix)
      if (outer !== undefined) return outer
    }
    if (prefix === '') return ''
    throw fault('namespace', 'a prefix is bound to no namespace', at)
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
    depth: stack.length + 1,
    start,
    end: position + closing.length,
    empty: slash === '/',
  }
  return { element, bindings }
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
  if (wrong) throw fault('namespace', 'a namespace declaration that XML forbids', at)
}

function checkDistinct(attributes: readonly XmlAttribute[], at: number): void {
  if (attributes.length < 2) return
  const expanded = new Set(attributes.map(({ namespace, local }) => `${namespace} ${local}`))
  if (expanded.size !== attributes.length) throw fault('not well-formed', 'an attribute occurs twice', at)
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}

function characters(run: string, parent: XmlElement | undefined, at: number, handler: XmlHandler): void {
  if (parent === undefined) {
    if (!SPACE_ONLY.test(run)) throw fault('not well-formed', 'text outside the root element', at)
    return
  }
  if (run.includes(']]>')) throw fault('not well-formed', 'the end of a CDATA section without its start', at)
  const text = decodeReferences(normaliseLines(run), at)
  handler.text?.(text, parent)
}

/** Line ends become LF (XML 1.0, section 2.11). */
function normaliseLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** Replaces references one by one, so that the first bad one ends the work. */
function decodeReferences(text: string, at: number): string {
  let next = text.indexOf('&')
  if (next < 0) return text
  let out = ''
  let from = 0
  for (; next >= 0; next = text.indexOf('&', from)) {
    REFERENCE.lastIndex = next
    const found = REFERENCE.exec(text)
    if (found === null) throw fault('entities', 'a reference to an entity that XML does not define', at)
    out += text.slice(from, next) + referenced(found, at)
    from = next + found[0].length
  }
  return out + text.slice(from)
}

function referenced([, hex, decimal, name]: RegExpExecArray, at: number): string {
  if (name !== undefined) return BUILT_IN.get(name)!
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  const character = point <= 0x10ffff ? String.fromCodePoint(point) : '\0'
  if (ILLEGAL.test(character)) throw fault('characters', 'a character that XML forbids', at)
  return character
}

function match(pattern: RegExp, text: string, position: number): RegExpExecArray {
  pattern.lastIndex = position
  const found = pattern.exec(text)
  if (found === null) throw fault('not well-formed', 'a broken tag', position)
  return found
}

function fault(reason: string, what: string, offset: number): Error {
  return invalidImage('svg', reason, `the SVG is refused: ${what}`, offset)
}
