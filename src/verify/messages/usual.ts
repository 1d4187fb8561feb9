/** The English messages of the rows of a genuine badge. They are loaded at once; all other messages are loaded when one is needed. */

export const usual = {
  well_formed: 'The file holds a well-formed credential.',
  signature_valid: 'The signature is genuine: nothing was changed since it was signed.',
  key_bound: 'The signing key belongs to the issuer named in the credential.',
  in_force: 'The credential is within its dates.',
  not_revoked: 'The issuer has not withdrawn it.',
  no_status: 'The issuer keeps no list of withdrawn credentials for it.',
  no_endorsements: 'It carries no endorsements.',
  recipient_matches: 'It was issued to the person you named.',
  recipient_not_asked: 'You did not ask to whom it was issued.',
  issuer_trusted: 'The issuer is on your list.',
  trust_not_asked: 'You gave no list of issuers whom you trust.',
  not_reached: 'Not checked, because an earlier check did not pass.',
  required_skipped: 'A check that you require does not apply to this credential.',
} as const

/** In place of a message that did not load. */
export const NOT_LOADED =
  'What was found cannot be put into words, because a part of this verifier could not be loaded.'
