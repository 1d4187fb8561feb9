/** Types of credentials before and after signing. */
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

/** A credential without proof. Code that signs twice does not compile. */
export type Unsigned<T extends object = object> = Omit<T, 'proof'> & { readonly proof?: never }

/** A credential with its proof. */
export type Signed<T extends object = object> = Omit<T, 'proof'> & {
  readonly proof: Proof | readonly Proof[]
}

/** A credential without the members that `issue` fills in. */
export type CredentialDraft<T extends object, Start extends keyof T> = Omit<T, 'id' | 'proof' | Start> & {
  readonly id?: string
  readonly proof?: never
} & { readonly [S in Start]?: string }

/** A badge from `openBadge`. `issue` adds `id` and `validFrom` if they are absent. */
export type OpenBadge = CredentialDraft<AchievementCredential, 'validFrom'>

/** A badge from `openBadge` in VCDM 1.1. `issue` adds `id` and `issuanceDate` if they are absent. */
export type OpenBadge11 = CredentialDraft<AchievementCredential11, 'issuanceDate'>

/** An endorsement from `endorsement`. */
export type Endorsement = CredentialDraft<EndorsementCredential, 'validFrom'>

/** An endorsement from `endorsement` in VCDM 1.1. */
export type Endorsement11 = CredentialDraft<EndorsementCredential11, 'issuanceDate'>

/** A record from `clr`. `issue` adds `id` and `validFrom` if they are absent. */
export type Clr = CredentialDraft<ClrCredential, 'validFrom'>
