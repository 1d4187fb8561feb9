/** Credentials in SVG: one element directly behind the `<svg>` tag (OB 3.0 section 5.3.2), spliced into the text. */
import { encodeUtf8 } from '../../encoding/utf8.js'
import type { PreparedImage, PrepareOptions } from '../image/baking.js'
import { CONTAINERS, OPEN_BADGES_3, upTo } from '../image/containers.js'
import { type CredentialText, trimXmlSpace } from '../image/credential-text.js'
import { type ImageLimits, imageLimitExceeded, invalidImage } from '../image/image-limits.js'
import { alreadyBaked, pickContainer, type Raw } from '../image/unbaking.js'
import { readSvgLayout, type SvgCredential, type SvgLayout } from './svg-layout.js'

const PREFIX = 'openbadges'
const RECORD_PREFIX = 'clr'
const DECLARATION = ` xmlns:${PREFIX}="${OPEN_BADGES_3.namespace}"`

/** Finds the place behind the root's start tag. Nothing else of the file changes, scripts included. */
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
      // Another standard's prefix of the same name stays; ours is then bound on the element itself.
      declaration: bound === undefined || bound === OPEN_BADGES_3.namespace ? '' : DECLARATION,
      ascii: layout.ascii,
    },
  }
}

/** A JWS stands in the attribute `verify`; JSON stands in a CDATA section, which no credential can end early. */
export function encodeSvg(
  image: PreparedImage,
  { kind, text, container, hostedAt }: CredentialText,
): Uint8Array {
  const { declaration, ascii } = image.svg!
  const prefix = container.standard === 'clr-2' ? RECORD_PREFIX : PREFIX
  const name = `${prefix}:${container.element}`
  // The prefix is bound on the element itself wherever it is not Open Badges 3.0 that is meant.
  const bound = container === OPEN_BADGES_3 ? declaration : ` xmlns:${prefix}="${container.namespace}"`
  if (kind === 'jws') return encodeUtf8(`<${name}${bound} verify="${text}"></${name}>`)
  // Open Badges 2.0, Baking: a hosted assertion's address stands beside its text.
  const address = hostedAt === undefined || !PLAIN.test(hostedAt) ? '' : ` verify="${hostedAt}"`
  return encodeUtf8(`<${name}${bound}${address}><![CDATA[${escapeJson(text, ascii)}]]></${name}>`)
}

/** Characters of addresses that mean nothing in XML, and stand in every encoding. */
const PLAIN = /^[!#-%'-;=?-~]+$/

/** Takes the preferred container's text out. */
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
      message: 'The credential does not lie directly under the root of the SVG.',
    })
  }
  const body = trimXmlSpace(place.body)
  const attribute = trimXmlSpace(place.attribute)
  const legacy = container.standard === 'open-badges-2'
  if (body !== '' && attribute !== '' && body !== attribute && !legacy) {
    throw invalidImage('svg', 'several credentials', 'the SVG holds one credential as attribute, one as text')
  }
  // Open Badges 2.0 repeats a signed assertion's claims, or a hosted one's address, beside each other.
  const signed = attribute !== '' && !/^https?:/i.test(attribute)
  const text = signed || body === '' ? attribute : body
  if (text.length > limits.credentialBytes) {
    throw imageLimitExceeded('credentialBytes', limits.credentialBytes, text.length)
  }
  return { container, text, warnings }
}

/** Behind the root's start tag, without the elements that are replaced. */
function without({ text, root }: SvgLayout, replaced: readonly SvgCredential[]): string {
  let out = ''
  let from = root.end
  for (const { start, end } of replaced) {
    out += text.slice(from, start)
    from = end
  }
  return out + text.slice(from)
}

/** Everything escaped here can only stand within a JSON string, so the escape leaves the value unchanged. */
function escapeJson(json: string, ascii: boolean): string {
  const safe = json.replaceAll(']]>', ']]\\u003e')
  return safe.replace(ascii ? /[^\0-\x7f]/g : /[\x85\u2028\ufffe\uffff]/g, (c) => {
    return `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
