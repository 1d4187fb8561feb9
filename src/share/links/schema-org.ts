/** Describes the achievement as a schema.org record, for search engines. It does not name the recipient. */

import type { JsonObject, PlainObject } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import type { AlignmentFacts, CredentialFacts } from '../../model/reading/credential-facts.js'
import { requireWebAddress, webAddress } from '../facts/escape.js'
import { claimsIn } from '../facts/shown.js'

export interface SchemaOrgOptions {
  /** Public page of the credential. */
  readonly url?: string
  /** Public URL of the picture. */
  readonly imageUrl?: string
}

const OPTIONS: ReadonlySet<string> = new Set(['url', 'imageUrl'] satisfies (keyof SchemaOrgOptions)[])

/**
 * Describes a credential as a schema.org `EducationalOccupationalCredential`, for search engines. It names no recipient.
 *
 * @param credential - The credential as plain JSON; of a presentation or record, the first 256 inside are described.
 * @param options - `url`: public page; `imageUrl`: public picture. Default: from the credential.
 * @returns The JSON-LD record.
 * @throws TypeError for bad options.
 * @example
 * const record = schemaOrgCredential(received, { url: 'https://example.edu/badges/42' })
 */
export function schemaOrgCredential(credential: PlainObject, options: SchemaOrgOptions = {}): JsonObject {
  return schemaOrgRecord(claimsIn('schemaOrgCredential', credential), options)
}

export function schemaOrgRecord(shown: readonly CredentialFacts[], options: SchemaOrgOptions): JsonObject {
  checkOptionNames('schemaOrgCredential', options, OPTIONS)
  const context = { '@context': 'https://schema.org' }
  const [first] = shown
  if (first !== undefined && shown.length === 1) return { ...context, ...record(first, options) }
  // The page and its picture do not belong to one credential alone.
  return { ...context, '@graph': shown.map((facts) => record(facts, {})) }
}

function record(facts: CredentialFacts, options: SchemaOrgOptions): JsonObject {
  const url = options.url === undefined ? webAddress(facts.id) : requireWebAddress('url', options.url)
  const image =
    options.imageUrl === undefined ? webAddress(facts.image) : requireWebAddress('imageUrl', options.imageUrl)
  const issuerPage = webAddress(facts.issuer.url) ?? webAddress(facts.issuer.id)
  return present({
    '@type': 'EducationalOccupationalCredential',
    '@id': facts.id,
    name: facts.title,
    description: facts.description,
    url,
    image,
    credentialCategory: facts.achievementType ?? 'Badge',
    recognizedBy: present({ '@type': 'Organization', name: facts.issuer.name, url: issuerPage }),
    dateCreated: facts.issued,
    expires: facts.expires,
    inLanguage: facts.language,
    keywords: facts.tags.length === 0 ? undefined : [...facts.tags],
    competencyRequired: facts.alignments.length === 0 ? undefined : facts.alignments.map(definedTerm),
  })
}

function definedTerm({ name, url, code, framework }: AlignmentFacts): JsonObject {
  return present({
    '@type': 'DefinedTerm',
    name,
    url: webAddress(url),
    termCode: code,
    inDefinedTermSet: framework,
  })
}

function present(members: Readonly<Record<string, JsonObject[string] | undefined>>): JsonObject {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as JsonObject
}
