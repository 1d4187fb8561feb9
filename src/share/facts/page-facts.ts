/** Further content of a page: results, credits, narratives, pictures, endorsements. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { type CredentialFacts, credentialFacts } from '../../model/reading/credential-facts.js'
import { textOf } from '../../model/reading/text-of.js'
import type { ResultView } from '../../model/reading/view.js'
import { objects, only, onlyObject, pictureOf, resultsOf } from '../../model/reading/view-members.js'
import type { EmbeddedReport, Report } from '../../verify/report/report.js'

/** The content of a page for one credential. */
export interface PageFacts extends CredentialFacts {
  /** How this person earned it, as Markdown. */
  readonly narrative: string | undefined
  readonly results: readonly ResultView[]
  readonly credits: { readonly earned: number | undefined; readonly available: number | undefined }
  /** Picture of the issuer: a URL or data URL. */
  readonly issuerPicture: string | undefined
  readonly work: readonly Work[]
  readonly endorsements: readonly EndorsementFacts[]
}

/** A piece of evidence. */
export interface Work {
  readonly name: string | undefined
  readonly url: string | undefined
  readonly description: string | undefined
  /** Markdown. */
  readonly narrative: string | undefined
}

/** A verified endorsement. */
export interface EndorsementFacts {
  readonly by: { readonly name: string; readonly url: string | undefined }
  /** Markdown. */
  readonly comment: string | undefined
  readonly since: string | undefined
}

/**
 * Reads the content from a credential. It includes only endorsements that the report found genuine, in force and about this
 * credential.
 */
export function pageFacts(
  credential: JsonObject,
  embedded: readonly EmbeddedReport[],
  language: string,
): PageFacts {
  const subject = onlyObject(credential['credentialSubject'])
  const achievement = onlyObject(subject?.['achievement'])
  const issuer = credential['issuer']
  return {
    ...credentialFacts(credential),
    narrative: text(subject?.['narrative'], language),
    results: resultsOf(subject?.['result'], achievement?.['resultDescription'], language),
    credits: {
      earned: number(subject?.['creditsEarned']),
      available: number(achievement?.['creditsAvailable']),
    },
    issuerPicture: isJsonObject(issuer) ? pictureOf(issuer['image'], language)?.url : undefined,
    work: objects(credential['evidence']).map((item) => workOf(item, language)),
    endorsements: embedded.flatMap(({ role, counts, report }) =>
      role === 'endorsement' && counts === true && report.credential !== undefined
        ? [endorsementOf(report.credential, language)]
        : [],
    ),
  }
}

/** The content of a credential of which only the facts are known. */
export function withFactsOnly(facts: CredentialFacts): PageFacts {
  return {
    ...facts,
    narrative: undefined,
    results: [],
    credits: { earned: undefined, available: undefined },
    issuerPicture: undefined,
    work: facts.evidence.map((item) => ({ ...item, description: undefined, narrative: undefined })),
    endorsements: [],
  }
}

/** The reports of credentials inside, each with its pointer into the input of `verify`. */
export function reportsInside({ embedded = [] }: Report, at = ''): readonly (readonly [string, Report])[] {
  return embedded
    .filter(({ role }) => role === 'credential')
    .flatMap(({ pointer, report }) => [
      [at + pointer, report] as const,
      ...reportsInside(report, at + pointer),
    ])
}

/** All texts that may be Markdown, in the order in which a page shows them. */
export function markdownIn(shown: readonly PageFacts[]): readonly string[] {
  return shown.flatMap(({ criteria, narrative, work, endorsements }) =>
    [
      narrative,
      criteria.narrative,
      ...work.map((item) => item.narrative),
      ...endorsements.map(({ comment }) => comment),
    ].filter((item): item is string => item !== undefined),
  )
}

function workOf(item: JsonObject, language: string): Work {
  return {
    name: text(item['name'], language),
    url: text(item['id'], language),
    description: text(item['description'], language),
    narrative: text(item['narrative'], language),
  }
}

function endorsementOf(credential: JsonObject, language: string): EndorsementFacts {
  const { issuer, issued } = credentialFacts(credential)
  const subject = onlyObject(credential['credentialSubject'])
  return {
    by: { name: issuer.name, url: issuer.url ?? issuer.id },
    comment: text(subject?.['endorsementComment'], language),
    since: issued,
  }
}

function text(value: Json | undefined, language: string): string | undefined {
  const found = textOf(value, language)
  return found === undefined || found.trim() === '' ? undefined : found
}

function number(given: Json | undefined): number | undefined {
  const value = only(given)
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
