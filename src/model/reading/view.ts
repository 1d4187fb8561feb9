/** The views of credentials for display: one form for all versions. Plain JSON, frozen. */
import type { JsonObject } from '../../encoding/json.js'

export interface PictureView {
  /** An https address or a data URL of an image. URLs that could run code are left out. */
  readonly url: string
  readonly caption?: string
}

export interface ProfileView {
  readonly id?: string
  readonly name?: string
  readonly url?: string
  readonly email?: string
  readonly description?: string
  readonly image?: PictureView
  readonly parentOrg?: ProfileView
}

export interface IssuerView extends ProfileView {
  /** In a report: the registry that lists the issuer. If the registry has a name for the issuer, `name` is that name. */
  readonly vouchedBy?: string
  /** The issuer's own name, if the registry has another name for it. */
  readonly ownName?: string
}

export interface AlignmentView {
  readonly name: string
  readonly url?: string
  readonly framework?: string
  readonly code?: string
  readonly description?: string
  readonly type?: string
}

export interface ResultView {
  /** Name and type from the result description. */
  readonly name?: string
  readonly type?: string
  readonly value?: string
  readonly status?: string
  /** Name of the rubric level that was reached. */
  readonly level?: string
  readonly minimum?: string
  readonly maximum?: string
  /** The required value, or the name of the required level. */
  readonly required?: string
}

/** An earlier version or a translation of the achievement. */
export interface RelatedView {
  readonly id?: string
  readonly language?: string
  readonly version?: string
}

export interface AchievementView {
  readonly id?: string
  readonly name: string
  readonly description?: string
  readonly type?: string
  readonly image?: PictureView
  readonly criteria: { readonly url?: string; readonly narrative?: string }
  readonly creator?: ProfileView
  /** All its alignments: skills, but also occupations, levels and other targets. `type` tells them apart, if the issuer gave it. */
  readonly skills: readonly AlignmentView[]
  readonly tags: readonly string[]
  readonly language?: string
  readonly version?: string
  readonly credits?: number
  readonly humanCode?: string
  readonly fieldOfStudy?: string
  readonly specialization?: string
  readonly related: readonly RelatedView[]
}

export interface EvidenceView {
  readonly name?: string
  readonly url?: string
  readonly description?: string
  readonly narrative?: string
}

export interface RecipientView {
  readonly id?: string
  readonly identifiers: readonly {
    readonly type: string
    readonly value?: string
    readonly hashed: boolean
  }[]
  /** The name in plain text, if there is one. */
  readonly name?: string
}

/** An endorsement inside a credential. */
export interface EndorsementReference {
  /** JSON Pointer to the endorsement in the credential. */
  readonly pointer: string
  /** What it endorses. If that cannot be read: the object that contains it. */
  readonly about: 'credential' | 'achievement' | 'issuer' | 'creator'
  /**
   * In a report: whether the endorsement is genuine, valid, and about this object. If not, the view has only its place.
   * Absent in a view of `parse`, which verifies nothing.
   */
  readonly verified?: boolean
  readonly issuer?: ProfileView
  readonly comment?: string
  readonly validFrom?: string
  readonly validUntil?: string
}

/** One issue of the credential's format. */
export interface ReadingIssue {
  /** JSON Pointer to the faulty value. */
  readonly pointer: string
  /** Stable code, as in `validate`. */
  readonly code: string
  /** A message for the makers of the credential. */
  readonly message: string
  readonly expected?: string
  readonly hint?: string
}

/** The members of all views. Instants are ISO texts in UTC. */
export interface CommonView {
  /** Version of the W3C data model. */
  readonly version: '1.1' | '2.0'
  readonly id?: string
  /** The name of the credential, or of the achievement, or the id. Empty if there is none. */
  readonly name: string
  readonly description?: string
  /** The image of the credential, or of the subject, or of the achievement. */
  readonly image?: PictureView
  readonly issuer: IssuerView
  /** Empty where there are several subjects. */
  readonly recipient: RecipientView
  /** `validFrom`, or `issuanceDate` in VCDM 1.1. */
  readonly validFrom?: string
  readonly validUntil?: string
  /** Date of the award: `awardedDate`, or `validFrom`. */
  readonly awarded?: string
  readonly evidence: readonly EvidenceView[]
  readonly endorsements: readonly EndorsementReference[]
  /** The languages of the name, if they are given. */
  readonly languages: readonly string[]
  /** Whether there is a proof. It may be invalid. */
  readonly signed: boolean
  /** Issues of the format. */
  readonly issues: readonly ReadingIssue[]
  /** The original credential. Not enumerable, so that JSON texts of the view do not contain it. */
  readonly original: JsonObject
}

/** The view of an Open Badge. */
export interface BadgeView extends CommonView {
  readonly kind: 'open-badge'
  readonly achievement: AchievementView
  readonly results: readonly ResultView[]
  readonly narrative?: string
  readonly creditsEarned?: number
  readonly term?: string
  readonly role?: string
  readonly licenseNumber?: string
  readonly activity?: { readonly start?: string; readonly end?: string }
}

export interface EndorsementView extends CommonView {
  readonly kind: 'endorsement'
  /** Id of the endorsed object. */
  readonly endorses?: string
  readonly comment?: string
}

/** The view of a record or a presentation. Credentials that are tokens are not read. */
export interface EnvelopeView extends CommonView {
  readonly kind: 'clr' | 'presentation'
  readonly credentials: readonly CredentialView[]
}

/** The view of any other credential: only the common members. */
export interface OtherView extends CommonView {
  readonly kind: 'credential' | 'status-list'
}

/** `kind` says which view it is. */
export type CredentialView = BadgeView | EndorsementView | EnvelopeView | OtherView
