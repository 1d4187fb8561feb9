/** Credentials in SVG: one element directly after the `<svg>` tag (Open Badges 3.0 section 5.3.2), inserted into the text. */
import { trimSpace } from '../../encoding/forms/characters.js'
import { JSON_LIMITS } from '../../encoding/json.js'
import { encodeUtf8 } from '../../encoding/utf8.js'
import { CONTAINERS, OPEN_BADGES_3, upTo } from '../image/containers.js'
import type { CredentialText } from '../image/credential-text.js'
import { type ImageLimits, imageLimitExceeded, invalidImage } from '../image/image-limits.js'
import { alreadyBaked, pickContainer, type Raw } from '../image/pick-container.js'
import type { PreparedImage, PrepareOptions } from '../image/prepared-image.js'
import { readSvgLayout, type SvgCredential, type SvgLayout } from './svg-layout.js'

const PREFIX = 'openbadges'
const RECORD_PREFIX = 'clr'
const DECLARATION = ` xmlns:${PREFIX}="${OPEN_BADGES_3.namespace}"`

/**
 * Finds the place after the root's start tag. It changes nothing else in the file, not even scripts, but
 * leaves out a byte order mark.
 */
export function prepareSvg(svg: Uint8Array, options: PrepareOptions): PreparedImage {
  const layout = readSvgLayout(svg, options.limits)
  const { text, root, found } = layout
  const replaced = upTo(options.container)
  const old = replaced.flatMap((row) => found.get(row) ?? []).sort((one, other) => one.start - other.start)
  if (old.length > 0 && options.existing === 'error') throw alreadyBaked('svg')
  const bound = root.attributes.find(({ name }) => name === `xmlns:${PREFIX}`)?.value
  const onRoot = bound === undefined && options.container === OPEN_BADGES_3 ? DECLARATION : ''
  const head = `${text.slice(0, root.end - (root.empty ? 2 : 1))}${onRoot}>`
  return {
    format: 'svg',
    warnings: layout.warnings,
    held: CONTAINERS.filter((row) => found.has(row) && !replaced.includes(row)).map(
      ({ standard }) => standard,
    ),
    head: encodeUtf8(head),
    tail: encodeUtf8(root.empty ? `</${root.name}>${text.slice(root.end)}` : without(layout, old)),
    svg: {
      // If the root binds the prefix to another namespace, bind it again on the element itself.
      declaration: bound === undefined || bound === OPEN_BADGES_3.namespace ? '' : DECLARATION,
      ascii: layout.ascii,
    },
  }
}

/** Writes a JWS into the attribute `verify`, and JSON into a CDATA section, which escaped JSON cannot end. */
export function encodeSvg(
  image: PreparedImage,
  { kind, text, container, hostedAt }: CredentialText,
): Uint8Array {
  const { declaration, ascii } = image.svg!
  const prefix = container.standard === 'clr-2' ? RECORD_PREFIX : PREFIX
  const name = `${prefix}:${container.element}`
  // For other standards than Open Badges 3.0, bind the prefix on the element itself.
  const bound = container === OPEN_BADGES_3 ? declaration : ` xmlns:${prefix}="${container.namespace}"`
  if (kind === 'jws') return encodeUtf8(`<${name}${bound} verify="${text}"></${name}>`)
  // Open Badges 2.0, Baking: the element of a hosted assertion has its URL and its text.
  const address = hostedAt === undefined || !PLAIN.test(hostedAt) ? '' : ` verify="${hostedAt}"`
  const escaped = escapeJson(text, ascii)
  // `verify` reads at most this many characters of a badge, with escapes. A longer text is a record.
  const maximum = JSON_LIMITS.length
  if (escaped.length > maximum && text.length <= maximum) {
    throw imageLimitExceeded('credentialBytes', maximum, escaped.length)
  }
  return encodeUtf8(`<${name}${bound}${address}><![CDATA[${escaped}]]></${name}>`)
}

/** ASCII characters without a meaning in XML attributes. */
const PLAIN = /^[!#-%'-;=?-~]+$/

/** Reads the text of the preferred container. */
export function readSvg(svg: Uint8Array, limits: ImageLimits): Raw {
  const { found, warnings } = readSvgLayout(svg, limits)
  const picked = pickContainer(
    'svg',
    found,
    (one, other) => one.body === other.body && one.attribute === other.attribute,
    warnings,
  )
  if (picked === undefined) return { container: undefined, text: '', warnings }
  const { container, place } = picked
  if (place.depth !== 2) {
    warnings.push({
      code: 'misplaced_container',
      message: 'The credential is not directly under the root of the SVG.',
    })
  }
  const body = trimSpace(place.body)
  const attribute = trimSpace(place.attribute)
  const legacy = container.standard === 'open-badges-2'
  if (body !== '' && attribute !== '' && body !== attribute && !legacy) {
    throw invalidImage(
      'svg',
      'several credentials',
      'the SVG has one credential as attribute and a different one as text',
    )
  }
  // Open Badges 2.0 may have both: a JWS or a URL as attribute, and the assertion as text.
  const signed = attribute !== '' && !/^https?:/i.test(attribute)
  const text = signed || body === '' ? attribute : body
  if (text.length > limits.credentialBytes) {
    throw imageLimitExceeded('credentialBytes', limits.credentialBytes, text.length)
  }
  return { container, text, warnings }
}

/** The text after the root's start tag, without the elements that are replaced. */
function without({ text, root }: SvgLayout, replaced: readonly SvgCredential[]): string {
  let out = ''
  let from = root.end
  for (const { start, end } of replaced) {
    out += text.slice(from, start)
    from = end
  }
  return out + text.slice(from)
}

/** These characters can occur only inside JSON strings, so escaping them does not change the value. */
function escapeJson(json: string, ascii: boolean): string {
  const safe = json.replaceAll(']]>', ']]\\u003e')
  return safe.replace(ascii ? /[^\0-\x7f]/g : /[\x85\u2028\ufffe\uffff]/g, (c) => {
    return `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
