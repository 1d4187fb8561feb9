/** Causes and remedies of what the second row can say: the signature. */
import type { ReportCodes } from './report-code.js'

export const PROOF = {
  signature_valid: ['pass', 'The signature fits every member of the credential.', 'Nothing to do.'],
  signature_partial: [
    'pass',
    'The holder shows a selection of a credential, and what is shown is signed. What is absent is not known.',
    'Ask the holder for the whole credential if you need to know the rest.',
  ],
  parts_withheld: [
    'unknown, skipped',
    'The holder may have left out the part that this row would look at, such as the end date or the status.',
    'Ask the holder to show that part as well.',
  ],
  proof_base: [
    'unknown',
    'The issuer gave this copy to the holder, to make copies from that show a selection. It is not for others.',
    'Ask the holder to let the wallet make a copy to be shown.',
  ],
  signature_invalid: [
    'fail',
    'Something was changed after signing, by a forger or by a program that “tidied” the file; or another key signed it.',
    'Do not accept it. Ask for the original file.',
  ],
  text_damaged: [
    'fail',
    'A program read the UTF-8 file in another encoding and wrote it again, so that letters such as ü became others.',
    'Ask for the original file, sent as an attachment.',
  ],
  proof_missing: [
    'fail',
    'There is no `proof`. It may be a draft, or the proof was cut off.',
    'Ask for the signed file. If you issue, send what `issue` returned.',
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
    'The credential has more proofs than laurel looks at.',
    'Refuse it; genuine badges have one or two.',
  ],
  proof_unsupported: [
    'unknown',
    'The type of the proof, or its cryptosuite, is not in laurel’s table.',
    'Add a suite with `suites`, for example through `proofSuite` of `laurel/digitalbazaar`, or ask for another form.',
  ],
  proof_not_accepted: [
    'fail',
    'You passed `accept`, and the way in which it is signed is not among those.',
    'Add the suite to `accept` if it is good enough for you.',
  ],
  proof_value_malformed: [
    'fail',
    '`proofValue` is no signature in the encoding that the cryptosuite prescribes; often it was cut off.',
    'Ask for the original file.',
  ],
  proof_context_mismatch: [
    'fail',
    'The proof has an `@context` that is not the one of the document.',
    'The issuer has to sign again.',
  ],
  proof_expired: [
    'fail',
    'The proof has an end of its own, `expires`, and it has passed.',
    'Ask the issuer for a newly signed copy.',
  ],
  proof_not_yet_valid: [
    'fail',
    'The signature says that it was made later than now. One of the two clocks is wrong.',
    'Check the clock of your server. `clockSkewSeconds` allows for small differences.',
  ],
  proof_purpose_mismatch: [
    'fail',
    'The signature was made to log in or to show, and not to issue; or the other way round.',
    'Ask for the credential itself. A wallet’s answer to a challenge is no credential.',
  ],
  domain_mismatch: [
    'fail',
    'The wallet signed for another website. It may be an answer that somebody else received and passed on.',
    'Refuse it. If it is your own domain, pass the same text as `domain` on both sides.',
  ],
  challenge_mismatch: [
    'fail',
    'The presentation answers another challenge than the one that you passed.',
    'Refuse it, and give the wallet a new challenge.',
  ],
  challenge_missing: [
    'fail',
    'You passed no `challenge`, or the presentation answers none, so anybody may have copied it.',
    'Give the wallet a challenge of `memoryChallenges` and pass it to `verify`.',
  ],
  proof_id_duplicate: ['fail', 'Two proofs have one id.', 'The issuer has to sign again.'],
  previous_proof_missing: [
    'fail',
    '`previousProof` names a proof that is not in the credential.',
    'Ask for the whole file.',
  ],
  previous_proof_cycle: [
    'fail',
    'Proofs name each other as the earlier one.',
    'The issuer has to sign again.',
  ],
  previous_proof_failed: [
    'fail',
    'The proof was made on top of another one, and that one does not hold.',
    'Look at `report.checks` for the reason of the other proof; ask for the original.',
  ],
  key_mismatch: [
    'fail',
    'The named key is of another type than the way of signing needs.',
    'The issuer has to name the right key, or sign again.',
  ],
  key_invalid: [
    'fail',
    'The published key is malformed, too short, or a private key.',
    'The issuer has to publish a good key and sign again with it.',
  ],
  controller_invalid: [
    'fail',
    'The document with the issuer’s keys was found and breaks its rules, or does not allow this key to sign credentials.',
    'The issuer has to correct the document; `didDocument` writes a good one.',
  ],
  key_revoked: [
    'fail',
    'The issuer marked the key as revoked, because somebody else may have it. A thief can write any date, so old badges fall too.',
    'Ask the issuer for a copy that is signed with the new key.',
  ],
  key_expired: [
    'fail',
    'The issuer’s document gives the key an end, and it has passed.',
    'Ask the issuer for a newly signed copy, or to keep old keys without an end, as `rotateKey` does.',
  ],
  key_removed: [
    'fail',
    'The issuer’s document was found and does not list the key. Perhaps the issuer took out an old key.',
    'Ask the issuer. Old keys have to stay in the document, as `rotateKey` keeps them.',
  ],
  values_contradict: [
    'fail',
    'Two objects have one id and say different things about it. The signature covers both and cannot tell which is meant.',
    'The issuer has to give each object an id of its own, or take out the id.',
  ],
  jsonld_unsafe: [
    'fail',
    'A member is not defined by the `@context`, so the signature does not cover it, or its meaning could be exchanged.',
    'The issuer has to define the member, with `defineExtension`, or leave it out.',
  ],
  jsonld_invalid: [
    'fail',
    'The `@context` breaks a rule of JSON-LD, or two contexts contradict each other.',
    'The issuer has to correct it.',
  ],
  document_unknown: [
    'unknown',
    'A document is needed, such as the keys of a did:web, and you allowed no fetching. `details.url` names it.',
    'Pass `load: remote()` of `laurel/net`, or hand the document in with `documents`.',
  ],
  document_refused: [
    'unknown',
    'The loader may not fetch this address: it is not https, not public, or not among your `hosts`.',
    'Add the host or the context to the options of `remote` if you know it.',
  ],
  part_unavailable: [
    'unknown',
    'A file of laurel that loads when it is needed did not load, for example because the page was offline.',
    'Try again. If you bundle, keep the chunks that your bundler made.',
  ],
  document_unavailable: [
    'unknown',
    'The document could not be fetched: the server is down, slow, or answers with an error. `details.url` names it.',
    'Try again later. If it stays so, tell the issuer.',
  ],
} as const satisfies ReportCodes
