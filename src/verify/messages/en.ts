/** The English messages of all codes of rows and warnings. The keys are the complete list of codes. */

import { usual } from './en-genuine.js'
import { writerOf } from './write-message.js'

export const en = {
  // structure
  well_formed: usual.well_formed,
  kind_unexpected: 'This is another kind of credential than the required one. Send the required one.',
  structure_invalid:
    'The credential breaks a rule of its format. It may have been made incorrectly or changed. Ask its issuer.',
  schema_mismatch: 'The credential does not follow the additional rules that it names.',
  schema_unavailable:
    'The credential names additional rules. They could not be fetched, so they were not checked. Try again later.',
  related_resource_changed:
    'The credential names a document with its digest, but the document that was used here has another digest.',
  related_resource_unknown:
    'The credential names a document with its digest, but the digest could not be compared here.',
  input_too_large: 'The file is larger than this check accepts. Ask for a smaller one.',
  limit_exceeded: 'The content is more deeply nested, longer or more complex than this check accepts.',
  json_invalid:
    'The text looks like JSON, but it is damaged or contains an entry twice. Ask for the original file.',
  encoding_invalid: 'The text is not in UTF-8, so it cannot be read safely.',
  byte_order_mark:
    'The text begins with a byte order mark, which signed files must not have. Save it as plain UTF-8.',
  image_invalid: 'The image is damaged, or its badge is not stored as the standard requires.',
  image_empty:
    'The image does not contain a badge. It may be a copy or a screenshot. Ask for the original file.',
  image_credentials_differ:
    'The image contains two different badges, at bytes {offset} and {otherOffset}. It is not clear which one counts.',
  file_type_other:
    'This is a {type} file, which cannot contain a badge. Ask for the original PNG or SVG image, or the JSON file.',
  unrecognised:
    'This is not a badge or another kind of credential that we know. Send the PNG, SVG or JSON file of the badge.',
  file_name: 'This is the name of a file, not its content. Send the content of the file.',
  json_unrecognised:
    'This is JSON, but not a badge or another credential that we know. Send the whole file of the badge.',
  open_badge_2:
    'This is an older Open Badge (version 2.0). Its issuer’s website must confirm it. This check covers version 3.0.',
  open_badge_1: 'This is a very old Open Badge (version 1). This check covers version 3.0.',
  european_learning_model:
    'This is a European digital credential, which has its own seal and viewer. This check covers Open Badges 3.0.',
  blockcerts: 'This is a Blockcerts certificate, which is stored in a blockchain. Use a Blockcerts verifier.',
  sd_jwt: 'This is an SD-JWT, but not a W3C Verifiable Credential. This check does not cover it.',
  envelope_unsupported:
    'The credential is in a form that this check does not cover. Ask for it in another form.',
  presentation_jwt: 'This is a presentation in a form that this check does not cover.',
  credential_list:
    'This is a list of credentials without a common signature. Each credential was checked separately.',
  web_address: 'This is a web address, not a badge. Download the badge file and send it.',
  html_page: 'This is a web page, not a badge. Download the badge file from it and send it.',

  // proof
  signature_valid: usual.signature_valid,
  signature_partial: 'The signature is valid for the shown parts. The holder may have withheld other parts.',
  parts_withheld: 'The holder may have withheld this part of the credential, so it is not known.',
  proof_base: 'This copy is only for its holder. Ask the holder for a copy that is made for other people.',
  signature_invalid:
    'The signature does not match the content, which may have been changed or damaged. Ask for the original.',
  text_damaged: 'A program has damaged characters such as ü or ®. Ask for the original file.',
  proof_missing: 'The credential has no signature, so its issuer is not proven. Ask for the signed original.',
  presentation_unsigned: 'The presentation has no signature. Each credential in it was checked separately.',
  proof_malformed: 'The details of the signature are malformed.',
  proof_limit: 'The credential has more signatures than this check accepts.',
  proof_unsupported:
    'The credential is signed with a method that this check does not know. Ask for it in another form.',
  proof_not_accepted: 'The credential is signed with a method that you do not accept.',
  proof_value_malformed: 'The signature itself is malformed.',
  proof_context_mismatch: 'The signature was made for another version of the vocabulary.',
  proof_expired: 'The signature has expired. Ask for a new one.',
  proof_not_yet_valid: 'The date of the signature is in the future.',
  proof_purpose_mismatch: 'The signature was made for another purpose.',
  domain_mismatch:
    'The presentation was made for another verifier. Ask the holder for one that is made for you.',
  challenge_mismatch:
    'The presentation was made for another request than yours. Ask the holder for a new one.',
  challenge_missing:
    'This file does not answer a challenge from you, so it may be a copy or an old presentation.',
  proof_id_duplicate: 'Two signatures have the same id.',
  previous_proof_missing: 'A signature refers to an earlier signature that is missing.',
  previous_proof_cycle: 'The signatures refer to each other in a circle.',
  previous_proof_failed: 'A signature refers to an earlier signature that is not valid.',
  key_mismatch: 'The key does not fit the kind of signature.',
  key_invalid: 'The signing key is weak or malformed.',
  controller_invalid:
    'The issuer’s key document is malformed, or does not allow this key to sign credentials.',
  key_revoked: 'The issuer has revoked the signing key, so the signature no longer counts.',
  key_expired: 'The signing key has expired.',
  key_removed:
    'The issuer’s key document does not list the signing key; it may have been removed. Ask the issuer.',
  values_contradict: 'Two parts with the same id contradict each other. It is not clear which one counts.',
  jsonld_unsafe: 'A part of the content has no defined meaning, so the signature cannot cover it.',
  jsonld_invalid: 'The credential’s vocabulary is contradictory or malformed.',
  document_unknown: 'A document for this check is not available, and fetching it was not allowed.',
  document_refused: 'A document for this check is at an address from which we do not fetch.',
  part_unavailable: 'A part of this verifier could not be loaded, so this was not checked. Try again.',
  document_unavailable: 'A document for this check could not be fetched. Try again later.',
  jwt_malformed: 'The signed text is damaged and cannot be read. Ask for the original.',
  jwt_unsecured: 'The text has the form of a signed text, but no signature.',
  jwt_algorithm_refused: 'The text is secured with a shared secret, which proves nothing to other people.',
  jwt_unsupported: 'The signed text uses a method that this check does not know.',
  jwt_critical: 'The signed text requires a feature that this check does not know.',
  jwt_type_mismatch: 'The signed text is not a credential.',
  jwt_claim_missing: 'The signed text lacks a detail that the standard requires.',
  jwt_claim_malformed: 'A detail of the signed text is malformed.',
  jwt_claim_mismatch: 'The signed text contradicts the credential inside it.',
  jwt_version_mismatch: 'The signed text mixes two versions of the standard.',
  jwt_expired: 'The signature has expired. Ask for a new one.',
  jwt_not_yet_valid: 'The date of the signature is in the future.',
  issuer_missing: 'The credential names no issuer.',
  key_missing: 'The signed text does not say which key signed it.',
  key_private: 'The signed text contains a private key, so anybody could have signed it.',
  key_shared: 'The signing key belongs to the whole website. Other people there may be able to use it too.',
  check_failed: 'This check could not be done. Try again.',

  // issuer
  key_bound: usual.key_bound,
  key_not_bound:
    'The signing key does not belong to the issuer named in the credential. Another person may have signed it. Ask the issuer.',
  key_binding_unknown:
    'It could not be checked whether the signing key belongs to the named issuer. Try again later.',
  holder_bound: 'The holder signed the presentation.',
  holder_not_bound: 'The presentation was not signed with a key of the holder that it names.',
  holder_absent: 'The presentation does not name its holder.',

  // validity
  in_force: usual.in_force,
  expired: 'The credential is genuine, but it expired on {date}. Ask for a renewed one.',
  not_yet_valid: 'The credential is genuine, but it is not valid before {date}.',
  dates_invalid: 'The credential’s dates are missing or malformed. Ask its issuer.',
  no_dates: 'A presentation has no dates.',

  // status
  not_revoked: usual.not_revoked,
  revoked: 'The issuer has withdrawn the credential. Do not rely on it.',
  suspended: 'The issuer has suspended the credential for now. Check again later.',
  no_status: usual.no_status,
  no_withdrawal_status: 'The issuer publishes a status of the credential, but not whether it is withdrawn.',
  status_unavailable:
    'It could not be checked whether the issuer has withdrawn the credential: its list was not available.',
  status_list_invalid:
    'The issuer’s list of withdrawn credentials is not valid, so the status is not known. Ask the issuer.',
  status_list_untrusted: 'The list of withdrawn credentials is not from the issuer.',
  status_entry_invalid: 'The credential’s reference to the list of withdrawn credentials is malformed.',
  status_unsupported: 'The issuer publishes withdrawn credentials in a form that this check does not know.',

  // endorsements and other credentials inside
  endorsements_valid: 'All endorsements of the credential are genuine.',
  endorsements_partly:
    'The endorsements are genuine. Those that expired, were withdrawn or are about something else do not count.',
  no_endorsement_counts: 'There is no valid endorsement of this credential, its achievement or its issuer.',
  endorsements_failed: 'An endorsement is not verified.',
  endorsements_unknown: 'An endorsement could not be checked.',
  no_endorsements: usual.no_endorsements,
  credentials_valid: 'All contained credentials are genuine.',
  credentials_partly:
    'All contained credentials are genuine. Those that expired or were withdrawn do not count.',
  credentials_failed: 'A contained credential is not verified.',
  credentials_unknown: 'A contained credential could not be checked.',
  record_of_other: 'A credential in this record was issued to another person.',
  no_credentials: 'The presentation contains no credentials.',
  credentials_apart: 'Each contained credential has its own result.',

  // recipient
  recipient_matches: usual.recipient_matches,
  recipient_differs: 'The credential was issued to another person than the one that you named.',
  recipient_unknown: 'It could not be checked to whom the credential was issued. Ask the issuer.',
  recipient_not_asked: usual.recipient_not_asked,

  // trust
  issuer_trusted: usual.issuer_trusted,
  issuer_not_listed: 'The signature is valid, but this issuer is not on your list. Add it if you trust it.',
  trust_unknown: 'It could not be checked whether the issuer is on your list. Try again later.',
  trust_not_asked: usual.trust_not_asked,

  // any row
  not_reached: usual.not_reached,

  // warnings
  required_skipped: usual.required_skipped,
  nonconforming: 'A detail differs from the standard. This does not change the result.',
  proof_warning: 'A detail of the signature differs from current practice. This does not change the result.',
  image_warning: 'A detail of the badge’s storage in the image differs from the standard.',
  other_proof_failed: 'The credential has another signature that is not valid or was not checked.',
  subject_unidentified: 'The credential does not say to whom it was issued.',
  schema_not_checked: 'The credential names additional rules of a kind that this check does not know.',
  related_resource_not_checked:
    'The credential names another document that belongs to it. This check did not read that document.',
  status_message: 'The issuer added a note to the credential’s status.',
  status_refresh: 'The issuer says that a newer version is available.',
  status_other: 'The issuer set a status whose purpose this check does not know.',
  refreshed: 'A newer version was fetched from the issuer. This report is about the newer version.',
  refresh_failed: 'The issuer offers newer versions, but none could be fetched.',
  refresh_refused:
    'The newer version from the issuer is not verified. This report is about the version that you sent.',
  record_person_unknown:
    'It could not be checked whether a credential in this record was issued to the same person.',
  part_lapsed: 'A credential in this record expired or was withdrawn, so it does not count.',
  stack_contradicted: 'The badges on which this credential is based contradict it. Do not rely on it.',
  association_dangling: 'The record relates achievements, but it does not contain all of them.',
  association_cycle: 'In the record, an achievement is a part of itself.',
  presentation_unchallenged:
    'The presentation was checked without a challenge, so it may be a copy. It does not prove who presents it.',
  presented_by_other: 'The holder who presents this credential is not the person to whom it was issued.',
  unwrapped: 'The credential was inside other data. Only the credential was checked.',
  creator_other:
    'Another organisation or person created the achievement. This report does not show that the issuer may award it. Ask its creator.',
  endorsement_lapsed: 'An endorsement expired or was withdrawn, so it does not count.',
  endorsement_elsewhere: 'An endorsement is about something that is not in this credential.',
} as const

