/** The productions of XML 1.0 and Namespaces in XML that the reader uses, as sticky regular expressions. */
import { invalidImage } from '../image/image-limits.js'

const START =
  'A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF' +
  '\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}'
const NC_NAME = `[${START}][${START}\\-.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040]*`
const NAME = `${NC_NAME}(?::${NC_NAME})?`
const S = '[ \\t\\r\\n]'
const LITERAL = `(?:"[^"]*"|'[^']*')`
const sticky = (source: string): RegExp => new RegExp(source, 'uy')

export const TAG = sticky(`<(${NAME})`)
export const ATTRIBUTE = sticky(`${S}+(${NAME})${S}*=${S}*("[^"<]*"|'[^'<]*')`)
export const TAG_END = sticky(`${S}*(/?)>`)
export const CLOSE = sticky(`</(${NAME})${S}*>`)
export const DECLARATION = sticky(
  `<\\?xml${S}+version${S}*=${S}*(?:"1\\.[0-9]+"|'1\\.[0-9]+')` +
    `(?:${S}+encoding${S}*=${S}*(?:"([A-Za-z][\\w.-]*)"|'([A-Za-z][\\w.-]*)'))?` +
    `(?:${S}+standalone${S}*=${S}*(?:"(?:yes|no)"|'(?:yes|no)'))?${S}*\\?>`,
)
export const INSTRUCTION = sticky(`<\\?(${NC_NAME})`)
export const DOCTYPE = sticky(
  `<!DOCTYPE${S}+${NAME}(?:${S}+(?:SYSTEM${S}+${LITERAL}|PUBLIC${S}+${LITERAL}${S}+${LITERAL}))?${S}*`,
)
export const SPACE_ONLY = /^[ \t\r\n]*$/
export const REFERENCE = sticky('&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));')

/** Matches a pattern at a position. @throws OpenBadgeError `image_invalid` if it does not match */
export function match(pattern: RegExp, text: string, position: number): RegExpExecArray {
  pattern.lastIndex = position
  const found = pattern.exec(text)
  if (found === null) throw fault('not well-formed', 'a tag is not well-formed', position)
  return found
}

export function fault(reason: string, what: string, offset: number): Error {
  return invalidImage('svg', reason, `the SVG cannot be read: ${what}`, offset)
}
