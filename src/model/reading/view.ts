/** A credential as displayers want it: one shape, whatever version and form it was written in. */
import type { JsonObject } from '../../encoding/json.js'

export interface PictureView {
  /** Address, or a data URL. */
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

export interface AlignmentView {
  readonly name: string
  readonly url: string
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

export interface AchievementView {
  readonly id?: string
  readonly name: string
  readonly description?: string
  readonly type?: string
  readonly image?: PictureView
  readonly criteria: { readonly url?: string; readonly narrative?: string }
  readonly creator?: ProfileView
  readonly skills: readonly AlignmentView[]
  readonly tags: readonly string[]
  readonly language?: string
  readonly version?: string
  readonly credits?: number
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

interface CommonView {
  /** Of the VC data model. */
  readonly version: '1.1' | '2.0'
  readonly id?: string
  readonly issuer: ProfileView
  /** `validFrom`, or `issuanceDate` in VCDM 1.1. */
  readonly validFrom?: Date
  readonly validUntil?: Date
  readonly awarded?: Date
  readonly signed: boolean
  /** The credential as it was given. */
  readonly original: JsonObject
}

export interface BadgeView extends CommonView {
  readonly kind: 'badge'
  /** The credential's own title, else the achievement's. */
  readonly name: string
  readonly description?: string
  /** The credential's own picture, else the subject's, else the achievement's. */
  readonly image?: PictureView
  readonly recipient: RecipientView
  readonly achievement: AchievementView
  readonly results: readonly ResultView[]
  readonly evidence: readonly EvidenceView[]
  readonly narrative?: string
  readonly creditsEarned?: number
  readonly term?: string
  readonly role?: string
  readonly licenseNumber?: string
  readonly activity?: { readonly start?: Date; readonly end?: Date }
}

export interface EndorsementView extends CommonView {
  readonly kind: 'endorsement'
  readonly name?: string
  readonly description?: string
  /** `id` of what is endorsed. */
  readonly endorses: string
  readonly comment?: string
}

export type CredentialView = BadgeView | EndorsementView
