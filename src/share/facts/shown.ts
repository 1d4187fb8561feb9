/** What a page shows: a credential, or each credential in an envelope, but never the text of the envelope itself. */

import { isJsonObject, type Json, type JsonObject, type PlainObject } from '../../encoding/json.js'
import { isReport, REPORT_HINT } from '../../encoding/json-value.js'
import { type CredentialFacts, credentialFacts, factsOfView } from '../../model/reading/credential-facts.js'
import { credentialKind } from '../../model/reading/credential-kind.js'
import { isEnvelope, type VerifiedReport } from '../../verify/report/report.js'
import { type PageFacts, pageFacts, reportsInside, withFactsOnly } from './page-facts.js'

/** The facts that a verified report confirms. */
export function factsOf(report: VerifiedReport): readonly CredentialFacts[] {
  const badges = report.badges.filter((badge) => badge.verified)
  if (report.credential === undefined) return badges.map(factsOfView)
  const own = badges.find(({ pointer }) => pointer === '')
  // An endorsement is not among the badges.
  return [own === undefined ? credentialFacts(report.credential) : factsOfView(own)]
}

/** As `factsOf`, with the further content of a page. */
export function shownOf(report: VerifiedReport, language: string): readonly PageFacts[] {
  if (report.credential !== undefined) {
    return [pageFacts(report.credential, report.embedded ?? [], language)]
  }
  const inside = new Map(reportsInside(report))
  return report.badges.flatMap((badge) => {
    if (!badge.verified) return []
    const own = inside.get(badge.pointer)
    return own?.credential === undefined
      ? [withFactsOnly(factsOfView(badge))]
      : [pageFacts(own.credential, own.embedded ?? [], language)]
  })
}

/** The unverified facts of a document. @throws TypeError as `credentialsOf` */
export function claimsIn(caller: string, document: PlainObject): readonly CredentialFacts[] {
  return credentialsOf(caller, document).credentials.map(credentialFacts)
}

/** The credentials that are shown, and the number of others. */
export interface Contained {
  readonly credentials: readonly JsonObject[]
  readonly more: number
}

/** As many as `verify` reads by default. */
const MOST_CREDENTIALS = 256

/**
 * The document itself, or the first 256 credentials in an envelope. A credential inside as a JWS cannot be read here.
 * @throws TypeError if the document is not an object, for example a Promise, or is a report
 */
export function credentialsOf(caller: string, document: PlainObject): Contained {
  if (document instanceof Promise)
    throw new TypeError(`${caller}: the credential is a Promise (await it first)`)
  if (typeof document === 'string')
    throw new TypeError(`${caller}: the credential is a string; parse it first: JSON.parse(text)`)
  if (!isJsonObject(document)) throw new TypeError(`${caller}: the credential must be a plain object`)
  if (isReport(document)) throw new TypeError(`${caller}: this is a report, not a credential; ${REPORT_HINT}`)
  return credentialsIn(document)
}

function credentialsIn(document: JsonObject): Contained {
  const credentials: JsonObject[] = []
  let more = 0
  const left: Json[] = [document]
  while (left.length > 0) {
    const next = left.pop()
    if (!isJsonObject(next)) continue
    const held = credentials.length < MOST_CREDENTIALS ? heldIn(next) : undefined
    if (held !== undefined) for (let i = held.length; i > 0; i--) left.push(held[i - 1]!)
    else if (credentials.length < MOST_CREDENTIALS) credentials.push(next)
    else more++
  }
  return { credentials, more }
}

/** What an envelope holds; `undefined` for a credential. */
function heldIn(document: JsonObject): readonly Json[] | undefined {
  const kind = credentialKind(document)
  if (!isEnvelope(kind)) return undefined
  const holder = kind === 'clr' ? document['credentialSubject'] : document
  return isJsonObject(holder) ? ([holder['verifiableCredential']].flat() as readonly Json[]) : []
}
