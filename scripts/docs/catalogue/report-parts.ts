/** Causes and remedies of what is said of the credentials inside, the recipient and trust; and of the warnings. */
import type { ReportCodes } from './report-code.js'

export const PARTS = {
  endorsements_valid: ['pass', 'Each endorsement was verified like any credential.', 'Nothing to do.'],
  endorsements_partly: [
    'pass',
    'All are genuine; some expired, were revoked, or are about something else, and do not count.',
    'Show only those whose `counts` is true in `report.embedded`.',
  ],
  no_endorsement_counts: [
    'skipped',
    'There are endorsements, but none of them counts for this badge.',
    'Show none.',
  ],
  endorsements_failed: [
    'fail',
    'An endorsement inside is forged, damaged or malformed. `pointer` is its place.',
    'Ask the issuer for a copy without it.',
  ],
  endorsements_unknown: [
    'unknown',
    'An endorsement inside could not be checked, for example without its issuer’s keys.',
    'Pass `load: remote()`, or try again later.',
  ],
  no_endorsements: ['skipped', 'There is none.', 'Nothing to do.'],
  credentials_valid: ['pass', 'Each credential inside was verified separately.', 'Nothing to do.'],
  credentials_failed: [
    'fail',
    'A credential inside is not verified. `pointer` is its place; its own report says why.',
    'Read `report.badges`: the others may be good.',
  ],
  credentials_unknown: [
    'unknown',
    'A credential inside could not be checked.',
    'Read its own report in `report.embedded`.',
  ],
  record_of_other: [
    'fail',
    'A record of one person contains a credential of another person.',
    'Refuse the record, or ask its issuer.',
  ],
  no_credentials: [
    'fail, skipped',
    'The presentation or record is empty.',
    'Ask for it again. An answer to a challenge may be empty.',
  ],
  credentials_apart: [
    'skipped',
    'Nobody signed the whole, so each credential inside has its own result.',
    'Read `report.badges`.',
  ],

  recipient_matches: [
    'pass',
    'An id, address or identifier of the badge is one that you passed.',
    'Nothing to do.',
  ],
  recipient_differs: [
    'fail',
    'The badge names another person than you passed.',
    'Ask the person for other addresses that the badge may name, and pass all of them.',
  ],
  recipient_unknown: [
    'unknown',
    'The badge names nobody, or has other kinds of identifiers than you passed.',
    'Pass the kind of identifier that the badge has: `id`, `email` or `identifiers`.',
  ],
  recipient_not_asked: ['skipped', 'You passed no `recipient`.', 'Pass one if it matters whose badge it is.'],

  issuer_trusted: ['pass', 'The issuer is one of your `issuers`.', 'Nothing to do.'],
  issuer_not_listed: [
    'fail',
    'The badge is genuine, but its issuer is not one of your `issuers`.',
    'Add the issuer’s id to `issuers` if you trust it.',
  ],
  trust_unknown: [
    'unknown',
    'The registry could not be asked, or your predicate threw.',
    'Pass `load: remote()`, or try again later.',
  ],
  trust_not_asked: [
    'skipped',
    'You passed no `issuers`, so only whether it is genuine was checked.',
    'Pass `issuers`: anybody can issue a genuine badge.',
  ],

  not_reached: [
    'skipped',
    'An earlier row failed, so this row was not checked.',
    'Look at the first row that did not pass.',
  ],

  required_skipped: [
    'warning',
    'A row that you named in `require` was skipped, so `verified` is false.',
    'Ask for a badge that has what you require.',
  ],
  nonconforming: [
    'warning',
    'A breach of form that does not change the meaning. `report.issues` names it.',
    "Tell the issuer. `conformance: 'required'` makes it count.",
  ],
  proof_warning: [
    'warning',
    'A detail of the signature is out of date or unusual. `details` names it.',
    'Tell the issuer.',
  ],
  image_warning: [
    'warning',
    'A detail of the PNG or SVG differs from the standard. `details` names it.',
    'Tell the issuer.',
  ],
  other_proof_failed: [
    'warning',
    'One of several signatures is valid, but this one is not.',
    "Pass `proofPolicy: 'all'` if every one has to hold.",
  ],
  subject_unidentified: [
    'warning',
    'The badge names nobody, so anybody who has it can show it. Or it has several subjects (`details.subjects`), whose order a signature of the graph does not cover.',
    'Do not use it as proof about a person.',
  ],
  schema_not_checked: [
    'warning',
    '`credentialSchema` has a type other than JSON Schema.',
    'Check it yourself if you need it.',
  ],
  status_message: [
    'warning',
    'The status list has a message for the badge’s status, in `details`.',
    'Show it if it helps.',
  ],
  status_refresh: [
    'warning',
    'The issuer set a bit that says “there is a newer version”.',
    'Ask the holder or the issuer for it.',
  ],
  status_other: [
    'warning',
    'A bit of another purpose than revocation or suspension is set.',
    'Ask the issuer what it means.',
  ],
  refreshed: [
    'warning',
    'The badge has a refresh service, and its newer version was verified.',
    'Use `report.credential`, which is the newer one.',
  ],
  refresh_failed: [
    'warning',
    'The refresh service did not answer. The version that you passed was verified.',
    'Try again later if the newest version matters.',
  ],
  refresh_refused: [
    'warning',
    'The answer of the refresh service is not verified, or is another credential.',
    'Tell the issuer. The version that you passed was verified.',
  ],
  record_person_unknown: [
    'warning, unknown',
    'Record and credential name the person with identifiers that cannot be compared. `unknown`: the holder of the credential may have withheld an identifier of it.',
    'Pass `recipient` to have both compared with one person, or ask for the whole credential.',
  ],
  presentation_unchallenged: [
    'warning',
    'You accept presentations, but passed no challenge. Or an SD-JWT has a key binding JWT, which laurel does not read: `details` says so.',
    'Pass a `challenge` if it matters who presents.',
  ],
  presented_by_other: [
    'warning, fail',
    'The signer of the presentation is not the subject of the badge, but for example a parent or a thief.',
    'Pass the `id` of the `recipient`: then it fails.',
  ],
  unwrapped: [
    'warning',
    'The credential was inside other JSON, such as a wallet’s export.',
    'Nothing to do; the JSON around it was not checked.',
  ],
  endorsement_lapsed: [
    'warning',
    'The endorsement is genuine, but expired or was revoked.',
    'Do not show it.',
  ],
  endorsement_elsewhere: [
    'warning',
    'The endorsement is about something that is not in this credential.',
    'Do not show it.',
  ],
  creator_other: [
    'warning',
    'Somebody other than the issuer created the achievement, and nothing shows that the issuer may award it.',
    'Ask its creator, or keep a list of issuers for each achievement.',
  ],
  related_resource_changed: [
    'fail',
    'The credential pins a document by its digest, but the document has another digest.',
    'Ask the issuer. The document was changed after signing.',
  ],
  related_resource_unknown: [
    'unknown',
    'The pinned document could not be loaded, so its digest was not compared.',
    'Pass `load: remote()`, or try again later.',
  ],
  related_resource_not_checked: [
    'warning',
    'The credential pins a document that `verify` did not load.',
    'Fetch it and compare its digest if it matters to you.',
  ],
  credentials_partly: [
    'pass',
    'All credentials inside are genuine; some expired or were revoked.',
    'Count only those that are verified in `report.badges`.',
  ],
  part_lapsed: ['warning', 'A credential inside the record expired or was revoked.', 'Do not count it.'],
  stack_contradicted: [
    'warning',
    '`verifyStack` found that the parts of the credential contradict it. Its pages say so first, and it gets no certificate.',
    'Do not rely on it. `details.code` is the reason, as in the stack report.',
  ],
  association_dangling: [
    'warning',
    'The record relates achievements, but does not contain all of them.',
    'Ask for the missing credentials if they matter.',
  ],
  association_cycle: [
    'warning',
    'In the record, an achievement is a part of itself.',
    'Tell the issuer of the record.',
  ],
} as const satisfies ReportCodes
