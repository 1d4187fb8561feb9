/** Every code that a row or a warning can carry, in English. The keys are the closed list of codes. */

import { usual } from './usual.js'
import { writerOf } from './write-message.js'

export const en = {
  // structure
  well_formed: usual.well_formed,
  kind_unexpected: 'This is another kind of credential than the one that is asked for. Hand in that one.',
  structure_invalid:
    'The credential breaks a rule of its format, so it was not made correctly or was changed. Ask its issuer.',
  schema_mismatch: 'The credential does not fit the extra rules that it names for itself.',
  schema_unavailable:
    'The credential names extra rules that could not be fetched, so they were not checked. Try again later.',
  related_resource_changed:
    'The credential pins a document by its digest, and what was used here is another document.',
  related_resource_unknown:
    'The credential pins a document by its digest, which could not be compared with what was used here.',
  input_too_large: 'The file is larger than this check accepts. Ask for a smaller one.',
  limit_exceeded: 'The content is more deeply nested, longer or more complex than this check accepts.',
  json_invalid:
    'The text looks like JSON but is damaged, or says the same thing twice. Ask for the original file.',
  encoding_invalid: 'The text is not in UTF-8, so it cannot be read safely.',
  byte_order_mark:
    'The text begins with a byte order mark, which signed files must not have. Save it as plain UTF-8.',
  image_invalid: 'The image is damaged, or its badge data are not stored as the standard says.',
  image_empty: 'The image holds no badge. It may be a copy or a screenshot; ask for the original file.',
  image_credentials_differ:
    'The image holds two badges that differ, at bytes {offset} and {otherOffset}, so nobody can tell which one counts.',
  file_type_other:
    'This is a {type} file, which cannot hold a badge. Ask for the original PNG or SVG image, or the JSON file.',
  unrecognised:
    'This is neither a badge nor another kind of credential that we know. Hand in the PNG, SVG or JSON file of the badge.',
  file_name: 'This is the name of a file, not what is in it. Read the file and hand in its content.',
  json_unrecognised:
    'This is JSON, but not a badge or another credential that we know. Hand in the whole file of the badge.',
  open_badge_2:
    'This is an older Open Badge (version 2.0). Its issuer’s website has to confirm it; this check covers version 3.0.',
  open_badge_1: 'This is a very old Open Badge (version 1). This check covers version 3.0.',
  european_learning_model:
    'This is a European digital credential. It has its own seal and viewer; this check covers Open Badges 3.0.',
  blockcerts: 'This is a Blockcerts certificate. It is anchored in a blockchain; use a Blockcerts verifier.',
  sd_jwt:
    'This is an SD-JWT of another vocabulary than that of Verifiable Credentials, which this check does not cover.',
  envelope_unsupported:
    'The credential is enclosed in a form that this check does not cover. Ask for it in another form.',
  presentation_jwt: 'This is a presentation in a form that this check does not cover.',
  credential_list:
    'This is a list of credentials, which nobody signed as a whole. Each was checked by itself.',
  web_address: 'This is a web address, not a badge. Download the badge file and hand that in.',
  html_page: 'This is a web page, not a badge. Download the badge file from it and hand that in.',

  // proof
  signature_valid: usual.signature_valid,
  signature_partial: 'The signature is genuine for what is shown. The holder may have withheld other parts.',
  parts_withheld: 'The holder may have withheld this part of the credential, so it is not known.',
  proof_base: 'This copy is meant for its holder alone. Ask the holder for a copy made to be shown.',
  signature_invalid:
    'The content was changed after it was signed, or the file was damaged. Ask for the original.',
  text_damaged: 'Letters such as ü or ® were garbled by a program on the way. Ask for the original file.',
  proof_missing:
    'The credential carries no signature, so nobody vouches for it. Ask for the signed original.',
  presentation_unsigned:
    'The presentation carries no signature. Each credential in it was checked by itself.',
  proof_malformed: 'The signature’s own details are malformed.',
  proof_limit: 'The credential carries more signatures than this check looks at.',
  proof_unsupported:
    'The credential is signed in a way that this check does not know. Ask for it in another form.',
  proof_not_accepted: 'The credential is signed in a way that you do not accept.',
  proof_value_malformed: 'The signature itself is malformed.',
  proof_context_mismatch: 'The signature was made for another version of the vocabulary.',
  proof_expired: 'The signature has run out. Ask for a new one.',
  proof_not_yet_valid: 'The signature is dated in the future.',
  proof_purpose_mismatch: 'The signature was made for another purpose.',
  domain_mismatch: 'The presentation was made for somebody else. Ask the holder to present it to you.',
  challenge_mismatch:
    'The presentation answers another question than the one asked. Ask the holder to present it anew.',
  challenge_missing: 'It answers no challenge, so a copy or an old presentation could be used again.',
  proof_id_duplicate: 'Two signatures carry the same name.',
  previous_proof_missing: 'A signature refers to an earlier one that is not there.',
  previous_proof_cycle: 'The signatures refer to each other in a circle.',
  previous_proof_failed: 'A signature rests on an earlier one that does not hold.',
  key_mismatch: 'The key is of another kind than the signature.',
  key_invalid: 'The signing key is weak or malformed.',
  controller_invalid:
    'The issuer’s key document is malformed, or does not allow this key to sign credentials.',
  key_revoked: 'The key that signed it was revoked by the issuer, so nothing new may rest on it.',
  key_expired: 'The key that signed it has run out by the issuer’s own word.',
  key_removed:
    'The issuer’s key document does not list the signing key; it may have been removed. Ask the issuer.',
  values_contradict: 'Two parts with one id contradict each other, so nobody can tell which of them counts.',
  jsonld_unsafe: 'Part of the content has no defined meaning, so the signature cannot cover it.',
  jsonld_invalid: 'The credential’s vocabulary is contradictory or malformed.',
  document_unknown: 'A document needed for this check is not at hand, and fetching was not allowed.',
  document_refused: 'A document needed for this check lies at an address that we do not fetch from.',
  part_unavailable: 'A part of this verifier could not be loaded, so this was not checked. Try again.',
  document_unavailable: 'A document needed for this check could not be fetched. Try again later.',
  jwt_malformed: 'The signed text is damaged and cannot be read. Ask for the original.',
  jwt_unsecured: 'The text is in the form of a signed one, but carries no signature.',
  jwt_algorithm_refused:
    'The signed text uses a method with a shared secret, which proves nothing to others.',
  jwt_unsupported: 'The signed text uses a method that this check does not know.',
  jwt_critical: 'The signed text demands a feature that this check does not know.',
  jwt_type_mismatch: 'The signed text is of another kind than a credential.',
  jwt_claim_missing: 'The signed text lacks a detail that the standard demands.',
  jwt_claim_malformed: 'A detail of the signed text is malformed.',
  jwt_claim_mismatch: 'The signed text contradicts the credential inside it.',
  jwt_version_mismatch: 'The signed text mixes two versions of the standard.',
  jwt_expired: 'The signature has run out. Ask for a new one.',
  jwt_not_yet_valid: 'The signature is dated in the future.',
  issuer_missing: 'The credential names no issuer.',
  key_missing: 'The signed text does not say which key signed it.',
  key_private: 'The signed text gives away a private key, so anybody could have signed it.',
  key_shared: 'The signing key is one of the whole website, which others there may be able to use as well.',
  check_failed: 'The check itself could not be carried out. Try again.',

  // issuer
  key_bound: usual.key_bound,
  key_not_bound:
    'The signing key does not belong to the issuer named in the credential. It may be a forgery. Ask the issuer.',
  key_binding_unknown:
    'We could not find out whether the signing key belongs to the named issuer. Try again later.',
  holder_bound: 'The presentation was signed by its holder.',
  holder_not_bound: 'The presentation was not signed by the holder that it names.',
  holder_absent: 'The presentation names no holder.',

  // validity
  in_force: usual.in_force,
  expired: 'Genuine, but it ran out on {date}. Ask for a renewed one.',
  not_yet_valid: 'Genuine, but it is not valid before {date}.',
  dates_invalid: 'The credential’s dates are missing or malformed. Ask its issuer.',
  no_dates: 'Dates do not apply here.',

  // status
  not_revoked: usual.not_revoked,
  revoked: 'The issuer has withdrawn it. Do not rely on it.',
  suspended: 'The issuer has suspended it for the time being. Ask again later.',
  no_status: usual.no_status,
  status_unavailable: 'We could not ask the issuer whether it was withdrawn. Try again later.',
  status_list_invalid:
    'The issuer’s list of withdrawn credentials is itself not in order, so we cannot tell. Ask the issuer.',
  status_list_untrusted: 'The list of withdrawn credentials comes from somebody other than the issuer.',
  status_entry_invalid: 'The credential’s pointer into the list of withdrawn credentials is malformed.',
  status_unsupported:
    'The issuer keeps its list of withdrawn credentials in a way that this check does not know.',

  // endorsements and other credentials inside
  endorsements_valid: 'All endorsements in it are genuine.',
  endorsements_partly:
    'Its endorsements are genuine. Those that ran out, were withdrawn or speak of something else do not count.',
  no_endorsement_counts:
    'It carries no endorsement in force of this credential, its achievement or its issuer.',
  endorsements_failed: 'An endorsement in it is not in order.',
  endorsements_unknown: 'An endorsement in it could not be checked.',
  no_endorsements: usual.no_endorsements,
  credentials_valid: 'All credentials inside are genuine.',
  credentials_partly:
    'All credentials inside are genuine. Those that ran out or were withdrawn do not count.',
  credentials_failed: 'A credential inside is not in order.',
  credentials_unknown: 'A credential inside could not be checked.',
  record_of_other: 'A credential inside this record was issued to somebody else.',
  no_credentials: 'There is no credential inside.',
  credentials_apart: 'Each credential inside has its own result.',

  // recipient
  recipient_matches: usual.recipient_matches,
  recipient_differs: 'It was issued to somebody other than the person you named.',
  recipient_unknown:
    'It does not say to whom it was issued in a way that we can compare. Ask whom the issuer means.',
  recipient_not_asked: usual.recipient_not_asked,

  // trust
  issuer_trusted: usual.issuer_trusted,
  issuer_not_listed: 'The signature is genuine, but this issuer is not on your list. Add it if you trust it.',
  trust_unknown: 'We could not find out whether the issuer is on your list. Try again later.',
  trust_not_asked: usual.trust_not_asked,

  // any row
  not_reached: usual.not_reached,

  // warnings
  required_skipped: usual.required_skipped,
  nonconforming: 'A detail departs from the standard; this does not change the result.',
  proof_warning: 'A detail of the signature departs from current practice; this does not change the result.',
  image_warning: 'A detail of how the badge is stored in the image departs from the standard.',
  other_proof_failed: 'The credential carries a further signature that does not hold or was not checked.',
  subject_unidentified: 'The credential does not say to whom it was issued.',
  schema_not_checked: 'The credential names extra rules of a kind that this check does not know.',
  related_resource_not_checked:
    'The credential names another document that belongs to it; this check did not look at it.',
  status_message: 'The issuer attached a note to the credential’s status.',
  status_refresh: 'The issuer says that a newer version is available.',
  status_other: 'The issuer set a status whose purpose this check does not know.',
  refreshed: 'A newer version was fetched from the issuer, and is the one reported on.',
  refresh_failed: 'The issuer offers newer versions, but none could be fetched.',
  refresh_refused: 'The version fetched from the issuer is not in order; the one handed in was checked.',
  record_person_unknown:
    'We cannot tell whether a credential inside this record was issued to the same person.',
  part_lapsed: 'A credential inside this record ran out or was withdrawn, so it does not count.',
  association_dangling: 'The record relates achievements of which it does not contain all.',
  association_cycle: 'The record says of an achievement that it is a part of itself.',
  presentation_unchallenged:
    'It answers no challenge, so anybody may have copied it. It does not show who is present.',
  presented_by_other: 'The person who presents this credential is not the one to whom it was issued.',
  unwrapped: 'The credential was found inside other data; only the credential was checked.',
  creator_other:
    'The achievement was created by somebody other than the issuer. Nothing here shows that the issuer may award it; ask its creator.',
  endorsement_lapsed: 'An endorsement in it ran out or was withdrawn, so it does not count.',
  endorsement_elsewhere: 'An endorsement speaks about something that does not occur in this credential.',
} as const

export type SentenceCode = keyof typeof en
export type Sentences = Readonly<Record<SentenceCode, string>>

/** Sentences that name the culprit. */
const enNamed = {
  values_contradict:
    '“{term}” at {place} says “{other}”, and elsewhere “{one}” of the same thing, so nobody can tell which counts.',
  jsonld_unsafe: '“{term}” at {place} has no clear meaning there, so the signature cannot cover it.',
  jwt_claim_malformed: '“{term}” in the signed text is malformed. Ask whoever issued it for a correct one.',
  jwt_claim_mismatch: 'The signed text and the credential inside it contradict each other in “{term}”.',
  document_unknown: 'A document needed for this check, {url}, is not at hand, and fetching was not allowed.',
  document_unavailable: 'A document needed for this check, {url}, could not be fetched. Try again later.',
} as const

export type NamedSentences = Readonly<Record<keyof typeof enNamed, string>>

export const english = /* @__PURE__ */ writerOf({ locale: 'en-GB', sentences: en, named: enNamed })
