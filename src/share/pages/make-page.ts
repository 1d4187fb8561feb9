/** Makes the share page of a credential: verdict, content, rows of the report. Loaded with the first page. */

import { parseUrl } from '../../encoding/forms/parse-url.js'
import type { JsonObject, PlainObject } from '../../encoding/json.js'
import { isReport } from '../../encoding/json-value.js'
import { checkOptions, type OptionTest } from '../../encoding/options.js'
import type { CredentialFacts } from '../../model/reading/credential-facts.js'
import { boolean, date, object } from '../../option-tests.js'
import type { Language } from '../../verify/messages/sentence.js'
import { type Envelope, isEnvelope, type Report } from '../../verify/report/report.js'
import { qrCode } from '../art/qr-code.js'

import { escapeJsonForHtml, escapeMarkup, webAddress } from '../facts/escape.js'
import { judgedDocument, requireEntries } from '../facts/judged.js'
import { lapsedParts } from '../facts/lapsed.js'
import { markdownIn, type PageFacts, pageFacts } from '../facts/page-facts.js'
import { inPlace, picture, SHAPES } from '../facts/share-options.js'
import { type Contained, credentialsOf, shownOf } from '../facts/shown.js'
import { linkedInFor } from '../links/linked-in.js'
import { type MetadataOptions, metadataOf, pageMetadataHtml } from '../links/page-metadata.js'
import { schemaOrgRecord } from '../links/schema-org.js'
import { type Network, shareLinks } from '../links/share-links.js'
import { renderTexts } from '../markdown/markdown.js'
import { dayInWords, pageLanguage, WORDS } from '../words/words.js'
import { badgeArticle, foreign, link } from './badge-article.js'
import { checksTable } from './checks-table.js'
import { claimsSection, restNote } from './claims.js'
import type { CredentialPageOptions } from './credential-page.js'
import { htmlPage } from './html-page.js'
import { PAGE_STYLE } from './page-style.js'
import { partsSection, withParts } from './parts-section.js'
import { type Summary, summaryFor, visitorSentence } from './verdict.js'

const OPTIONS: Readonly<Record<keyof CredentialPageOptions, OptionTest>> = {
  url: inPlace,
  imageUrl: inPlace,
  jsonUrl: inPlace,
  jwtUrl: inPlace,
  noindex: boolean,
  language: inPlace,
  image: picture,
  checkedAt: date,
  downloadUrl: inPlace,
  linkedIn: (value) => value === true || object(value),
  share: Array.isArray,
  stack: object,
}

/** The name of e-mail depends on the language. */
const NETWORK_NAMES: Readonly<Record<Exclude<Network, 'email'>, string>> = {
  linkedin: 'LinkedIn',
  x: 'X',
  facebook: 'Facebook',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  reddit: 'Reddit',
}

const NOTHING: Contained = { credentials: [], more: 0 }

/** The sections that a page may have, by verdict. */
const PARTS = {
  verified: { article: true, metadata: true, share: true },
  genuine: { article: true, metadata: false, share: false },
  claimed: { article: false, metadata: false, share: false },
} as const

/** As `credentialPage`, with the options that it was given. */
export async function makePage(
  credential: PlainObject | undefined,
  report: Report | undefined,
  options: CredentialPageOptions,
): Promise<string> {
  checkOptions('credentialPage', options, OPTIONS, SHAPES)
  const { stack } = options
  if (stack !== undefined && stack.report !== report) {
    throw new TypeError('credentialPage: stack is about another report; pass stack.report as the report')
  }
  if (stack !== undefined) requireEntries(stack)
  const language = pageLanguage('credentialPage', options.language)
  const claimed =
    credential === undefined && isReport(report) ? NOTHING : credentialsOf('credentialPage', credential!)
  if (report !== undefined && !isReport(report))
    throw new TypeError(
      'credentialPage: the second argument must be the report of verify, or undefined; options are the third',
    )
  const summary = withParts(summaryFor(report, language, visitorSentence), stack, language)
  // A file in which no credential was found has a page with the verdict alone.
  const judged = report && judgedDocument(credential as JsonObject | undefined, report)
  const unproven =
    report === undefined
      ? claimed
      : judged === undefined || report.verified
        ? NOTHING
        : credentialsOf('credentialPage', judged)
  const shown =
    report?.verified === true
      ? shownOf(report, language)
      : unproven.credentials.map((each) => pageFacts(each, report?.embedded ?? [], language))
  const { verdict, mark } = summary
  // The mark of an envelope does not apply to the credentials inside.
  const marked = mark !== undefined && report !== undefined && !isEnvelope(report.kind)
  const isGenuine = marked || (mark === undefined && report?.verified === true)
  const parts = PARTS[verdict === 'verified' ? 'verified' : isGenuine ? 'genuine' : 'claimed']
  const named = stack?.level === undefined ? '' : partsSection(stack, language)
  // What is not proven comes before what is.
  const partsFirst = verdict !== 'verified' && named !== ''
  const metadata = metadataOf(shown, metadataOptions(options))
  const share = shareBar(metadata.title, shown, options, language)
  const lapsed = lapsedParts(report, language)
  const articles = [...shown, ...lapsed.map(({ facts }) => facts)]
  const render = await renderTexts(parts.article ? markdownIn(articles) : [])
  // The caller's picture is only for a page with one credential.
  const image = shown.length === 1 ? options.image : undefined
  const body = [
    `<main class="${verdict}">`,
    verdictBanner(summary, options.checkedAt, language, parts.article && !partsFirst ? 'strong' : 'h1'),
    partsFirst ? named : '',
    envelopeHeading(report?.envelope, language),
    ...shown.map((facts, index) =>
      parts.article
        ? badgeArticle(facts, { mark, image, language, render, index })
        : claimsSection(facts, language),
    ),
    restNote(unproven.more, language),
    ...lapsed.map(({ facts, mark: own }, index) =>
      badgeArticle(facts, { mark: own, image: undefined, language, render, index: shown.length + index }),
    ),
    partsFirst ? '' : named,
    report === undefined ? '' : checksTable(report, language),
    parts.share ? share : '',
    pageFooter(options, language),
    '</main>',
  ]
  return htmlPage({
    language,
    style: PAGE_STYLE,
    head: parts.metadata
      ? `${pageMetadataHtml(metadata)}\n${structuredData(shown, options)}`
      : `<title>${escapeMarkup(summary.title)}</title>\n<meta name="robots" content="noindex, nofollow">`,
    body: body.filter((part) => part !== '').join('\n'),
  })
}

