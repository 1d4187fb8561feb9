/** What people read of a report, in the report itself, on its page and on its certificate, held against what was signed. */

import { isJsonObject, type Json, type JsonObject } from '../../src/encoding/json.js'
import { isOpenBadgeError } from '../../src/errors.js'
import type { CredentialView } from '../../src/model/reading/view.js'
import { viewOf } from '../../src/model/reading/view-of.js'
import { certificate } from '../../src/share/pages/certificate.js'
import { credentialPage } from '../../src/share/pages/credential-page.js'
import { summarise } from '../../src/share/pages/verdict.js'
import { WORDS } from '../../src/share/words/words.js'
import { en } from '../../src/verify/messages/en.js'
import { judgedBy } from '../../src/verify/report/judged.js'
import { isEnvelope, type Report, type VerifiedCredentialReport } from '../../src/verify/report/report.js'

/** What the issuers of some documents signed. */
export interface Signed {
  /** The facts of each document, as JSON. */
  readonly facts: ReadonlySet<string>
  /** Words of the documents, of the pages that show them, and of the report's own sentences. */
  readonly words: ReadonlySet<string>
  /** Ends of the documents. */
  readonly ends: ReadonlySet<string | undefined>
}

/**
 * @param documents as they were signed
 * @param reports of some of them, whose pages may be repeated word for word
 */
export async function signedIn(
  documents: readonly JsonObject[],
  reports: readonly Report[] = [],
): Promise<Signed> {
  const facts = documents.map((each) => said(viewOf(each, { language: 'en', issues: [] })))
  const pages = reports.map((report) => pagesOf(shownBy(report) ?? documents[0]!, report))
  const texts = [
    ...leaves(WORDS.en as unknown as Json),
    ...Object.values(en),
    ...documents.flatMap((document) => leaves(document)),
    ...facts.flatMap((each) => leaves(each as unknown as Json)),
    ...(await Promise.all(pages)).flat(),
  ]
  return {
    facts: new Set(facts.map(asText)),
    words: new Set(texts.flatMap(wordsOf)),
    ends: new Set(facts.map(({ validUntil }) => validUntil)),
  }
}

/** What a view says of the credential. How well it is written is another matter, and an endorsement somebody else's word. */
function said({ issues: _, endorsements: __, signed: ___, ...view }: CredentialView) {
  return view
}

/** What a report, its page or its certificate says that nobody signed; `undefined` where all is in order. */
export async function stray(
  input: unknown,
  report: Report,
  signed: Signed,
  signers: readonly string[],
): Promise<string | undefined> {
  for (const badge of report.badges) {
    if (!badge.verified) {
      const own = ['verified', 'outcome', 'check', 'code', 'kind', 'pointer']
      if (Object.keys(badge).some((name) => !own.includes(name)))
        return 'a badge that is not verified says something'
      continue
    }
    const { verified: _, pointer: __, selection, ...view } = badge
    const facts = said(view as CredentialView)
    if (selection === true ? !signed.ends.has(facts.validUntil) : !signed.facts.has(asText(facts))) {
      return `the badge at "${badge.pointer}" says ${asText(facts)}`
    }
    const praise = badge.endorsements.map(({ pointer: ___, about: ____, verified, ...words }) =>
      verified === true ? words : Object.keys(words),
    )
    const word = strange(leaves([facts, praise] as unknown as Json), signed)
    if (word !== undefined) return `the badge at "${badge.pointer}" says "${word}"`
  }
  const { envelope } = report
  if (!report.verified) {
    if ('credential' in report || envelope !== undefined)
      return 'a report that is not verified hands something back'
    if (certificateOf(report) !== undefined) return 'a certificate of what is not verified'
  }
  if (envelope?.by !== undefined && !signers.includes(envelope.by.id)) return 'an envelope by somebody else'
  if (report.kind === 'presentation' && (envelope?.name ?? envelope?.by?.name) !== undefined) {
    return 'a presentation that has words of its own'
  }
  const genuine = report.verified || (summarise(report, 'en').mark !== undefined && !isEnvelope(report.kind))
  if (!genuine) return undefined
  const shown = shownBy(report) ?? (isJsonObject(input as Json) ? (input as JsonObject) : {})
  // The structured data of a page about several badges is a @graph.
  const own = new Set(['graph', ...[...leaves((envelope ?? {}) as unknown as Json)].flatMap(wordsOf)])
  const word = (await pagesOf(shown, report))
    .flatMap(wordsOf)
    .find((each) => !signed.words.has(each) && !own.has(each))
  return word === undefined ? misled(shown, report) : `a page says "${word}"`
}

