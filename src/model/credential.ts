/** What goes in and out of signing, as types. */
import type { Json } from '../encoding/json.js'
import type { AchievementCredential, EndorsementCredential, Proof } from '../schema/types.generated.js'

/** Any credential as plain JSON. */
export type Credential = { readonly [member: string]: Json }

/** Not signed yet: signing twice does not compile. */
export type Unsigned<T extends object = object> = Omit<T, 'proof'> & { readonly proof?: never }

/** With its proof. */
export type Signed<T extends object = object> = Omit<T, 'proof'> & {
  readonly proof: Proof | readonly Proof[]
}

/** What `issue` fills in may still be absent. */
type Draft<T extends object> = Omit<T, 'id' | 'validFrom' | 'proof'> & {
  readonly id?: string
  readonly validFrom?: string
  readonly proof?: never
}

/** A badge that `openBadge` made. `issue` adds `id` and `validFrom` where they are absent. */
export type OpenBadge = Draft<AchievementCredential>

/** An endorsement that `endorsement` made. */
export type Endorsement = Draft<EndorsementCredential>
