/** Causes and remedies of what the second row can say: the signature. */
import type { ReportCodes } from './report-code.js'

export const PROOF = {
  signature_valid: ['pass', 'The signature is valid and covers every member.', 'Nothing to do.'],
  signature_partial: [
    'pass',
    'The holder shows a selection of a credential. The shown members are signed; the others are not known.',
    'Ask the holder for the whole credential if you need to know the rest.',
  ],
  parts_withheld: [
    'unknown, skipped',
    'The holder may have left out the members that this row checks, such as the end date or the status.',
    'Ask the holder to show that part as well.',
  ],
  proof_base: [
    'unknown',
    'This copy is for the holder only, who makes selections from it to show to others.',
    'Ask the holder to make a copy for you with the wallet.',
  ],
  signature_invalid: [
    'fail',
    'The credential was changed after signing, by a forger or by a program that “tidied” the file; or another key signed it.',
    'Do not accept it. Ask for the original file.',
  ],
  text_damaged: [
    'fail',
    'A program read the UTF-8 file in another encoding and wrote it again, so that letters such as ü became others.',
    'Ask for the original file, sent as an attachment.',
  ],
  proof_missing: [
    'fail',
    'There is no `proof`. It may be a draft, or the proof was removed.',
    'Ask for the signed file. If you issue, send the result of `issue`.',
  ],
  presentation_unsigned: [
    'fail',
    'The presentation has no signature of the holder. The credentials inside have their own results.',
    'Read `report.badges`, or ask the wallet to answer a challenge.',
  ],
  proof_malformed: [
    'fail',
    'A member of the proof is missing or has the wrong form.',
    'The issuer has to sign again with software that follows VC Data Integrity.',
  ],
  proof_limit: [
    'fail',
    'The credential has more proofs than laurel checks.',
    'Refuse it; genuine badges have one or two.',
  ],
  proof_unsupported: [
    'unknown',
    'The type of the proof, or its cryptosuite, is not in laurel’s table.',
    'Add a suite with `suites`, for example through `proofSuite` of `laurel/digitalbazaar`, or ask for another form.',
  ],
  proof_not_accepted: [
    'fail',
    'You passed `accept`, and its cryptosuite is not in the list.',
    'Add the suite to `accept` if it is good enough for you.',
  ],
  proof_value_malformed: [
    'fail',
    '`proofValue` is no signature in the encoding that the cryptosuite prescribes; often it was cut off.',
    'Ask for the original file.',
  ],
  proof_context_mismatch: [
    'fail',
    'The proof has another `@context` than the document.',
    'The issuer has to sign again.',
  ],
  proof_expired: [
    'fail',
    'The proof’s own end, `expires`, has passed.',
    'Ask the issuer for a newly signed copy.',
  ],
  proof_not_yet_valid: [
    'fail',
    'The signature’s date is in the future. One of the two clocks is wrong.',
    'Check the clock of your server. `clockSkewSeconds` allows for small differences.',
  ],
  proof_purpose_mismatch: [
    'fail',
    'The signature was made for authentication instead of issuing, or the reverse.',
    'Ask for the credential itself. A wallet’s answer to a challenge is not a credential.',
  ],
  domain_mismatch: [
    'fail',
    'The wallet signed for another website. Somebody may have received the answer there and forwarded it.',
    'Refuse it. If it is your own domain, pass the same text as `domain` on both sides.',
  ],
  challenge_mismatch: [
    'fail',
    'The presentation answers another challenge than the one that you passed.',
    'Refuse it, and give the wallet a new challenge.',
  ],
  challenge_missing: [
    'fail',
    'You passed no `challenge`, or the presentation has none, so it may be a copy.',
    'Give the wallet a challenge of `memoryChallenges` and pass it to `verify`.',
  ],
  proof_id_duplicate: ['fail', 'Two proofs have the same id.', 'The issuer has to sign again.'],
  previous_proof_missing: [
    'fail',
    '`previousProof` names a proof that is not in the credential.',
    'Ask for the whole file.',
  ],
  previous_proof_cycle: [
    'fail',
    'The `previousProof` references form a cycle.',
    'The issuer has to sign again.',
  ],
  previous_proof_failed: [
    'fail',
    'The proof depends on another proof, which is not valid.',
    'See `report.checks` for the reason; ask for the original.',
  ],
  key_mismatch: [
    'fail',
    'The key has another type than the cryptosuite needs.',
    'The issuer has to name the right key, or sign again.',
  ],
  key_invalid: [
    'fail',
    'The published key is malformed, too short, or a private key.',
    'The issuer has to publish a good key and sign again with it.',
  ],
  controller_invalid: [
    'fail',
    'The document with the issuer’s keys was loaded, but breaks its rules, or does not allow this key to sign credentials.',
    'The issuer has to correct the document; `didDocument` writes a good one.',
  ],
  key_revoked: [
    'fail',
    'The issuer revoked the key, because another person may have it. A thief can write any date, so old badges are not verified either.',
    'Ask the issuer for a copy that is signed with the new key.',
  ],
  key_expired: [
    'fail',
    'The key’s end in the issuer’s document has passed.',
    'Ask the issuer for a newly signed copy, or to keep old keys without an end, as `rotateKey` does.',
  ],
  key_removed: [
    'fail',
    'The issuer’s document was loaded, but does not list the key. Perhaps the issuer removed an old key.',
    'Ask the issuer. Old keys have to stay in the document; `rotateKey` keeps them.',
  ],
  values_contradict: [
    'fail',
    'Two objects have the same id and different values. The signature covers both, but nobody can tell which value belongs to which.',
    'The issuer has to give each object its own id, or remove the id.',
  ],
  jsonld_unsafe: [
    'fail',
    'The `@context` does not define a member, so the signature does not cover it, or its meaning could be exchanged.',
    'The issuer has to define the member, with `defineExtension`, or leave it out.',
  ],
  jsonld_invalid: [
    'fail',
    'The `@context` breaks a rule of JSON-LD, or two contexts contradict each other.',
    'The issuer has to correct it.',
  ],
  document_unknown: [
    'unknown',
    'A document is needed, such as the keys of a did:web, but you passed no loader that has it. `details.url` names it.',
    'Pass `load: remote()` of `laurel/net`, or the document with `documents`.',
  ],
  document_refused: [
    'unknown',
    'The loader may not fetch this URL: it is not https, not public, or not among your `hosts`.',
    'If you trust it, add the host or the context to the options of `remote`.',
  ],
  part_unavailable: [
    'unknown',
    'A file of laurel that loads on demand did not load, for example because the page was offline.',
    'Try again. If you bundle, keep the chunks that your bundler made.',
  ],
  document_unavailable: [
    'unknown',
    'The document could not be fetched: the server is down, slow, or answers with an error. `details.url` names it.',
    'Try again later. If it still fails, tell the issuer.',
  ],
} as const satisfies ReportCodes
