/** Metadata of a page for previews: Open Graph and Twitter tags, and links to the credential. */

import type { PlainObject } from '../../encoding/json.js'
import { checkOptions, type OptionTest, requireResult } from '../../encoding/options.js'
import type { CredentialFacts } from '../../model/reading/credential-facts.js'
import { boolean } from '../../option-tests.js'
import { escapeMarkup, requireWebAddress } from '../facts/escape.js'
import { inPlace, SHAPES } from '../facts/share-options.js'
import { claimsIn } from '../facts/shown.js'

export interface MetadataOptions {
  /** Public page of the credential. */
  readonly url?: string
  /** Public picture, best 1200 × 630 pixels, PNG or JPEG: networks do not show SVG. */
  readonly imageUrl?: string
  /** URL of the credential as JSON. */
  readonly jsonUrl?: string
  /** URL of the credential as a compact JWS. */
  readonly jwtUrl?: string
  /** Tells search engines not to index the page. */
  readonly noindex?: boolean
}

export interface PageMetadata {
  readonly title: string
  readonly description: string
  readonly meta: readonly {
    readonly key: 'name' | 'property'
    readonly name: string
    readonly content: string
  }[]
  readonly links: readonly { readonly rel: string; readonly href: string; readonly type?: string }[]
}

const METADATA_OPTIONS: Readonly<Record<keyof MetadataOptions, OptionTest>> = {
  url: inPlace,
  imageUrl: inPlace,
  jsonUrl: inPlace,
  jwtUrl: inPlace,
  noindex: boolean,
}

/**
 * Makes title, description, meta elements and links for the page of a credential (Open Graph, and alternates as JSON or JWS).
 *
 * @param credential - The credential as plain JSON; of a presentation or record, the first 256 inside are described.
 * @param options - `url`, `imageUrl` (best 1,200 × 630 pixels), `jsonUrl`, `jwtUrl`; `noindex`: default false.
 * @returns The metadata as data; `pageMetadataHtml` writes it as HTML.
 * @throws TypeError for bad options.
 * @example
 * const { title } = pageMetadata(received, { url: 'https://example.edu/badges/42' })
 */
export function pageMetadata(credential: PlainObject, options: MetadataOptions = {}): PageMetadata {
  return metadataOf(claimsIn('pageMetadata', credential), options)
}

export function metadataOf(shown: readonly CredentialFacts[], options: MetadataOptions): PageMetadata {
  checkOptions('pageMetadata', options, METADATA_OPTIONS, SHAPES)
  const titles = shown.map((facts) => facts.title).join(', ')
  const issuers = Array.from(new Set(shown.map((facts) => facts.issuer.name))).join(', ')
  const title = shorten(issuers === '' ? titles : `${titles} · ${issuers}`, 200)
  const description = shorten((shown.length === 1 ? shown[0]!.description : undefined) ?? title, 200)
  const address = (name: 'url' | 'imageUrl' | 'jsonUrl' | 'jwtUrl'): string | undefined =>
    options[name] === undefined ? undefined : requireWebAddress(name, options[name])
  const [url, image, json, jwt] = [address('url'), address('imageUrl'), address('jsonUrl'), address('jwtUrl')]
  const property = (name: string, content: string | undefined): PageMetadata['meta'] =>
    content === undefined ? [] : [{ key: 'property', name, content }]
  const named = (name: string, content: string | undefined): PageMetadata['meta'] =>
    content === undefined ? [] : [{ key: 'name', name, content }]
  return {
    title,
    description,
    meta: [
      ...named('description', description),
      ...(options.noindex === true ? named('robots', 'noindex, nofollow') : []),
      ...property('og:type', 'website'),
      ...property('og:title', title),
      ...property('og:description', description),
      ...property('og:url', url),
      ...property('og:image', image),
      ...(image === undefined ? [] : property('og:image:alt', titles)),
      ...named('twitter:card', image === undefined ? 'summary' : 'summary_large_image'),
    ],
    links: [
      ...(url === undefined ? [] : [{ rel: 'canonical', href: url }]),
      ...(json === undefined ? [] : [{ rel: 'alternate', href: json, type: 'application/vc+ld+json' }]),
      ...(jwt === undefined ? [] : [{ rel: 'alternate', href: jwt, type: 'application/vc+jwt' }]),
    ],
  }
}

/**
 * Writes page metadata as HTML elements for the head of your own page.
 *
 * @param metadata - What `pageMetadata` returned.
 * @returns The HTML.
 * @example
 * const head = pageMetadataHtml(pageMetadata(received))
 */
export function pageMetadataHtml(metadata: PageMetadata): string {
  requireResult('pageMetadataHtml', metadata, 'pageMetadata', 'links')
  const { title, meta, links } = metadata
  return [
    `<title>${escapeMarkup(title)}</title>`,
    ...meta.map(({ key, name, content }) => `<meta ${key}="${name}" content="${escapeMarkup(content)}">`),
    ...links.map(
      ({ rel, href, type }) =>
        `<link rel="${rel}" href="${escapeMarkup(href)}"${type === undefined ? '' : ` type="${type}"`}>`,
    ),
  ].join('\n')
}

/** Cuts a text between graphemes. */
function shorten(text: string, length: number): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain.length <= length) return plain
  let out = ''
  for (const { segment } of new Intl.Segmenter().segment(plain.slice(0, length * 2))) {
    if (out.length + segment.length >= length) break
    out += segment
  }
  return `${out.trimEnd()}…`
}
