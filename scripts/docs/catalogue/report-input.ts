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
    'You passed `kinds`, and the credential has another kind, such as an endorsement. `details` has its `kind`, and the `kinds` that you asked for.',
    'Ask for the badge itself, or add the kind to `kinds`.',
  ],
  structure_invalid: [
    'fail',
    'A member is missing, or has a value that the standard forbids. `report.issues` names each place.',
    'The issuer has to correct it and sign it again. If you issue, run `validate` before you sign.',
  ],
  schema_mismatch: [
    'fail',
    'The credential does not match the JSON Schema that it names in `credentialSchema`.',
    'The issuer has to correct the credential or the schema, and sign again.',
  ],
  schema_unavailable: [
    'unknown',
    'The credential names a JSON Schema that could not be loaded, read, or evaluated within the limits.',
    'Pass `load: remote()`, or the schema with `documents`; otherwise try again later.',
  ],
  input_too_large: [
    'fail',
    'The input has more bytes than `limits.input` allows; the default is 2 MiB.',
    'Ask for a smaller picture, or raise `limits.input`.',
  ],
  limit_exceeded: [
    'fail',
    'The content would cost more work than a limit allows. `details.limit` names the limit. Attackers send such files; genuine badges hardly reach it.',
    'Refuse it. For large genuine documents, raise the named limit in `limits`.',
  ],
  json_invalid: [
    'fail',
    'The text begins like JSON, but breaks a rule of JSON, or has a member twice. `details` says where.',
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
    'The PNG or SVG is cut off or damaged, or contains the badge in a form that the standard forbids.',
    'Ask for the original file.',
  ],
  image_empty: [
    'fail',
    'The picture contains no badge. Chats, social networks and screenshots keep the picture and lose the badge.',
    'Ask for the file that the issuer sent, as an attachment.',
  ],
  image_credentials_differ: [
    'fail',
    'The picture contains two badges. Programs could read different ones, so neither counts.',
    'Ask for the original file. If you bake, use a picture without a badge.',
  ],
  file_type_other: [
    'fail',
    'The file has a type that cannot contain a badge, such as PDF or JPEG.',
    'Ask for the PNG, SVG or JSON file.',
  ],
  unrecognised: [
    'fail',
    'The text has none of the forms that a badge can have. `details.found` is `empty`, `base64`, `form` (the body of a web form) or `quoted` (JSON in a JSON string), if it is one of these.',
    'Ask for the badge file itself. In your own service, take the file out of the request, or decode it, first.',
  ],
  json_unrecognised: [
    'fail',
    'It is valid JSON, but has no type and no context of a credential.',
    'Check that you passed the credential itself, and not a server’s answer that contains it.',
  ],
  open_badge_2: [
    'unknown',
    'It is a badge of the older version 2.0, which the website of its issuer confirms, not a signature.',
    'Ask the issuer for a badge of version 3.0, or confirm it with a service for version 2.0.',
  ],
  open_badge_1: [
    'unknown',
    'It is a badge of version 1, from before 2016.',
    'Ask the issuer for a badge of version 3.0.',
  ],
  european_learning_model: [
    'unknown',
    'It is a European digital credential, which has another kind of signature.',
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
    'Read `report.badges` and `report.embedded`, or pass the entries to `verifyMany`.',
  ],
  web_address: [
    'fail',
    'The input is a link. laurel never fetches a URL that an upload chooses.',
    'Ask for the file behind the link.',
  ],
  html_page: [
    'fail',
    'The input is a page that shows the badge.',
    'Ask for the badge file; such pages offer it for download.',
  ],
  file_name: [
    'fail',
    'The input is the name of a file instead of its content.',
    'Read the file and pass its bytes.',
  ],
  envelope_unsupported: [
    'unknown',
    'The credential is in an envelope that laurel does not support.',
    'Ask for it in another form.',
  ],
} as const satisfies ReportCodes