const LIE = 'Zweitdoktor'

/** Whether a page can be had of other words, with the report, with a copy of it, or with one that names them as its source. */
async function misled(shown: JsonObject, report: Report): Promise<string | undefined> {
  const { credentialSubject: subject = {}, ...more } = shown
  const achievement = { id: 'urn:x:lie', type: ['Achievement'], name: LIE }
  const forged = {
    ...more,
    name: LIE,
    credentialSubject: { ...(subject as object), achievement },
  } as JsonObject
  const changed = { ...report, ...(report.verified ? {} : { source: forged }) } as Report
  for (const each of [report, changed, JSON.parse(JSON.stringify(report)) as Report]) {
    const page = await credentialPage(forged, each).catch((error: unknown) => {
      if (isOpenBadgeError(error, 'report_mismatch')) return ''
      throw error
    })
    if (page.includes(LIE)) return 'the page of another document'
  }
  return undefined
}

/** The document that a page accepts. */
function shownBy(report: Report): JsonObject | undefined {
  return report.credential ?? judgedBy(report).document
}

/** The text of the page, and of the certificate where there is one. */
async function pagesOf(document: JsonObject, report: Report): Promise<readonly string[]> {
  const paper = certificateOf(report)
  return [textOf(await credentialPage(document, report)), ...(paper === undefined ? [] : [textOf(paper)])]
}

function certificateOf(report: Report): string | undefined {
  try {
    return certificate(report as VerifiedCredentialReport)
  } catch (error) {
    if (isOpenBadgeError(error, 'report_unverified')) return undefined
    throw error
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** All that a reader, a search engine or a screen reader meets: text, titles, descriptions, addresses, records. */
function textOf(html: string): string {
  const attributes = [...html.matchAll(/ (?:content|alt|href)="([^"]*)"/g)].map(([, value]) => value!)
  const text = html.replace(/<style>[\s\S]*?<\/style>/g, ' ').replace(/<[^>]*>/g, ' ')
  return [text, ...attributes]
    .join(' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]!)
    .replace(/\\u00(26|3c|3e)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

function strange(texts: readonly string[], { words }: Signed): string | undefined {
  return texts.flatMap(wordsOf).find((word) => !words.has(word))
}

function leaves(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [String(value)]
  return Object.values(value).flatMap(leaves)
}

/** Lists are sets, and an item that repeats a part of another says nothing more. */
function asText(value: unknown): string {
  return JSON.stringify(settled(JSON.parse(JSON.stringify(value)) as Json))
}

function settled(value: Json): Json {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map(settled)
    const kept = items.filter((item) => !items.some((other) => repeats(item, other)))
    return [...new Set(kept.map((item) => JSON.stringify(item)))].sort()
  }
  if (!isJsonObject(value)) return value
  const entries = Object.entries(value).map(([name, member]) => [name, settled(member!)] as const)
  return Object.fromEntries(entries.sort(([one], [two]) => (one < two ? -1 : 1)))
}

function repeats(part: Json, whole: Json): boolean {
  if (!isJsonObject(part) || !isJsonObject(whole)) return false
  const names = Object.keys(part)
  return (
    names.length < Object.keys(whole).length &&
    names.every((name) => JSON.stringify(part[name]) === JSON.stringify(whole[name]))
  )
}
