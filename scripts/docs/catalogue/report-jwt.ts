/** Causes and remedies of what the second row can say about signed texts, and of keys and issuers that it misses. */
import type { ReportCodes } from './report-code.js'

export const JWT = {
  jwt_malformed: [
    'fail',
    'The text does not have the three parts of a compact JWS, or one of them cannot be read.',
    'Ask for the original text, in one line.',
  ],
  jwt_unsecured: ['fail', 'The header says `"alg": "none"`.', 'Do not accept it.'],
  jwt_algorithm_refused: [
    'fail',
    'The algorithm uses the same secret for signing and verifying, so every verifier could have signed.',
    'The issuer has to sign with a key pair, such as EdDSA or ES256.',
  ],
  jwt_unsupported: [
    'unknown',
    'The algorithm of the header is not in laurel’s table.',
    'Ask the issuer for EdDSA, ES256 or RS256.',
  ],
  jwt_critical: [
    'fail',
    'The header has `crit`: it requires a feature that laurel does not have.',
    'Ask the issuer for a token without `crit`.',
  ],
  jwt_type_mismatch: [
    'fail',
    'The header’s `typ` or `cty` says that this is something else, such as a login token.',
    'Ask for the credential.',
  ],
  jwt_claim_missing: [
    'fail',
    'A required claim is missing, such as `iss` or `nbf`.',
    'The issuer has to sign again; `issueJwt` writes all of them.',
  ],
  jwt_claim_malformed: [
    'fail',
    'A claim has the wrong type, such as a date that is not a number.',
    'The issuer has to sign again.',
  ],
  jwt_claim_mismatch: [
    'fail',
    'A claim, such as `iss` or `exp`, differs from the credential inside.',
    'The issuer has to sign again; `issueJwt` derives the claims from the credential.',
  ],
  jwt_version_mismatch: [
    'fail',
    'The token wraps a credential of one data model in the form of another.',
    'The issuer has to sign again.',
  ],
  jwt_expired: ['fail', 'The claim `exp` has passed.', 'Ask the issuer for a newly signed copy.'],
  jwt_not_yet_valid: [
    'fail',
    'The claim `nbf` or `iat` is in the future.',
    'Check the clock of your server; otherwise try again later.',
  ],
  issuer_missing: [
    'fail',
    'The credential has no `issuer`, or it has no id.',
    'The issuer has to write it and sign again.',
  ],
  key_missing: [
    'fail',
    'The header names no key (`kid`, `jwk`), and the issuer has no single key.',
    'The issuer has to write `kid`.',
  ],
  key_private: [
    'fail',
    'The header contains the private key. Anybody who saw the token can sign.',
    'Do not accept it. The issuer has to revoke the key and sign again with a new one.',
  ],
  key_shared: [
    'fail, warning',
    'The website lists the key for all its issuers, without saying whose it is.',
    'The issuer should write `iss` with each key, as `jsonWebKeySet` does. The option `sharedKeys` decides whether the badge fails.',
  ],
  check_failed: [
    'unknown',
    'Your loader, suite or predicate threw something unexpected, or laurel has a bug.',
    'Check the errors of your own functions. If they threw none, please report it with the file.',
  ],
} as const satisfies ReportCodes
