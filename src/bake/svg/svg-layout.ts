/** Reads the parts of an SVG that baking needs: its root, its credentials, and whether it can run code or fetch files. */
import { decodeUtf8 } from '../../encoding/utf8.js'
import { CONTAINERS, type Container } from '../image/containers.js'
import { type ImageLimits, type ImageWarning, invalidImage } from '../image/image-limits.js'
import { scanXml } from './xml-scan.js'
import type { XmlElement } from './xml-tag.js'

export interface SvgLayout {
  /** The document without a byte order mark. */
  readonly text: string
  readonly root: XmlElement
  readonly found: ReadonlyMap<Container, readonly SvgCredential[]>
  /** True if the file declares an encoding other than UTF-8; its bytes are then ASCII. */
  readonly ascii: boolean
  readonly warnings: ImageWarning[]
}

/** An element with a credential. Offsets are into the text. */
export interface SvgCredential {
  readonly start: number
  readonly end: number
  readonly depth: number
  /** Value of the attribute `verify`. */
  readonly attribute: string
  /** All character data in the element. */
  readonly body: string
}

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg'

/** @throws OpenBadgeError `image_invalid` */
export function readSvgLayout(svg: Uint8Array, limits: ImageLimits): SvgLayout {
  const decoded = decode(svg)
  const text = decoded.charCodeAt(0) === 0xfeff ? decoded.slice(1) : decoded
  const found = new Map<Container, SvgCredential[]>()
  const warned = new Map<string, ImageWarning>()
  let root: XmlElement | undefined
  let encoding = 'utf-8'
  let open: { element: XmlElement; container: Container; body: string } | undefined
  scanXml(text, limits, {
    encoding(name) {
      encoding = name
    },
    open(element) {
      if (open !== undefined) throw broken('the credential element contains other elements', element.start)
      root ??= rootElement(element)
      const container = containerOf(element)
      if (container !== undefined) open = { element, container, body: '' }
      else noteHazards(element, warned)
    },
    text(part, parent) {
      if (open !== undefined) open.body += part
      else if (parent.local === 'style' && fetches(part)) warned.set('external', EXTERNAL)
    },
    close(element, end) {
      if (open?.element !== element) return
      const { container, body } = open
      const credential = {
        start: element.start,
        end,
        depth: element.depth,
        attribute: element.attributes.find(({ name }) => name === 'verify')?.value ?? '',
        body,
      }
      const sameKind = found.get(container)
      if (sameKind === undefined) found.set(container, [credential])
      else sameKind.push(credential)
      open = undefined
    },
    instruction(target) {
      if (target === 'xml-stylesheet') warned.set('external', EXTERNAL)
    },
  })
  const ascii = !isUtf8(encoding)
  if (ascii && decoded.length !== svg.length) {
    throw invalidImage('svg', 'encoding', NOT_UTF8)
  }
  return { text, root: root!, found, ascii, warnings: [...warned.values()] }
}

const NOT_UTF8 = 'the SVG declares an encoding other than UTF-8; save it as UTF-8'
const ACTIVE: ImageWarning = {
  code: 'active_content',
  message: 'The SVG has script or event handlers; show it with <img> only.',
}
const EXTERNAL: ImageWarning = {
  code: 'external_reference',
  message: 'The SVG refers to external resources.',
}
const ACTIVE_ELEMENTS: ReadonlySet<string> = new Set([
  'script',
  'handler',
  'listener',
  'foreignObject',
  'iframe',
  'object',
  'embed',
])

/** Encodings that include ASCII. In another encoding the bytes could not be read as XML. */
const ASCII_BASED = /^(?:us-ascii|iso-8859-\d+|windows-125\d)$/

function isUtf8(encoding: string): boolean {
  if (encoding === 'utf-8' || encoding === 'utf8') return true
  if (ASCII_BASED.test(encoding)) return false
  throw invalidImage('svg', 'encoding', NOT_UTF8)
}

function decode(svg: Uint8Array): string {
  try {
    return decodeUtf8(svg)
  } catch {
    throw invalidImage('svg', 'not UTF-8', 'the SVG is not well-formed UTF-8; save it as UTF-8')
  }
}

function rootElement(element: XmlElement): XmlElement {
  if (element.local === 'svg' && element.namespace === SVG_NAMESPACE) return element
  throw invalidImage('svg', 'root', 'the root element is not an svg element of the SVG namespace')
}

function containerOf({ namespace, local }: XmlElement): Container | undefined {
  return CONTAINERS.find((row) => row.namespace === namespace && row.element === local)
}

function noteHazards(element: XmlElement, warned: Map<string, ImageWarning>): void {
  if (ACTIVE_ELEMENTS.has(element.local)) warned.set('active', ACTIVE)
  for (const { local, name, value } of element.attributes) {
    if (/^on[a-z]/i.test(name) || /^[\0- ]*(?:javascript|vbscript):/i.test(value))
      warned.set('active', ACTIVE)
    if (local === 'href' || local === 'src') {
      if (element.local !== 'a' && !/^\s*(?:#|data:|$)/i.test(value)) warned.set('external', EXTERNAL)
    } else if (fetches(value)) warned.set('external', EXTERNAL)
  }
}

/** Whether CSS refers to an external resource. */
function fetches(css: string): boolean {
  return /url\(\s*["']?(?=[^\s"'])(?!#|data:)|@import/i.test(css)
}

function broken(message: string, offset: number): Error {
  return invalidImage('svg', 'credential element', message, offset)
}
