/** Causes and remedies of what the first row can say: what was handed in, and whether it is well formed. */
import type { ReportCodes } from './report-code.js'

export const INPUT = {
  well_formed: [
    'pass',
    'The file is a credential, and it follows the rules of its format.',
    'Nothing to do.',
  ],
  kind_unexpected: [
    'fail',
    'You passed `kinds`, and this is a credential of a kind that is not among them, such as an endorsement.',
    'Ask for the badge itself, or add the kind to `kinds`.',
  ],
  structure_invalid: [
    'fail',
    'A member is missing, or has a value that the standard forbids. `report.issues` names each place.',
    'Whoever issued it has to correct it and sign it again. If you issue, run `validate` before you sign.',
  ],
  schema_mismatch: [
    'fail',
    'The credential names a JSON Schema in `credentialSchema`, and does not fit it.',
    'The issuer has to correct either of the two and sign again.',
  ],
  schema_unavailable: [
    'unknown',
    'The credential names a JSON Schema that could not be loaded, read, or tried within the limits.',
    'Pass `load: remote()`, or hand the schema in with `documents`; otherwise try again later.',
  ],
  input_too_large: [
    'fail',
    'What was handed in has more bytes than `limits.input` allows; the default is 2 MiB.',
    'Ask for a smaller picture, or raise `limits.input`.',
  ],
  limit_exceeded: [
    'fail',
    'The content would cost more work than a limit allows. `details.limit` names the limit. Attackers send such files; genuine badges hardly reach it.',
    'Refuse it. For large genuine documents, raise the named limit in `limits`.',
  ],
  json_invalid: [
    'fail',
    'The text begins like JSON and then breaks a rule of JSON, or has one member twice. `details` says where.',
    'Ask for the original file. Programs that edit or shorten text damage it.',
  ],
  encoding_invalid: [
    'fail',
    'The bytes are not UTF-8, for example because a program saved the file as UTF-16 or Latin-1.',
    'Ask for the original file, or save it as UTF-8.',
  ],
  byte_order_mark: [
    'fail',
    'An editor put an invisible mark at the start of the file.',
    'Save it as UTF-8 without byte order mark, or ask for the original.',
  ],
  image_invalid: [
    'fail',
    'The PNG or SVG is cut off or damaged, or its badge stands in it in a way that the standard forbids.',
    'Ask for the original file.',
  ],
  image_empty: [
    'fail',
    'The picture holds no badge. Chats, social networks and screenshots keep the picture and lose the badge.',
    'Ask for the file that the issuer sent, as an attachment.',
  ],
  image_credentials_differ: [
    'fail',
    'The picture holds two badges. Programs would read different ones, so neither counts.',
    'Ask for the original file. If you bake, bake into a picture that holds no badge.',
  ],
  file_type_other: [
    'fail',
    'The file is of a type that cannot hold a badge, such as PDF or JPEG.',
    'Ask for the PNG, SVG or JSON file.',
  ],
  unrecognised: [
    'fail',
    'The text has none of the forms that a badge can have.',
    'Ask for the badge file itself.',
  ],
  json_unrecognised: [
    'fail',
    'It is good JSON, but it names no type and no context of a credential.',
    'Check that you handed in the credential itself and not the answer of a server around it.',
  ],
  open_badge_2: [
    'unknown',
    'It is a badge of the older version 2.0, which is confirmed by the website of its issuer and not by a signature.',
    'Ask the issuer for a badge of version 3.0, or confirm it with a service for version 2.0.',
  ],
  open_badge_1: [
    'unknown',
    'It is a badge of version 1, from before 2016.',
    'Ask the issuer for a badge of version 3.0.',
  ],
  european_learning_model: [
    'unknown',
    'It is a European digital credential, which is sealed in another way.',
    'Use the viewer of the European Union.',
  ],
  blockcerts: ['unknown', 'It is a Blockcerts certificate.', 'Use a verifier for Blockcerts.'],
  sd_jwt: [
    'unknown',
    'It is an SD-JWT without a credential of the W3C data model in it, such as a personal identity document.',
    'Ask for the badge as JSON, JWT, PNG or SVG.',
  ],
  presentation_jwt: [
    'unknown',
    'It is a presentation in a form of JWT that laurel does not read.',
    'Ask the wallet for a presentation with a Data Integrity proof, or a JWT of the type `vp+jwt`.',
  ],
  credential_list: [
    'unknown',
    'It is a list. Nobody signed the list as a whole; each entry has its own report.',
    'Read `report.badges` and `report.embedded`, or hand the entries to `verifyMany`.',
  ],
  web_address: [
    'unknown',
    'Somebody handed in a link. laurel fetches no address that an upload chooses.',
    'Ask for the file behind the link.',
  ],
  html_page: [
    'unknown',
    'Somebody saved the page that shows the badge.',
    'Ask for the badge file; such pages offer it for download.',
  ],
  file_name: [
    'fail',
    'Somebody passed the name of a file in place of its content.',
    'Read the file and pass its bytes.',
  ],
  envelope_unsupported: [
    'unknown',
    'The credential is enclosed in a form that laurel does not open.',
    'Ask for it in another form.',
  ],
} as const satisfies ReportCodes
