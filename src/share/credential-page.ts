/** A share page for one credential: one HTML file that loads nothing and runs nothing. */
import type { JsonObject } from '../encoding/json.js'
import type { Report } from '../verify/report.js'
import { LANGUAGES, type Language } from '../verify/sentences/sentence.js'
import { badgeImage } from './badge-image.js'
import { type CredentialFacts, credentialFacts } from './credential-facts.js'
import { checkOptionNames, escapeJsonForHtml, escapeMarkup, webAddress } from './escape.js'
import { embeddedImage, htmlPage, imageData } from './html-page.js'
import { type MetadataOptions, pageMetadata, pageMetadataHtml } from './page-metadata.js'
import { PAGE_STYLE } from './page-style.js'
import { qrCode } from './qr-code.js'
import { schemaOrgCredential } from './schema-org.js'
import { type Network, shareLinks } from './share-links.js'
import { rowSentence, type Summary, summarise } from './verdict.js'
import { dayInWords, WORDS } from './words.js'

export interface CredentialPageOptions extends MetadataOptions {
  /** Language of the page's own words; the credential keeps its own. Default `en`. */
  readonly language?: Language
  /** The badge's picture, PNG, JPEG or SVG. Otherwise the one within the credential, else one is drawn. */
  readonly image?: Uint8Array
  /** When the report was made. */
  readonly checkedAt?: Date
  /** Where the baked image or the original file can be had. */
  readonly downloadUrl?: string
  /** Networks to offer; by default none, so that a page is shared only by whoever decides to. Needs `url`. */
  readonly share?: readonly Network[]
}

export const PAGE_OPTIONS: readonly string[] = [
  'url',
  'imageUrl',
  'jsonUrl',
  'jwtUrl',
  'noindex',
  'language',
  'image',
  'checkedAt',
  'downloadUrl',
  'share',
]

const NETWORK_NAMES: Readonly<Record<Network, string>> = {
  linkedin: 'LinkedIn',
  x: 'X',
  facebook: 'Facebook',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  reddit: 'Reddit',
  email: 'E-mail',
}

/**
 * The page shows the report's verdict and rows. What the credential claims is shown only where its signature
 * holds; a verified report's own snapshot is preferred to `credential`. Without a report it says "not checked".
 */
export function credentialPage(
  credential: JsonObject,
  report: Report | undefined,
  options: CredentialPageOptions = {},
): string {
  checkOptionNames(options, PAGE_OPTIONS)
  const language = pageLanguage(options.language)
  const summary = summarise(credential, report, language)
  const { url, imageUrl, jsonUrl, jwtUrl, noindex } = options
  const given = { url, imageUrl, jsonUrl, jwtUrl, noindex }
  const metadata = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const body = [
    '<main>',
    verdictBanner(summary, options.checkedAt, language),
    summary.shown === undefined
      ? `<p>${WORDS[language].notShown}</p>`
      : badgeArticle(credentialFacts(summary.shown), options, language),
    report === undefined ? '' : checksTable(report, language),
    shareBar(summary.shown, options, language),
    pageFooter(options, language),
    '</main>',
  ]
  return htmlPage({
    language,
    style: PAGE_STYLE,
    head:
      summary.shown === undefined
        ? `<title>${escapeMarkup(summary.title)}</title>\n<meta name="robots" content="noindex, nofollow">`
        : `${pageMetadataHtml(pageMetadata(summary.shown, metadata))}\n${structuredData(summary, options)}`,
    body: body.filter((part) => part !== '').join('\n'),
  })
}

export function pageLanguage(language: Language | undefined): Language {
  if (language === undefined) return 'en'
  if (!LANGUAGES.includes(language)) throw new TypeError(`language must be one of ${LANGUAGES.join(', ')}`)
  return language
}

/** The picture as an address that loads nothing. */
export function pictureOf(facts: CredentialFacts, image: Uint8Array | undefined): string {
  if (image !== undefined) return imageData(image)
  const drawn = (): string => imageData(badgeImage({ title: facts.title || '—', issuer: facts.issuer.name }))
  return embeddedImage(facts.image) ?? drawn()
}

export function verdictBanner(summary: Summary, checkedAt: Date | undefined, language: Language): string {
  const day =
    checkedAt === undefined
      ? ''
      : `${WORDS[language].checkedOn} ${dayInWords(checkedAt.toISOString(), language)}`
  const parts = [summary.reason, day === '' ? undefined : day].filter((part) => part !== undefined)
  const more = parts.map((part) => `<span>${escapeMarkup(part)}</span>`).join('')
  // Where no claim is shown, the verdict is the page's heading.
  const tag = summary.shown === undefined ? 'h1' : 'strong'
  return `<div class="verdict ${summary.verdict}"><${tag}>${escapeMarkup(summary.title)}</${tag}>${more}</div>`
}

/** Search engines are told about credentials that hold, and about no others. */
function structuredData({ verdict, shown }: Summary, { url, imageUrl }: CredentialPageOptions): string {
  if (verdict !== 'verified' || shown === undefined) return ''
  const addresses = { ...(url === undefined ? {} : { url }), ...(imageUrl === undefined ? {} : { imageUrl }) }
  return `<script type="application/ld+json">${escapeJsonForHtml(schemaOrgCredential(shown, addresses))}</script>`
}

