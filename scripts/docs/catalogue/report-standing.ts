/** Causes and remedies of what the rows for issuer, validity and status can say. */
import type { ReportCodes } from './report-code.js'

export const STANDING = {
  key_bound: ['pass', 'The issuer’s own document lists the key that signed.', 'Nothing to do.'],
  key_not_bound: [
    'fail',
    'The signature is valid, but the key does not belong to the issuer that the credential names. Forgeries look like this.',
    'Do not accept it. If you issue, the `issuer.id` of the badge must be the `controller` of the signer.',
  ],
  key_binding_unknown: [
    'unknown',
    'The issuer’s document could not be loaded or read, so it is not known whether the key is the issuer’s, or was revoked.',
    'Pass `load: remote()`, or try again later. If it still fails, tell the issuer that its document is malformed.',
  ],
  holder_bound: [
    'pass',
    'The presentation names a holder, and the holder’s key signed it.',
    'Nothing to do.',
  ],
  holder_not_bound: [
    'fail',
    'The key that signed the presentation does not belong to the holder that it names.',
    'Refuse it.',
  ],
  holder_absent: [
    'skipped',
    'The presentation names no holder.',
    'Pass the `id` of the `recipient` to check who presents.',
  ],

  in_force: [
    'pass',
    'The time of the check is between its start and its end, or beyond them by at most `clockSkewSeconds` (five minutes by default).',
    'Nothing to do.',
  ],
  expired: [
    'fail',
    'Its end, `validUntil`, has passed by more than `clockSkewSeconds` (five minutes by default).',
    'Ask the holder for a renewed badge. To check an earlier day, use `now` of `verify`.',
  ],
  not_yet_valid: [
    'fail',
    'Its start, `validFrom`, is in the future by more than `clockSkewSeconds` (five minutes by default).',
    'Wait, or check the clock of your server.',
  ],
  dates_invalid: [
    'fail',
    'A date is not a date and time with a time zone.',
    'The issuer has to write it as `2026-07-01T00:00:00Z` and sign again.',
  ],
  no_dates: ['skipped', 'Presentations have no dates.', 'Nothing to do.'],

  not_revoked: ['pass', 'Its bit in the issuer’s status list is not set.', 'Nothing to do.'],
  revoked: [
    'fail',
    'The issuer revoked it, which is final.',
    'Do not accept it. The holder can ask the issuer why.',
  ],
  suspended: [
    'fail',
    'The issuer suspended it, which is temporary.',
    'Ask the holder to settle it with the issuer, and verify again.',
  ],
  no_status: [
    'skipped',
    'The credential names no status list, so the issuer cannot revoke it.',
    "Nothing to do. `require: ['status']` demands one.",
  ],
  no_withdrawal_status: [
    'skipped',
    'The credential has a status, but none for `revocation` or `suspension`, so the issuer cannot withdraw it. Perhaps the purpose is misspelt.',
    "Ask the issuer. `require: ['status']` demands an answer.",
  ],
  status_unavailable: [
    'unknown',
    'The status list could not be loaded, so the badge may be revoked.',
    'Pass `load: remote()`, or try again later. If it still fails, tell the issuer.',
  ],
  status_list_invalid: [
    'unknown',
    'The status list was loaded, but it is not signed, has expired, is too short, or cannot be read.',
    'The issuer has to publish a good list; `statusListCredential` and `issue` make one.',
  ],
  status_list_untrusted: [
    'unknown',
    'The issuer of the credential did not sign the list.',
    'If another organisation publishes the issuer’s lists, name it in `statusIssuers`.',
  ],
  status_entry_invalid: [
    'fail',
    '`credentialStatus` is malformed, or its place lies outside the list.',
    'The issuer has to sign again; `statusEntry` writes a good one.',
  ],
  status_unsupported: [
    'unknown',
    '`credentialStatus` has a type that laurel does not know.',
    'Ask the issuer for a Bitstring Status List.',
  ],
} as const satisfies ReportCodes