function metadataOptions({
  url,
  imageUrl,
  jsonUrl,
  jwtUrl,
  noindex,
}: CredentialPageOptions): MetadataOptions {
  const given = { url, imageUrl, jsonUrl, jwtUrl, noindex }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function verdictBanner(
  { verdict, title, reason }: Summary,
  checkedAt: Date | undefined,
  language: Language,
  tag: 'strong' | 'h1',
): string {
  const day =
    checkedAt === undefined
      ? undefined
      : `${WORDS[language].checkedOn} ${dayInWords(checkedAt.toISOString(), language)}`
  const more = [reason, day]
    .filter((part) => part !== undefined)
    .map((part) => `<span>${escapeMarkup(part)}</span>`)
  return `<div class="verdict ${verdict}"><${tag}>${escapeMarkup(title)}</${tag}>${more.join('')}</div>`
}

function envelopeHeading(envelope: Envelope | undefined, language: Language): string {
  if (envelope?.by === undefined) return ''
  const { name, by } = envelope
  const words = WORDS[language]
  // A record has a name, but a presentation does not.
  const title = name === undefined ? '' : `<h1 dir="auto">${escapeMarkup(name)}</h1>`
  const [label, who] = name === undefined ? [words.presentedBy, by.id] : [words.collectedBy, by.name ?? by.id]
  return `<header>${title}<p class="by">${label} ${foreign(who)}</p></header>`
}

function structuredData(shown: readonly CredentialFacts[], { url, imageUrl }: CredentialPageOptions): string {
  const addresses = { ...(url === undefined ? {} : { url }), ...(imageUrl === undefined ? {} : { imageUrl }) }
  return `<script type="application/ld+json">${escapeJsonForHtml(schemaOrgRecord(shown, addresses))}</script>`
}

function shareBar(
  title: string,
  shown: readonly PageFacts[],
  options: CredentialPageOptions,
  language: Language,
): string {
  const { share = [], linkedIn, url } = options
  const wanted = share.length > 0 ? 'share' : linkedIn === undefined ? undefined : 'linkedIn'
  if (url === undefined) {
    if (wanted === undefined) return ''
    throw new TypeError(`credentialPage: ${wanted} needs url, the public URL of the page`)
  }
  const words = WORDS[language]
  const [one, ...others] = shown
  const profile =
    linkedIn === undefined || one === undefined || others.length > 0
      ? []
      : [
          `<li>${link(linkedInFor(one, { ...(linkedIn === true ? {} : linkedIn), url }).url, words.addToLinkedIn)}</li>`,
        ]
  const links = shareLinks(url, { text: title })
  const names: Readonly<Record<Network, string>> = { ...NETWORK_NAMES, email: words.email }
  const items = share.map((network) => {
    if (!Object.hasOwn(links, network))
      throw new TypeError(
        `credentialPage: share has an unknown network: ${network}; the networks are ${Object.keys(names).join(', ')}`,
      )
    return `<li>${link(links[network], names[network])}</li>`
  })
  const all = [...profile, ...items]
  const list = all.length === 0 ? '' : `<ul>${all.join('')}</ul>`
  // A text field, so that visitors can copy the URL without script.
  const copy = `<p><label>${words.copy} <input readonly dir="ltr" value="${escapeMarkup(url)}"></label></p>`
  return `<nav aria-label="${words.share}"><h2>${words.share}</h2>${list}${copy}</nav>`
}

/** A relative address counts from the page, and is written in full: the page works elsewhere too, such as in a mail. */
function downloadAddress({ url, downloadUrl }: CredentialPageOptions): string | undefined {
  if (downloadUrl === undefined) return undefined
  const isText = typeof downloadUrl === 'string' && downloadUrl !== ''
  const address = isText ? webAddress(parseUrl(downloadUrl, webAddress(url))?.href) : undefined
  if (address !== undefined) return address
  throw new TypeError(
    'credentialPage: downloadUrl must be an http or https URL; a relative one needs url, the public URL of the page',
  )
}

function pageFooter(options: CredentialPageOptions, language: Language): string {
  const words = WORDS[language]
  const address = webAddress(options.url)
  const file = downloadAddress(options)
  const parts = [
    address === undefined ? '' : `<div class="code">${qrCode(address, words.scan)}</div>`,
    address === undefined ? '' : `<p>${words.scan}<br>${link(address, address)}</p>`,
    file === undefined ? '' : `<p>${link(file, words.original)}</p>`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `<footer>${parts.join('')}</footer>`
}
