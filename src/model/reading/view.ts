/** A credential as displayers want it: one shape, whatever version and form it was written in. Plain JSON, frozen. */
import type { JsonObject } from '../../encoding/json.js'

export interface PictureView {
  /** Address, or a data URL. One that would run something on the reader's machine is left out. */
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
  /** Of a registry that vouches for the issuer, in a report. `name` is then the registry's, where it gives one. */
  readonly vouchedBy?: string
  /** What the issuer calls itself, where the registry has another name for it. */
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
  /** Title and kind from the description that the result points to. */
  readonly name?: string
  readonly type?: string
  readonly value?: string
  readonly status?: string
  /** Name of the achieved level of the rubric. */
  readonly level?: string
  readonly minimum?: string
  readonly maximum?: string
  /** What had to be reached, as a value or the name of a level. */
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
  /** Its alignments. */
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
  /** A name in plain text, where there is one. */
  readonly name?: string
}

/** An endorsement inside a credential. */
export interface EndorsementReference {
  /** JSON Pointer to where it stands in the credential. */
  readonly pointer: string
  /** What it speaks of, where that can be read; else what it stands in. */
  readonly about: 'credential' | 'achievement' | 'issuer' | 'creator'
  /**
   * In a report: whether it is genuine, in force, and about this very thing. One that is not says nothing but where it
   * stands. `parse` verifies nothing, so there it is absent.
   */
  readonly verified?: boolean
  readonly issuer?: ProfileView
  readonly comment?: string
  readonly validFrom?: string
  readonly validUntil?: string
}

/** One breach of the rules of the credential's format. */
export interface ReadingIssue {
  /** JSON Pointer to the place. */
  readonly pointer: string
  /** Stable name of the fault, as `validate` has it. */
  readonly code: string
  /** For whoever makes the credential. */
  readonly message: string
  readonly expected?: string
  readonly hint?: string
}

/** What every view has. Instants are ISO texts in UTC. */
export interface CommonView {
  /** Of the VC data model. */
  readonly version: '1.1' | '2.0'
  readonly id?: string
  /** The credential's own title, else the achievement's; else its id, or nothing at all. */
  readonly name: string
  readonly description?: string
  /** The credential's own picture, else the subject's, else the achievement's. */
  readonly image?: PictureView
  readonly issuer: IssuerView
  /** Empty where there are several subjects. */
  readonly recipient: RecipientView
  /** `validFrom`, or `issuanceDate` in VCDM 1.1. */
  readonly validFrom?: string
  readonly validUntil?: string
  /** When it was awarded: `awardedDate`, else `validFrom`. */
  readonly awarded?: string
  readonly evidence: readonly EvidenceView[]
  readonly endorsements: readonly EndorsementReference[]
  /** The languages of its title, where it names them. */
  readonly languages: readonly string[]
  /** Whether it carries a proof, good or bad. */
  readonly signed: boolean
  /** What in it breaks the rules of its format. */
  readonly issues: readonly ReadingIssue[]
  /** The credential as it was given. Not enumerable, so that it does not stand twice in JSON. */
  readonly original: JsonObject
}

/** Of an Open Badge. */
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
  /** `id` of what is endorsed. */
  readonly endorses?: string
  readonly comment?: string
}

/** Of what holds credentials: a record or a presentation. Those that stand in it as tokens are not read. */
export interface EnvelopeView extends CommonView {
  readonly kind: 'clr' | 'presentation'
  readonly credentials: readonly CredentialView[]
}

/** Of any other credential: what all have in common. */
export interface OtherView extends CommonView {
  readonly kind: 'credential' | 'status-list'
}

/** `kind` says which one it is. */
export type CredentialView = BadgeView | EndorsementView | EnvelopeView | OtherView
