/** "Add to profile" for LinkedIn: the URL that opens the form, and the form's fields. */

import { requireText } from '../../encoding/arguments.js'
import type { PlainObject } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import type { CredentialFacts } from '../../model/reading/credential-facts.js'
import { encodeQuery, requireWebAddress, webAddress } from '../facts/escape.js'
import { claimsIn } from '../facts/shown.js'

export interface LinkedInOptions {
  /** Public page of the credential; by default its id, where that is a web address. */
  readonly url?: string
  /** LinkedIn's number of the issuing organisation's page. It replaces `organizationName`. */
  readonly organizationId?: string | number
  /** By default the issuer's name. */
  readonly organizationName?: string
  /** By default the achievement's name. */
  readonly name?: string
  /** By default the credential's id, without `urn:uuid:`. */
  readonly credentialId?: string
}

/** The names are LinkedIn's parameters. Months count from 1, in UTC. */
export interface LinkedInFields {
  readonly name: string
  readonly organizationId?: string
  readonly organizationName?: string
  readonly issueYear?: string
  readonly issueMonth?: string
  readonly expirationYear?: string
  readonly expirationMonth?: string
  readonly certUrl?: string
  readonly certId?: string
}

export interface LinkedInLink {
  readonly url: string
  /** Show these with the link, because LinkedIn may not fill in its form. */
  readonly fields: LinkedInFields
}

const OPTIONS: ReadonlySet<string> = new Set([
  'url',
  'organizationId',
  'organizationName',
  'name',
  'credentialId',
] satisfies (keyof LinkedInOptions)[])

/**
 * Makes the link that opens LinkedIn's form "Add license or certification" with its fields filled in.
 *
 * @param credential - The credential as plain JSON.
 * @param options - `url`: public page, default the credential's id where it is a web address; `organizationId` or
 *   `organizationName`; `name`; `credentialId`.
 * @returns The link, and its fields for filling in the form by hand.
 * @throws TypeError for bad options, or for a presentation or record that does not hold exactly one credential.
 * @example
 * const { url } = linkedInAddToProfile(received, { url: 'https://example.edu/badges/42' })
 */
export function linkedInAddToProfile(credential: PlainObject, options: LinkedInOptions = {}): LinkedInLink {
  const [facts, ...others] = claimsIn('linkedInAddToProfile', credential)
  if (facts === undefined || others.length > 0)
    throw new TypeError(
      'linkedInAddToProfile: the document must have exactly one credential; pass each one by itself',
    )
  return linkedInFor(facts, options)
}

export function linkedInFor(facts: CredentialFacts, options: LinkedInOptions): LinkedInLink {
  checkOptionNames('linkedInAddToProfile', options, OPTIONS)
  if (options.organizationId !== undefined && options.organizationName !== undefined) {
    throw new TypeError('linkedInAddToProfile: write organizationId or organizationName, not both')
  }
  for (const name of ['organizationName', 'name', 'credentialId'] as const) {
    if (options[name] !== undefined) requireText('linkedInAddToProfile', name, options[name], 'a text')
  }
  const certUrl = options.url === undefined ? webAddress(facts.id) : requireWebAddress('url', options.url)
  const certId = options.credentialId ?? facts.id?.replace(/^urn:uuid:/i, '')
  const fields: LinkedInFields = {
    name: options.name ?? facts.title,
    ...organization(options, facts.issuer.name),
    ...yearAndMonth('issue', facts.issued),
    ...yearAndMonth('expiration', facts.expires),
    ...(certUrl === undefined ? {} : { certUrl }),
    ...(certId === undefined ? {} : { certId }),
  }
  const query = encodeQuery({ startTask: 'CERTIFICATION_NAME', ...fields })
  return { url: `https://www.linkedin.com/profile/add?${query}`, fields }
}

function organization(options: LinkedInOptions, issuerName: string): Partial<LinkedInFields> {
  if (options.organizationId === undefined)
    return { organizationName: options.organizationName ?? issuerName }
  const organizationId = String(options.organizationId)
  if (!/^[1-9]\d{0,18}$/.test(organizationId))
    throw new TypeError('linkedInAddToProfile: organizationId must be a positive number')
  return { organizationId }
}

function yearAndMonth(what: 'issue' | 'expiration', instant: string | undefined): Partial<LinkedInFields> {
  if (instant === undefined) return {}
  const [year, month] = instant.split('-') as [string, string]
  return { [`${what}Year`]: String(Number(year)), [`${what}Month`]: String(Number(month)) }
}
