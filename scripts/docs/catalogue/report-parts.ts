/** Causes and remedies of what is said of the credentials inside, the recipient and trust; and of the warnings. */
import type { ReportCodes } from './report-code.js'

export const PARTS = {
  endorsements_valid: [
    'pass',
    'Each endorsement was verified like a credential of its own.',
    'Nothing to do.',
  ],
  endorsements_partly: [
    'pass',
    'All are genuine; some ran out, were withdrawn, or speak of something else, and do not count.',
    'Show only those whose `counts` is true in `report.embedded`.',
  ],
  no_endorsement_counts: [
    'skipped',
    'There are endorsements, and none of them counts for this badge.',
    'Show none.',
  ],
  endorsements_failed: [
    'fail',
    'An endorsement inside is forged, damaged or wrongly made. `pointer` names it.',
    'Ask the issuer for a copy without it.',
  ],
  endorsements_unknown: [
    'unknown',
    'An endorsement inside could not be checked, for example without its issuer’s keys.',
    'Pass `load: remote()`, or try again later.',
  ],
  no_endorsements: ['skipped', 'There is none.', 'Nothing to do.'],
  credentials_valid: ['pass', 'Each credential inside was verified by itself.', 'Nothing to do.'],
  credentials_failed: [
    'fail',
    'A credential inside does not hold. `pointer` names it; its own report says why.',
    'Read `report.badges`: the others may be good.',
  ],
  credentials_unknown: [
    'unknown',
    'A credential inside could not be checked.',
    'Read its own report in `report.embedded`.',
  ],
  record_of_other: [
    'fail',
    'A record about one person holds a credential of another person.',
    'Refuse the record, or ask who put it together.',
  ],
  no_credentials: [
    'fail, skipped',
    'The presentation or record is empty.',
    'Ask for it again. An answer to a challenge may be empty.',
  ],
  credentials_apart: [
    'skipped',
    'Nobody vouches for the whole, so each credential inside has its own result.',
    'Read `report.badges`.',
  ],

  recipient_matches: [
    'pass',
    'An id, address or identifier of the badge is one that you asked for.',
    'Nothing to do.',
  ],
  recipient_differs: [
    'fail',
    'The badge names somebody, and it is not the person that you asked for.',
    'Ask the person for other addresses that the badge may name, and pass all of them.',
  ],
  recipient_unknown: [
    'unknown',
    'The badge names nobody, or names the person in another way than you asked for.',
    'Ask for the kind of identifier that the badge has: `id`, `email` or `identifiers`.',
  ],
  recipient_not_asked: [
    'skipped',
    'You passed no `recipient`.',
    'Pass one, or leave it when it does not matter whose badge it is.',
  ],

  issuer_trusted: ['pass', 'The issuer is one of your `issuers`.', 'Nothing to do.'],
  issuer_not_listed: [
    'fail',
    'The badge is genuine, and its issuer is not one of your `issuers`.',
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
    'An earlier row failed, and after that nothing here could be believed.',
    'Look at the first row that did not pass.',
  ],

  required_skipped: [
    'warning',
    'A row that you named in `require` was skipped, so `verified` is false.',
    'Ask for a badge that has what you require.',
  ],
  nonconforming: [
    'warning',
    'A breach of form that changes nothing of what is said. `report.issues` names it.',
    "Tell the issuer. `conformance: 'required'` makes it count.",
  ],
  proof_warning: [
    'warning',
    'A detail of the signature is out of date or unusual. `details` names it.',
    'Tell the issuer.',
  ],
  image_warning: [
    'warning',
    'A detail of the PNG or SVG departs from the standard. `details` names it.',
    'Tell the issuer.',
  ],
  other_proof_failed: [
    'warning',
    'Of several signatures one holds, and this one does not.',
    "Pass `proofPolicy: 'all'` if every one has to hold.",
  ],
  subject_unidentified: [
    'warning',
    'The badge names nobody: whoever has it can show it.',
    'Do not take it as proof about a person.',
  ],
  schema_not_checked: [
    'warning',
    '`credentialSchema` has a type other than JSON Schema.',
    'Check it yourself if you need it.',
  ],
  status_message: [
    'warning',
    'The status list has a message for the badge’s status. `details` holds it.',
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
    'The badge has a refresh service, and the newer version that it gave was verified.',
    'Use `report.credential`, which is the newer one.',
  ],
  refresh_failed: [
    'warning',
    'The refresh service did not answer. The version handed in was verified.',
    'Try again later if the newest version matters.',
  ],
  refresh_refused: [
    'warning',
    'What the refresh service answered does not verify, or is another credential.',
    'Tell the issuer. The version handed in was verified.',
  ],
  record_person_unknown: [
    'warning',
    'Record and credential name the person in ways that cannot be compared.',
    'Pass `recipient` to have both compared with one person.',
  ],
  presentation_unchallenged: [
    'warning',
    'You asked for presentations, and gave no challenge.',
    'Pass a `challenge` when it matters who is present.',
  ],
  presented_by_other: [
    'warning, fail',
    'Whoever signed the presentation is not the subject of the badge, for example a parent or a thief.',
    'Ask for the `id` of the `recipient`: then it fails.',
  ],
  unwrapped: [
    'warning',
    'The credential stood inside other JSON, such as a wallet’s export.',
    'Nothing to do; what stood around it was not checked.',
  ],
  endorsement_lapsed: [
    'warning',
    'The endorsement is genuine, and ran out or was withdrawn.',
    'Do not show it.',
  ],
  endorsement_elsewhere: [
    'warning',
    'The endorsement’s subject is nothing that this credential names.',
    'Do not show it.',
  ],
  creator_other: [
    'warning',
    'Somebody other than the issuer created the achievement, and nothing shows that the issuer may award it.',
    'Ask its creator, or keep a list of issuers for each achievement.',
  ],
  related_resource_changed: [
    'fail',
    'The credential pins a document by its digest, and another document was used.',
    'Ask the issuer. The document was changed after signing.',
  ],
  related_resource_unknown: [
    'unknown',
    'The pinned document could not be had, so its digest was not compared.',
    'Pass `load: remote()`, or try again later.',
  ],
  related_resource_not_checked: [
    'warning',
    'The credential names a document that belongs to it, and nobody looked at it.',
    'Fetch it and compare its digest if it matters to you.',
  ],
  credentials_partly: [
    'pass',
    'All credentials inside are genuine; some ran out or were withdrawn.',
    'Count only those that `report.badges` calls verified.',
  ],
  part_lapsed: ['warning', 'A credential inside the record ran out or was withdrawn.', 'Do not count it.'],
  association_dangling: [
    'warning',
    'The record relates achievements of which it does not contain all.',
    'Ask for the missing credentials if they matter.',
  ],
  association_cycle: [
    'warning',
    'The record says of an achievement that it is a part of itself.',
    'Tell whoever put the record together.',
  ],
} as const satisfies ReportCodes
