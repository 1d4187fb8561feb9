/** The English messages of the rows of a genuine badge. They are loaded at once; all other messages are loaded when one is needed. */

export const usual = {
  well_formed: 'The file has a well-formed credential.',
  signature_valid: 'The signature is valid: nothing was changed after signing.',
  key_bound: 'The signing key belongs to the issuer named in the credential.',
  in_force: 'The credential is within its dates.',
  not_revoked: 'The issuer has not withdrawn the credential.',
  no_status: 'The issuer does not publish whether the credential is withdrawn.',
  no_endorsements: 'The credential has no endorsements.',
  recipient_matches: 'The credential was issued to the person that you named.',
  recipient_not_asked: 'You did not ask to whom the credential was issued.',
  issuer_trusted: 'The issuer is on your list.',
  trust_not_asked: 'You did not give a list of issuers that you trust.',
  not_reached: 'Not checked, because an earlier check did not pass.',
  required_skipped: 'The check “{check}”, which you require, does not apply to the credential.',
} as const

/** In place of a message that did not load. */
export const NOT_LOADED =
  'The message for this result is missing, because a part of this verifier could not be loaded.'
