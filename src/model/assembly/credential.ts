/** What goes in and out of signing, as types. */
import type { Json } from '../../encoding/json.js'
import type {
  AchievementCredential,
  AchievementCredential11,
  ClrCredential,
  EndorsementCredential,
  EndorsementCredential11,
  Proof,
} from '../../schema/generated/types.generated.js'

/** Any credential as plain JSON. */
export type Credential = { readonly [member: string]: Json }

/** Not signed yet: signing twice does not compile. */
export type Unsigned<T extends object = object> = Omit<T, 'proof'> & { readonly proof?: never }

/** With its proof. */
export type Signed<T extends object = object> = Omit<T, 'proof'> & {
  readonly proof: Proof | readonly Proof[]
}

/** What `issue` fills in may still be absent. */
export type CredentialDraft<T extends object, Start extends keyof T> = Omit<T, 'id' | 'proof' | Start> & {
  readonly id?: string
  readonly proof?: never
} & { readonly [S in Start]?: string }

/** A badge that `openBadge` made. `issue` adds `id` and `validFrom` where they are absent. */
export type OpenBadge = CredentialDraft<AchievementCredential, 'validFrom'>

/** A badge that `openBadge` made in VCDM 1.1. `issue` adds `id` and `issuanceDate` where they are absent. */
export type OpenBadge11 = CredentialDraft<AchievementCredential11, 'issuanceDate'>

/** An endorsement that `endorsement` made. */
export type Endorsement = CredentialDraft<EndorsementCredential, 'validFrom'>

/** An endorsement that `endorsement` made in VCDM 1.1. */
export type Endorsement11 = CredentialDraft<EndorsementCredential11, 'issuanceDate'>

/** A record that `clr` made. `issue` adds `id` and `validFrom` where they are absent. */
export type Clr = CredentialDraft<ClrCredential, 'validFrom'>
