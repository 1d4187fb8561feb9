/** Decodes character data of XML: line ends, the five built-in entities, character references. */
import { NOT_XML } from '../../encoding/forms/characters.js'
import { fault, REFERENCE } from './xml-grammar.js'

const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/** Line ends become LF (XML 1.0, section 2.11). */
export function normaliseLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** Replaces references one by one, so that the first invalid one stops the work. */
export function decodeReferences(text: string, at: number): string {
  let next = text.indexOf('&')
  if (next < 0) return text
  let out = ''
  let from = 0
  for (; next >= 0; next = text.indexOf('&', from)) {
    REFERENCE.lastIndex = next
    const found = REFERENCE.exec(text)
    if (found === null) throw fault('entities', 'XML does not define the entity of a reference', at)
    out += text.slice(from, next) + referenced(found, at)
    from = next + found[0].length
  }
  return out + text.slice(from)
}

function referenced([, hex, decimal, name]: RegExpExecArray, at: number): string {
  if (name !== undefined) return BUILT_IN.get(name)!
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  const character = point <= 0x10ffff ? String.fromCodePoint(point) : '\0'
  if (NOT_XML.test(character)) throw fault('characters', 'XML does not allow this character', at)
  return character
}
