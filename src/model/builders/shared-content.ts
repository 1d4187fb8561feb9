/** The members that the inputs of badges and records share. */
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
  /** Image for wallets. */
  readonly image?: ImageSource
  /** Date of the first award, if the start of validity is later. */
  readonly awardedDate?: Date | string
  /** Evidence, such as the work of the recipient. */
  readonly evidence?: OneOrMany<EvidenceInput>
  /** Signed statements of others. */
  readonly endorsement?: OneOrMany<EndorsementSource>
  /** Signed statements of others as compact JWS. */
  readonly endorsementJwt?: OneOrMany<string>
  /** The entry of a status list, for revocation; `statusEntry` makes one. */
  readonly credentialStatus?: OneOrMany<CredentialStatus | JsonObject>
  /** Schemas for the credential, in addition to the standard one. */
  readonly credentialSchema?: OneOrMany<CredentialSchema>
  /** Where to fetch a newer version. */
  readonly refreshService?: RefreshService
  /** Terms under which it is issued. */
  readonly termsOfUse?: OneOrMany<TermsOfUse>
  /** Contexts in addition to those that the content needs. */
  readonly context?: OneOrMany<string | JsonObject>
}
