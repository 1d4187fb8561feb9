/** The type of problem of each code, with the W3C's name if there is one. */
import type { SentenceCode } from '../messages/en.js'

export interface Problem {
  readonly type: string
  readonly title: string
}

interface Row extends Problem {
  readonly codes: readonly SentenceCode[]
}

const DATA_MODEL = 'https://www.w3.org/TR/vc-data-model#'
const STATUS_LIST = 'https://www.w3.org/ns/credentials/status-list#'
const SECURITY = 'https://w3id.org/security#'
/** The W3C has no name for it (RFC 9457 section 4.2.1). */
const NONE = 'about:blank'

const PROBLEMS = /* @__PURE__ */ problems()

/** The type of problem of a code. For a code that is not a problem, such as `well_formed`: `Not verified`. */
export function problemOf(code: SentenceCode): Problem {
  return PROBLEMS.find(({ codes }) => codes.includes(code)) ?? { type: NONE, title: 'Not verified' }
}

function problems(): readonly Row[] {
  const row = (type: string, title: string, ...codes: readonly SentenceCode[]): Row => ({
    type,
    title,
    codes,
  })
  return [
    row(
      `${DATA_MODEL}PARSING_ERROR`,
      'Cannot be read as a credential',
      'unrecognised',
      'json_unrecognised',
      'file_name',
      'file_type_other',
      'image_empty',
      'web_address',
      'html_page',
      'json_invalid',
      'encoding_invalid',
      'byte_order_mark',
      'image_invalid',
      'image_credentials_differ',
      'jwt_malformed',
    ),
    row(
      `${DATA_MODEL}MALFORMED_VALUE_ERROR`,
      'Malformed value',
      'structure_invalid',
      'schema_mismatch',
      'status_entry_invalid',
      'dates_invalid',
      'issuer_missing',
      'holder_absent',
      'no_credentials',
      'proof_malformed',
      'proof_value_malformed',
      'proof_id_duplicate',
      'previous_proof_missing',
      'previous_proof_cycle',
      'jwt_claim_missing',
      'jwt_claim_malformed',
      'jwt_claim_mismatch',
      'jwt_version_mismatch',
      'jwt_type_mismatch',
      'values_contradict',
      'jsonld_unsafe',
      'jsonld_invalid',
      'proof_context_mismatch',
    ),
    row(`${DATA_MODEL}RANGE_ERROR`, 'Outside its validity period', 'expired', 'not_yet_valid'),
    row(
      `${DATA_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR`,
      'Signature does not match',
      'signature_invalid',
      'text_damaged',
      'related_resource_changed',
    ),
    row(
      `${SECURITY}PROOF_VERIFICATION_ERROR`,
      'Signature not accepted',
      'proof_missing',
      'presentation_unsigned',
      'jwt_unsecured',
      'proof_not_accepted',
      'proof_expired',
      'proof_not_yet_valid',
      'proof_purpose_mismatch',
      'previous_proof_failed',
      'key_mismatch',
      'key_missing',
      'jwt_algorithm_refused',
      'jwt_critical',
      'jwt_expired',
      'jwt_not_yet_valid',
    ),
    row(`${SECURITY}INVALID_DOMAIN_ERROR`, 'Made for another verifier', 'domain_mismatch'),
    row(
      `${SECURITY}INVALID_CHALLENGE_ERROR`,
      'Challenge not answered',
      'challenge_mismatch',
      'challenge_missing',
    ),
    row(
      `${SECURITY}INVALID_VERIFICATION_METHOD`,
      'Signing key not valid',
      'key_invalid',
      'key_private',
      'key_revoked',
      'key_expired',
      'key_removed',
    ),
    row(`${SECURITY}INVALID_CONTROLLED_IDENTIFIER_DOCUMENT`, 'Key document not valid', 'controller_invalid'),
    row(
      `${SECURITY}INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD`,
      'Signed with another key',
      'key_not_bound',
      'holder_not_bound',
    ),
    row(`${STATUS_LIST}STATUS_RETRIEVAL_ERROR`, 'Status not retrieved', 'status_unavailable'),
    row(
      `${STATUS_LIST}STATUS_VERIFICATION_ERROR`,
      'Status list not valid',
      'status_list_invalid',
      'status_list_untrusted',
    ),
    row(NONE, 'Withdrawn by its issuer', 'revoked'),
    row(NONE, 'Suspended by its issuer', 'suspended'),
    row(
      NONE,
      'Not covered by this verifier',
      'open_badge_2',
      'open_badge_1',
      'european_learning_model',
      'blockcerts',
      'sd_jwt',
      'presentation_jwt',
      'envelope_unsupported',
      'proof_unsupported',
      'jwt_unsupported',
      'status_unsupported',
    ),
    row(NONE, 'Several credentials', 'credential_list'),
    row(NONE, 'Another kind of credential', 'kind_unexpected'),
    row(NONE, 'A copy only for its holder', 'proof_base'),
    row(NONE, 'Limit exceeded', 'input_too_large', 'limit_exceeded', 'proof_limit'),
    row(
      NONE,
      'Document not available',
      'document_unknown',
      'document_refused',
      'document_unavailable',
      'schema_unavailable',
      'related_resource_unknown',
    ),
    row(NONE, 'Not checked', 'check_failed', 'part_unavailable', 'key_binding_unknown', 'parts_withheld'),
    row(NONE, 'An endorsement is not verified', 'endorsements_failed', 'endorsements_unknown'),
    row(NONE, 'No endorsement counts', 'no_endorsement_counts'),
    row(NONE, 'A contained credential is not verified', 'credentials_failed', 'credentials_unknown'),
    row(
      NONE,
      'Issued to another person',
      'recipient_differs',
      'recipient_unknown',
      'record_of_other',
      'record_person_unknown',
      'presented_by_other',
    ),
    row(NONE, 'Issuer not trusted', 'issuer_not_listed'),
    row(NONE, 'Trust in the issuer not known', 'trust_unknown'),
  ]
}