export type SentenceCode = keyof typeof en
export type Sentences = Readonly<Record<SentenceCode, string>>

/** Sentences that name the faulty member or document. */
const enNamed = {
  'unrecognised/empty': 'The file is empty. Send the PNG, SVG or JSON file of the badge.',
  'unrecognised/base64':
    'This is a file in base64. Decode it, and send the PNG, SVG or JSON file of the badge.',
  'unrecognised/form': 'This is the content of a web form. Send only the badge file that is in it.',
  'unrecognised/image-text': 'This image was read as text, which destroys it. Send the file itself.',
  'unrecognised/quoted':
    'This is JSON inside a text with quotation marks. Send the JSON itself, without the quotation marks around it.',
  'unrecognised/secret-key':
    'This is a secret key. Keep it secret: anybody who has it can sign as its owner. Send the file of the badge.',
  'json_unrecognised/secret-key':
    'This is a secret key. Keep it secret: anybody who has it can sign as its owner. Send the file of the badge.',
  kind_unexpected: 'The kind of this credential is {kind}, but {kinds} is required. Send the required kind.',
  nonconforming: 'At {pointer}: {message}. This does not change the result.',
  'nonconforming/below_pass_mark':
    'The result at {pointer} is below the required one. Levels and allowed values count from lowest to highest.',
  values_contradict:
    '“{term}” at {place} is “{other}”, but “{one}” elsewhere for the same object. It is not clear which one counts.',
  jsonld_unsafe: '“{term}” at {place} has no clear meaning there, so the signature cannot cover it.',
  jwt_claim_malformed: '“{term}” in the signed text is malformed. Ask the issuer for a correct credential.',
  jwt_claim_mismatch: 'The signed text and the credential inside it contradict each other in “{term}”.',
  document_unknown: 'A document for this check, {url}, is not available, and fetching it was not allowed.',
  status_unavailable:
    'It could not be checked whether the issuer has withdrawn the credential: its list, {url}, was not available. Try again later.',
  document_unavailable: 'A document for this check, {url}, could not be fetched. Try again later.',
} as const

export type NamedSentences = Readonly<Record<keyof typeof enNamed, string>>

export const english = /* @__PURE__ */ writerOf({ locale: 'en-GB', sentences: en, named: enNamed })
