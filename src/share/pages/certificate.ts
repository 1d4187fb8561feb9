/** A printable certificate: the content of the share page on one sheet of paper. */

import { isJsonObject, type JsonObject } from '../../encoding/json.js'
import { isReport } from '../../encoding/json-value.js'
import { checkOptions, type OptionTest } from '../../encoding/options.js'
import { OpenBadgeError } from '../../errors.js'
import { credentialFacts } from '../../model/reading/credential-facts.js'
import { date, text } from '../../option-tests.js'
import type { Language } from '../../verify/messages/sentence.js'
import { isVerified } from '../../verify/report/judged.js'
import type { Kind, Report, VerifiedCredentialReport } from '../../verify/report/report.js'
import { qrCode } from '../art/qr-code.js'

import { escapeMarkup, requireWebAddress } from '../facts/escape.js'
import { contradictionOf } from '../facts/judged.js'
import { type PageFacts, pageFacts } from '../facts/page-facts.js'
import { inPlace, picture, SHAPES } from '../facts/share-options.js'
import { dayInWords, pageLanguage, WORDS } from '../words/words.js'
import { embeddedImage, htmlPage, pictureOf } from './html-page.js'
import { reachedIn } from './result-table.js'

export interface CertificateOptions {
  /** Language of the certificate's own text; default `en`. */
  readonly language?: Language
  /** Name to print. Default: the name that the credential gives in plain text, if any. */
  readonly recipientName?: string
  /** Public page of the credential, printed as QR code and as text. */
  readonly url?: string
  /** The badge's picture, PNG, JPEG or SVG. */
  readonly image?: Uint8Array
  /** When the report was made; printed if given. */
  readonly checkedAt?: Date
  /** Paper: `A4` (default) or `letter`, both in landscape. */
  readonly paper?: 'A4' | 'letter'
}

const OPTIONS: Readonly<Record<keyof CertificateOptions, OptionTest>> = {
  language: inPlace,
  recipientName: text,
  url: inPlace,
  image: picture,
  checkedAt: date,
  paper: inPlace,
}

/** Kinds of credential that award nothing. */
const NO_AWARD: readonly Kind[] = ['endorsement', 'status-list', 'presentation']

/**
 * Makes a certificate as one HTML file, for printing or saving as PDF.
 *
 * @param report - The report of `verify` for a verified credential. For a badge in a presentation or record, use the badge's
 *   own report from `embedded`.
 * @param options - `language`: default `en`; `recipientName`, `url`, `image`, `checkedAt`; `paper`: `A4` (default) or `letter`.
 * @returns The HTML.
 * @throws OpenBadgeError `report_unverified` for any other report, and for a larger credential that `verifyStack` found contradicted
 *   by its parts; TypeError for bad options.
 * @example
 * const html = report.credential ? certificate(report, { recipientName: 'Ada Lovelace' }) : ''
 */
export function certificate(report: VerifiedCredentialReport, options: CertificateOptions = {}): string {
  if (isReport(options))
    throw new TypeError(
      'certificate: the report must be the first argument; write certificate(report, options)',
    )
  const credential = certified(report)
  checkOptions('certificate', options, OPTIONS, SHAPES)
  const { paper = 'A4' } = options
  if (paper !== 'A4' && paper !== 'letter') throw new TypeError("certificate: paper must be 'A4' or 'letter'")
  const language = pageLanguage('certificate', options.language)
  const words = WORDS[language]
  const url = options.url === undefined ? undefined : requireWebAddress('url', options.url)
  const { title } = credentialFacts(credential)
  return htmlPage({
    language,
    style: style(paper),
    head: `<title>${escapeMarkup(`${words.certificate} · ${title}`)}</title>\n<meta name="robots" content="noindex">`,
    body: sheet(credential, { ...options, language }, url),
  })
}

/** Checks the report at run time too, for callers without types. */
function certified(report: Report): JsonObject {
  const { verified, checks = [], kind, credential } = report ?? {}
  const isProven = verified === true && isVerified(checks, [])
  const against = isProven ? contradictionOf(report) : undefined
  if (isProven && credential !== undefined && !NO_AWARD.includes(kind) && against === undefined)
    return credential
  const row =
    checks.find(({ outcome }) => outcome === 'fail') ?? checks.find(({ outcome }) => outcome === 'unknown')
  const isCredential = verified === undefined && isJsonObject(report) && '@context' in report
  if (against !== undefined) {
    throw new OpenBadgeError('report_unverified', `certificate: ${against.message}`, {
      code: against.code,
      hint: 'Use credentialPage(), which says first what is wrong.',
    })
  }
  const message = isCredential
    ? 'this is a credential, not a report'
    : 'this is not the report of a verified award'
  throw new OpenBadgeError('report_unverified', `certificate: ${message}`, {
    ...(row === undefined ? {} : { check: row.id, code: row.code }),
    hint: isCredential
      ? 'Pass the report of verify(): certificate(await verify(credential)).'
      : 'Pass the report of verify() for a verified badge. For other reports use credentialPage(), which shows what is wrong.',
  })
}

