/**
 * A small XML 1.0 reader with namespaces and limits: one pass, offsets for every element, only the five built-in entities.
 * It refuses declarations inside a DOCTYPE, so that nothing can expand and nothing can be fetched.
 */
import { NOT_XML } from '../../encoding/forms/characters.js'
import { type ImageLimits, imageLimitExceeded } from '../image/image-limits.js'
import { CLOSE, DECLARATION, DOCTYPE, fault, INSTRUCTION, match, SPACE_ONLY } from './xml-grammar.js'
import { type Frame, type Namespaces, release, scanTag, type XmlElement } from './xml-tag.js'
import { decodeReferences, normaliseLines } from './xml-text.js'

export interface XmlHandler {
  readonly open?: (element: XmlElement) => void
  /** `end` is the offset after the element. */
  readonly close?: (element: XmlElement, end: number) => void
  /** Character data or a CDATA section within `parent`, decoded. */
  readonly text?: (text: string, parent: XmlElement) => void
  readonly instruction?: (target: string, data: string) => void
  /** The encoding that the XML declaration names, in lower case. */
  readonly encoding?: (name: string) => void
}

/** @throws OpenBadgeError `image_invalid` at the first fault, or `limit_exceeded` */
export function scanXml(
  text: string,
  limits: Pick<ImageLimits, 'depth' | 'elements'>,
  handler: XmlHandler,
): void {
  const illegal = NOT_XML.exec(text)
  if (illegal !== null) throw fault('characters', 'XML does not allow this character', illegal.index)
  const stack: Frame[] = []
  const namespaces: Namespaces = new Map()
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
      release(parent, namespaces)
      handler.close?.(parent.element, position)
    } else if (mark === 0x3f) {
      position = scanInstruction(text, position, handler)
    } else if (mark !== 0x21) {
      if (stack.length === 0 && rootSeen)
        throw fault('not well-formed', 'it has a second root element', position)
      if (stack.length >= limits.depth) throw imageLimitExceeded('depth', limits.depth)
      rootSeen = true
      const frame = scanTag(text, position, stack.length + 1, namespaces, limits.elements)
      elements += 1 + frame.element.attributes.length
      if (elements > limits.elements) throw imageLimitExceeded('elements', limits.elements)
      position = frame.element.end
      handler.open?.(frame.element)
      if (frame.element.empty) {
        release(frame, namespaces)
        handler.close?.(frame.element, position)
      } else stack.push(frame)
    } else if (text.startsWith('<!--', position)) {
      const end = text.indexOf('--', position + 4)
      if (end < 0 || text[end + 2] !== '>')
        throw fault('not well-formed', 'a comment is not well-formed', position)
      position = end + 3
    } else if (text.startsWith('<![CDATA[', position)) {
      const end = text.indexOf(']]>', position + 9)
      if (end < 0 || parent === undefined) {
        throw fault('not well-formed', 'a CDATA section has no end or no element', position)
      }
      handler.text?.(normaliseLines(text.slice(position + 9, end)), parent.element)
      position = end + 3
    } else {
      if (rootSeen || doctypeSeen)
        throw fault('not well-formed', 'a declaration is at a wrong place', position)
      doctypeSeen = true
      position = scanDoctype(text, position)
    }
  }
  if (stack.length > 0) throw fault('truncated', 'it ends inside an element', text.length)
  if (!rootSeen) throw fault('not well-formed', 'it has no element', 0)
}

/** Reads the XML declaration, which is allowed only at the start. */
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
    throw fault('not well-formed', 'a processing instruction is not well-formed', position)
  }
  handler.instruction?.(target!, text.slice(start, end))
  return end + 2
}

/** Allows only a DOCTYPE without declarations, so that it defines no entity. Never reads the file that it names. */
function scanDoctype(text: string, position: number): number {
  DOCTYPE.lastIndex = position
  const found = DOCTYPE.exec(text)
  const end = position + (found?.[0].length ?? 0)
  if (found !== null && text[end] === '>') return end + 1
  if (found !== null && text[end] === '[') {
    throw fault('entities', 'its DOCTYPE has declarations; save the image as plain SVG', position)
  }
  throw fault('not well-formed', 'a declaration is not well-formed', position)
}

function characters(run: string, parent: XmlElement | undefined, at: number, handler: XmlHandler): void {
  if (parent === undefined) {
    if (!SPACE_ONLY.test(run)) throw fault('not well-formed', 'it has text outside of the root element', at)
    return
  }
  if (run.includes(']]>')) throw fault('not well-formed', '"]]>" ends a CDATA section that has no start', at)
  const text = decodeReferences(normaliseLines(run), at)
  handler.text?.(text, parent)
}
