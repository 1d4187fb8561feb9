/** What people want to see of a credential, read from its JSON without trusting its shape. */
import { isJsonObject, type Json, type JsonObject, type PlainObject } from '../../encoding/json.js'

export interface CredentialFacts {
  readonly id: string | undefined
  /** Name of the achievement, else of the credential. */
  readonly title: string
  readonly description: string | undefined
  readonly issuer: {
    readonly id: string | undefined
    readonly name: string
    readonly url: string | undefined
  }
  readonly criteria: { readonly narrative: string | undefined; readonly url: string | undefined }
  /** ISO instant in UTC of the award: `awardedDate`, else `validFrom`. */
  readonly issued: string | undefined
  readonly expires: string | undefined
  readonly achievementId: string | undefined
  readonly achievementType: string | undefined
  /** Address of the picture: https or `data:`. */
  readonly image: string | undefined
  readonly language: string | undefined
  /** Only a name that the credential itself gives in the clear. */
  readonly recipientName: string | undefined
  readonly tags: readonly string[]
  readonly alignments: readonly AlignmentFacts[]
  readonly evidence: readonly { readonly name: string | undefined; readonly url: string | undefined }[]
}

export interface AlignmentFacts {
  readonly name: string
  readonly url: string | undefined
  readonly code: string | undefined
  readonly framework: string | undefined
}

/**
 * Reads what people want to see of a credential from its JSON. It verifies nothing and does not trust the shape.
 *
 * @param given - The credential: what `issue` gave, or plain JSON.
 * @returns Title, issuer, dates and more; `undefined` for what is absent.
 * @example
 * const { title, issuer } = credentialFacts(received)
 */
export function credentialFacts(given: PlainObject): CredentialFacts {
  const credential = given as JsonObject
  const subject = first(credential['credentialSubject'])
  const achievement = first(subject?.['achievement'])
  const issuer = credential['issuer']
  const issuerObject = isJsonObject(issuer) ? issuer : undefined
  const criteria = first(achievement?.['criteria'])
  const id = text(credential['id'])
  const issuerId = typeof issuer === 'string' ? issuer : text(issuerObject?.['id'])
  return {
    id,
    title: text(achievement?.['name']) ?? text(credential['name']) ?? id ?? '',
    description: text(achievement?.['description']) ?? text(credential['description']),
    issuer: {
      id: issuerId,
      name: text(issuerObject?.['name']) ?? issuerId ?? '',
      url: text(issuerObject?.['url']),
    },
    criteria: { narrative: text(criteria?.['narrative']), url: text(criteria?.['id']) },
    issued:
      instant(credential['awardedDate']) ??
      instant(credential['validFrom']) ??
      instant(credential['issuanceDate']),
    expires: instant(credential['validUntil']) ?? instant(credential['expirationDate']),
    achievementId: text(achievement?.['id']),
    achievementType: text(achievement?.['achievementType']),
    image: imageAddress(achievement?.['image']) ?? imageAddress(credential['image']),
    language: text(achievement?.['inLanguage']) ?? text(credential['inLanguage']),
    recipientName: recipientName(subject),
    tags: list(achievement?.['tag']).filter((item): item is string => typeof item === 'string'),
    alignments: list(achievement?.['alignment']).filter(isJsonObject).map(alignmentFacts),
    evidence: list(credential['evidence'])
      .filter(isJsonObject)
      .map((item) => ({ name: text(item['name']), url: text(item['id']) })),
  }
}

function alignmentFacts(alignment: JsonObject): AlignmentFacts {
  const url = text(alignment['targetUrl'])
  return {
    name: text(alignment['targetName']) ?? url ?? '',
    url,
    code: text(alignment['targetCode']),
    framework: text(alignment['targetFramework']),
  }
}

function recipientName(subject: JsonObject | undefined): string | undefined {
  for (const identity of list(subject?.['identifier'])) {
    if (!isJsonObject(identity) || identity['hashed'] !== false) continue
    if (identity['identityType'] === 'name') return text(identity['identityHash'])
  }
  return undefined
}

function imageAddress(image: Json | undefined): string | undefined {
  return typeof image === 'string' ? text(image) : isJsonObject(image) ? text(image['id']) : undefined
}

function list(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? (value as readonly Json[]) : [value as Json]
}

function first(value: Json | undefined): JsonObject | undefined {
  return list(value).find(isJsonObject)
}

/** Text that is not blank; the value of a JSON-LD language object counts too. */
function text(value: Json | undefined): string | undefined {
  const plain = isJsonObject(value) ? value['@value'] : value
  return typeof plain === 'string' && plain.trim() !== '' ? plain : undefined
}

const DATE_TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/

/** An instant in UTC. A time without zone is taken as UTC, so that no result hangs on where the program runs. */
function instant(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || value.length > 64) return undefined
  const match = DATE_TIME.exec(value)
  if (match === null) return undefined
  const zoned = value.includes('T') && match[1] === undefined ? `${value}Z` : value
  const time = Date.parse(zoned)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
