/** What badges and records say alike, beside what they award. */
import type { JsonObject } from '../../encoding/json.js'
import type {
  CredentialSchema,
  CredentialStatus,
  RefreshService,
  TermsOfUse,
} from '../../schema/generated/types.generated.js'
import type {
  EndorsementSource,
  EvidenceInput,
  ImageSource,
  OneOrMany,
} from '../assembly/inputs.generated.js'

export interface SharedContent {
  /** Short description for wallets. */
  readonly description?: string
  /** Picture for wallets. */
  readonly image?: ImageSource
  /** When it was first awarded, where the start has moved on. */
  readonly awardedDate?: Date | string
  /** What it rests on, such as the work that the recipient did. */
  readonly evidence?: OneOrMany<EvidenceInput>
  /** Signed statements of others. */
  readonly endorsement?: OneOrMany<EndorsementSource>
  /** The same as compact JWS. */
  readonly endorsementJwt?: OneOrMany<string>
  /** Where to learn whether it was revoked; `statusEntry` makes one. */
  readonly credentialStatus?: OneOrMany<CredentialStatus | JsonObject>
  /** Schemas that it follows besides the standard one. */
  readonly credentialSchema?: OneOrMany<CredentialSchema>
  /** Where to fetch a newer version. */
  readonly refreshService?: RefreshService
  /** Terms under which it is issued. */
  readonly termsOfUse?: OneOrMany<TermsOfUse>
  /** Contexts besides those that the content needs. */
  readonly context?: OneOrMany<string | JsonObject>
}
