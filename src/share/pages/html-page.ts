/** A self-contained HTML page. Its content security policy forbids loading anything and running script. */
import { sha256 } from '#platform'
import { encodeBase64 } from '../../encoding/forms/base64.js'
import { rasterType } from '../../encoding/forms/image-type.js'
import { badgeImage } from '../art/badge-image.js'
import { cutText } from '../art/wrap-text.js'
import { escapeMarkup } from '../facts/escape.js'
import type { PageFacts } from '../facts/page-facts.js'

export interface HtmlPage {
  readonly language: string
  /** Elements for the head, escaped. */
  readonly head: string
  readonly style: string
  /** Elements of the body, escaped. */
  readonly body: string
}

/**
 * The policy allows the style by its digest, pictures as `data:` only, and nothing else. Injected markup could neither run
 * nor fetch anything.
 */
export function htmlPage({ language, head, style, body }: HtmlPage): string {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${encodeBase64(sha256(style))}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="${escapeMarkup(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeMarkup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
${head}
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`
}

/** A picture as a data URL, for `<img>`, where no script runs and nothing is fetched. */
function imageData(image: Uint8Array): string {
  return `data:${rasterType(image) ?? 'image/svg+xml'};base64,${encodeBase64(image)}`
}

/** The URL of a picture, if it is a data URL; other URLs are never loaded. */
export function embeddedImage(address: string | undefined): string | undefined {
  return address !== undefined &&
    /^data:image\/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/.test(address)
    ? address
    : undefined
}

/** As much of a text as a picture shows. The page has the whole text beside it. */
const visible = (text: string): string => cutText(text, 120)

/** The picture as a data URL. */
export function pictureOf(
  facts: Pick<PageFacts, 'image' | 'title' | 'issuer'>,
  image: Uint8Array | undefined,
): string {
  if (image !== undefined) return imageData(image)
  const drawn = (): string =>
    imageData(badgeImage({ title: visible(facts.title.trim()) || '—', issuer: visible(facts.issuer.name) }))
  return embeddedImage(facts.image) ?? drawn()
}