function sheet(
  credential: JsonObject,
  options: CertificateOptions & { readonly language: Language },
  url: string | undefined,
): string {
  const { language } = options
  const words = WORDS[language]
  const facts = pageFacts(credential, [], language)
  const name = options.recipientName ?? facts.recipientName
  const days = [
    facts.issued === undefined ? '' : `${words.awardedOn} ${dayInWords(facts.issued, language)}`,
    facts.expires === undefined ? '' : `${words.validUntil} ${dayInWords(facts.expires, language)}`,
    options.checkedAt === undefined
      ? ''
      : `${words.checkedOn} ${dayInWords(options.checkedAt.toISOString(), language)}`,
  ].filter((day) => day !== '')
  const logo = embeddedImage(facts.issuerPicture)
  return [
    '<main class="sheet">',
    `<p class="kind">${words.certificate}</p>`,
    name === undefined
      ? ''
      : `<p class="small">${words.certifies}</p><p class="name" dir="auto">${escapeMarkup(name)}</p><p class="small">${words.hasEarned}</p>`,
    `<h1 dir="auto">${escapeMarkup(facts.title)}</h1>`,
    facts.description === undefined
      ? ''
      : `<p class="description" dir="auto">${escapeMarkup(facts.description)}</p>`,
    achieved(facts, language),
    '<div class="foot">',
    `<div>${logo === undefined ? '' : `<img class="logo" src="${logo}" alt="" width="60" height="60">`}<p class="small">${words.awardedBy}</p><p class="issuer"><bdi>${escapeMarkup(facts.issuer.name)}</bdi></p>${days.map((day) => `<p class="small">${day}</p>`).join('')}</div>`,
    `<img class="badge" src="${pictureOf(facts, options.image)}" alt="" width="600" height="600">`,
    url === undefined
      ? `<p class="small id">${words.identifier}<br>${escapeMarkup(facts.id ?? '')}</p>`
      : `<div class="code">${qrCode(url, words.scan)}<p class="small id">${escapeMarkup(url)}</p></div>`,
    '</div>',
    '</main>',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** The maximum number of results that fit on the sheet. */
const RESULTS_MAXIMUM = 4

/** Results and credits, in one paragraph. Which results stand there does not depend on their order, which may not be signed. */
function achieved({ results, credits }: PageFacts, language: Language): string {
  const words = WORDS[language]
  const parts = results.flatMap((result) => {
    const reached = reachedIn(result, language)
    const name = result.name ?? result.type ?? words.results
    return reached === '' ? [] : [`<bdi>${escapeMarkup(name)}</bdi>: ${reached}`]
  })
  if (parts.length > RESULTS_MAXIMUM)
    parts.splice(0, parts.length, ...parts.sort().slice(0, RESULTS_MAXIMUM), '…')
  if (credits.earned !== undefined) parts.push(`${words.credits}: ${credits.earned}`)
  return parts.length === 0 ? '' : `<p class="small achieved" dir="auto">${parts.join(' &nbsp; ')}</p>`
}

const SIZES = { A4: '297mm 210mm', letter: '11in 8.5in' } as const

function style(paper: 'A4' | 'letter'): string {
  const [width, height] = SIZES[paper].split(' ') as [string, string]
  return `
@page{size:${width} ${height};margin:0}
*{box-sizing:border-box}
body{margin:0;background:#e9e7df;color:#1d2321;font:1rem/1.4 Georgia,"Times New Roman","Noto Serif",serif;overflow-wrap:anywhere;font-synthesis:weight;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.sheet{position:relative;width:${width};height:${height};margin:1rem auto;padding:22mm 24mm 15mm;background:#fffdf7;display:flex;flex-direction:column;align-items:center;text-align:center;overflow:hidden}
.sheet::before{content:"";position:absolute;inset:8mm;border:.6mm solid #1f5f4a;outline:.3mm solid #c9a227;outline-offset:1.4mm;pointer-events:none}
.kind{letter-spacing:.35em;text-transform:uppercase;color:#1f5f4a;margin:0 0 7mm;font-size:1.3rem}
.small{color:#56605c;margin:.5mm 0;font-size:.95rem}.name{font-size:2.4rem;font-style:italic;margin:2mm 0}
h1{font-size:2.3rem;line-height:1.3;margin:2mm 0;color:#143d30;max-height:3.9em;overflow:hidden}
.description{max-width:190mm;margin:1mm 0;max-height:8.5em;overflow:hidden}
.foot{margin-top:auto;width:100%;display:grid;grid-template-columns:1fr auto 1fr;gap:8mm;align-items:end}
.foot>:first-child{text-align:start}.foot>:last-child{justify-self:end;text-align:end}
.badge{width:62mm;height:62mm;object-fit:contain}.logo{width:14mm;height:14mm;object-fit:contain}.achieved{max-width:210mm;max-height:2.9em;overflow:hidden}.issuer{font-size:1.25rem;margin:0}
.code svg{width:30mm;height:30mm}.id{font-size:.65rem;max-width:70mm}
@media print{html,body{height:100%}body{background:#fff}.sheet{margin:0;width:100%;height:100vh;max-height:100%;break-inside:avoid;break-after:avoid}}
@media screen and (max-width:75rem){.sheet{width:auto;height:auto;min-height:100vh;margin:0;padding:clamp(9mm,6vw,22mm) clamp(7mm,6vw,24mm);overflow:visible}.sheet::before{inset:clamp(2mm,1.5vw,8mm)}.kind{margin-bottom:4mm;letter-spacing:.2em}h1,.description,.achieved{max-height:none}.foot{padding-top:6mm}}
@media screen and (max-width:48rem){h1{font-size:1.6rem}.name{font-size:1.8rem}.foot{grid-template-columns:minmax(0,1fr);justify-items:center}.foot>:first-child,.foot>:last-child{justify-self:center;text-align:center}.badge{max-width:70vw}.id{max-width:100%}}
`
}