function badgeArticle(facts: CredentialFacts, options: CredentialPageOptions, language: Language): string {
  const words = WORDS[language]
  const lang = facts.language === undefined ? '' : ` lang="${escapeMarkup(facts.language)}"`
  const issuerPage = webAddress(facts.issuer.url) ?? webAddress(facts.issuer.id)
  const rows: [string, string][] = []
  if (facts.recipientName !== undefined) rows.push([words.awardedTo, foreign(facts.recipientName)])
  if (facts.issued !== undefined) rows.push([words.awardedOn, dayInWords(facts.issued, language)])
  if (facts.expires !== undefined) rows.push([words.validUntil, dayInWords(facts.expires, language)])
  if (facts.id !== undefined) rows.push([words.identifier, `<code>${escapeMarkup(facts.id)}</code>`])
  return [
    '<article>',
    `<figure><img src="${pictureOf(facts, options.image)}" alt="${escapeMarkup(facts.title)}" width="600" height="600"></figure>`,
    '<div>',
    `<h1 dir="auto"${lang}>${escapeMarkup(facts.title)}</h1>`,
    `<p class="by">${words.awardedBy} ${link(issuerPage, facts.issuer.name)}</p>`,
    facts.description === undefined
      ? ''
      : `<p class="text" dir="auto"${lang}>${escapeMarkup(facts.description)}</p>`,
    rows.length === 0
      ? ''
      : `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>`,
    criteriaSection(facts, words.criteria),
    listSection(
      words.skills,
      facts.alignments.map(({ name, url, framework }) =>
        link(webAddress(url), framework === undefined ? name : `${name} (${framework})`),
      ),
    ),
    listSection(
      words.evidence,
      facts.evidence.map(({ name, url }) => link(webAddress(url), name ?? url ?? '—')),
    ),
    '</div>',
    '</article>',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function criteriaSection({ criteria }: CredentialFacts, heading: string): string {
  const { narrative, url } = criteria
  const address = webAddress(url)
  if (narrative === undefined && address === undefined) return ''
  const text = narrative === undefined ? '' : `<p class="text" dir="auto">${escapeMarkup(narrative)}</p>`
  return `<h2>${heading}</h2>${text}${address === undefined ? '' : `<p>${link(address, address)}</p>`}`
}

function listSection(heading: string, items: readonly string[]): string {
  if (items.length === 0) return ''
  return `<h2>${heading}</h2><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}

/** Roles are said aloud, because narrow screens lay the table out as blocks. */
export function checksTable(report: Report, language: Language): string {
  const words = WORDS[language]
  const rows = report.checks.map(
    (row) =>
      `<tr role="row"><th role="rowheader" scope="row">${words.rows[row.id]}</th>` +
      `<td role="cell" class="${row.outcome}">${words.outcomes[row.outcome]}</td>` +
      `<td role="cell">${escapeMarkup(rowSentence(row, language))}</td></tr>`,
  )
  const head =
    `<tr role="row"><th role="columnheader" scope="col">${words.check}</th>` +
    `<th role="columnheader" scope="col">${words.result}</th><td role="cell"></td></tr>`
  return (
    `<section><h2 id="checks">${words.checks}</h2><table role="table" aria-labelledby="checks">` +
    `<thead role="rowgroup">${head}</thead><tbody role="rowgroup">${rows.join('')}</tbody></table></section>`
  )
}

function shareBar(shown: JsonObject | undefined, options: CredentialPageOptions, language: Language): string {
  const { share = [], url } = options
  if (share.length === 0 || shown === undefined) return ''
  if (url === undefined) throw new TypeError('share needs url, the public address of the page')
  const { title } = pageMetadata(shown)
  const links = shareLinks(url, { text: title })
  const items = share.map((network) => {
    if (!Object.hasOwn(links, network)) throw new TypeError(`unknown network: ${network}`)
    return `<li>${link(links[network], NETWORK_NAMES[network])}</li>`
  })
  const label = WORDS[language].share
  return `<nav aria-label="${label}"><h2>${label}</h2><ul>${items.join('')}</ul></nav>`
}

function pageFooter({ url, downloadUrl }: CredentialPageOptions, language: Language): string {
  const words = WORDS[language]
  const address = webAddress(url)
  const file = webAddress(downloadUrl)
  const parts = [
    address === undefined ? '' : `<div class="code">${qrCode(address, words.scan)}</div>`,
    address === undefined ? '' : `<p>${words.scan}<br>${link(address, address)}</p>`,
    file === undefined ? '' : `<p>${link(file, words.original)}</p>`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `<footer>${parts.join('')}</footer>`
}

/** Addresses out of a credential are foreign: no referrer, no vote for search engines. */
function link(address: string | undefined, text: string): string {
  if (address === undefined) return foreign(text)
  return `<a href="${escapeMarkup(address)}" rel="noopener noreferrer nofollow ugc">${foreign(text)}</a>`
}

function foreign(text: string): string {
  return `<bdi>${escapeMarkup(text)}</bdi>`
}
