/** The facts of a view that the pages of `laurel/share` show. */
import type { JsonObject, PlainObject } from '../../encoding/json.js'
import type { CredentialView } from './view.js'
import { leastText } from './view-members.js'
import { viewOf } from './view-of.js'

export interface CredentialFacts {
  readonly id: string | undefined
  /** Name of the achievement, or of the credential. */
  readonly title: string
  readonly description: string | undefined
  readonly issuer: {
    readonly id: string | undefined
    readonly name: string
    readonly url: string | undefined
  }
  readonly criteria: { readonly narrative: string | undefined; readonly url: string | undefined }
  /** Date of the award as ISO text in UTC: `awardedDate`, or `validFrom`. */
  readonly issued: string | undefined
  readonly expires: string | undefined
  readonly achievementId: string | undefined
  readonly achievementType: string | undefined
  /** URL of the image: `https:` or `data:`. */
  readonly image: string | undefined
  readonly language: string | undefined
  /** Only a name that the credential has in plain text. */
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

/** The facts of a credential for pages, from its JSON. */
export function credentialFacts(credential: PlainObject): CredentialFacts {
  return factsOfView(viewOf(credential as JsonObject, { language: 'en', issues: [] }))
}

/** The facts of a view for pages, the same for each kind. */
export function factsOfView(view: CredentialView): CredentialFacts {
  const achievement = view.kind === 'open-badge' ? view.achievement : undefined
  const { id, name, url } = view.issuer
  const names = view.recipient.identifiers.flatMap(({ type, hashed, value }) =>
    type === 'name' && !hashed ? (value ?? []) : [],
  )
  return {
    id: view.id,
    title: achievement?.name || view.name,
    description: achievement?.description ?? view.description,
    issuer: { id, name: name ?? id ?? '', url },
    criteria: { narrative: achievement?.criteria.narrative, url: achievement?.criteria.url },
    issued: view.awarded,
    expires: view.validUntil,
    achievementId: achievement?.id,
    achievementType: achievement?.type,
    image: achievement?.image?.url ?? view.image?.url,
    language: achievement?.language,
    recipientName: leastText(names),
    tags: achievement?.tags ?? [],
    alignments: (achievement?.skills ?? []).map(({ name: title, url: target, code, framework }) => ({
      name: title,
      url: target,
      code,
      framework,
    })),
    evidence: view.evidence.map(({ name: title, url: address }) => ({ name: title, url: address })),
  }
}
