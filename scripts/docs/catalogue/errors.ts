/** Causes and remedies of the codes of `OpenBadgeError`, and what each limit counts. */
import type { ErrorCode, LimitName } from '../../../src/errors.js'

export const ERRORS: Readonly<Record<ErrorCode, readonly [cause: string, remedy: string]>> = {
  model_invalid: [
    'The input of a builder, `issue` or `present` is not a valid credential: a member is missing or misspelt, or has a value that the standard forbids.',
    'Read `details.issues`. Each names the place as a JSON Pointer, what was expected, and in `hint` what to write. The [catalogue of issue codes](issue-codes.md) explains them.',
  ],
  json_invalid: [
    'A text is not JSON, or a value contains something that JSON cannot represent: `undefined`, a function, a Map, a number that is not finite, a duplicate member.',
    'For text, look at `details.offset`. For values, pass plain objects, arrays, texts, numbers and booleans.',
  ],
  encoding_invalid: [
    'Bytes are not UTF-8, or a text is not in the expected encoding; often it was cut off when it was copied.',
    'Copy the text again, whole. Save files as UTF-8.',
  ],
  limit_exceeded: [
    'The document is larger, deeper or costlier than a limit allows. `details.limit` names it; see [limits](#limits).',
    'Refuse an untrusted document. For your own document, raise the limit in the `limits` option of the function.',
  ],
  jsonld_unsafe: [
    'The `@context` does not define a member or type, so it would not be signed, or could be exchanged unnoticed.',
    'Define it with `defineExtension`, add the context that defines it, or leave it out.',
  ],
  jsonld_invalid: [
    'A context breaks a rule of JSON-LD, or two contexts cannot be combined.',
    'Look at `details.term`. Put the contexts of W3C and Open Badges first, and correct your own.',
  ],
  document_unknown: [
    'A context or key document is not bundled, and your loader does not know it.',
    'Pass a loader that has it: `firstOf(bundled, documents({ [url]: json }))`, or `remote()` of `laurel/net`.',
  ],
  document_refused: [
    'The loader may not fetch the URL: it is not https, resolves to a private network, or is not on your list.',
    'If you trust the URL, allow it in the options of `remote`; `details.reason` says which rule refused it.',
  ],
  document_unavailable: [
    'The server did not answer in time, or sent an error or an unexpected document.',
    'Try again later. `details.url` and `details.reason` say what happened.',
  ],
  part_unavailable: [
    'A file of laurel that loads only when it is needed did not load.',
    'Try again. If you bundle, publish all chunks that the bundler made, and let the content security policy load them.',
  ],
  key_invalid: [
    'The key is malformed, too weak, of an unexpected type, or a secret key instead of a public key.',
    'Check that you pass the whole text and the right function: `signerFromPem` for secret keys, `publicKeyFromPem` for public ones.',
  ],
  controller_invalid: [
    'A DID or its document breaks its rules, or does not list the key for this purpose.',
    'Publish the result of `didDocument` at the URL that `didWebUrl` gives. `details.fault` says what is wrong.',
  ],
  signer_failed: [
    'The signing service failed, took too long, or returned something that is not a signature of its key.',
    'Look at `cause`. Check that `publicKeyMultibase` belongs to the key, and that the service signs the bytes as they are, without hashing them first.',
  ],
  proof_invalid: [
    'A proof cannot be made with these options, such as a time in the future, or a proof in a document is malformed.',
    '`issue` needs an Ed25519 key; with a P-256, P-384 or RSA key use `issueJwt`. Leave `created` out: a badge that begins later has `validFrom`.',
  ],
  jwt_invalid: [
    'The token is not a compact JWS, or its header or claims break the profile.',
    'Pass the whole token in one line. To make one, use `issueJwt`.',
  ],
  stack_refused: [
    'The larger credential cannot be made: the pathway is not met, a part is missing, or a part belongs to another person.',
    'Check that `outcome` is `met` before you call `stack`. `details.part` is the id of the badge at fault.',
  ],
  status_invalid: [
    'A status list is too short, cannot be read, or a badge that you named is not in the batch.',
    'A list has 131,072 entries or more. For `changeStatus`, check the ids and keys; `details.reason` says which.',
  ],
  image_invalid: [
    'The picture is damaged, is not a PNG or SVG, or already contains two badges.',
    'Export it again from the program that drew it. JPEG and WebP cannot contain a badge.',
  ],
  report_unverified: [
    'The function needs a verified badge, for example for a certificate. Or the parts of a larger credential contradict it.',
    'Check `report.credential` before the call; TypeScript checks this too. `details.check` is the row that prevents `verified`.',
  ],
  report_mismatch: [
    'A document and a report were handed in, for example to `credentialPage`, and the report is about another document. Or the report says `verified`, and its rows do not.',
    'Pass the document that was verified, and the report as `verify` returned it. `details.hint` says which of the two is wrong.',
  ],
  table_invalid: [
    'The CSV or NDJSON cannot be read: a quote is not closed, a column is missing, a header occurs twice, or the encoding is wrong.',
    'Correct the row `details.row` (the header is row 1). Save the table as CSV in UTF-8.',
  ],
  mapping_invalid: [
    'The mapping names columns that the table lacks, or members that do not exist.',
    'Read `details.issues`; each names the place in the mapping.',
  ],
  plan_refused: [
    'Some rows of the table are wrong, so nothing was signed.',
    'Correct the rows that `laurel issue --dry-run` or `dryRun: true` lists, or pass `skipInvalid` to skip them.',
  ],
  journal_invalid: [
    'Another run uses the journal, it is damaged, or the folder belongs to another batch.',
    'Wait for the other run to end. Give each batch a folder of its own. `details.hint` says more.',
  ],
  file_failed: [
    'The operating system refused to read or write a file.',
    'Check the path, the permissions and the space that is left. `details.reason` is its code, such as `ENOENT`.',
  ],
  queue_failed: [
    'A queue cannot continue: a chunk failed for good, or the queue has another batch.',
    'Read `details.reason` and `details.hint`; `details.position` is the position in the source.',
  ],
}

export const LIMITS: Readonly<Record<LimitName, string>> = {
  length: 'characters of one JSON text, JWS or PEM',
  record: 'characters of the JSON text of one record',
  depth: 'levels of nesting',
  nodes: 'objects, arrays and single values of one document',
  contexts: 'contexts of one document, with those that they name',
  contextList: 'entries of one `@context`',
  termDefinitions: 'terms that the contexts of one document define',
  contextWork: 'work on contexts',
  scalars: 'single values that are canonised',
  bytes: 'bytes of canonical text',
  quads: 'lines of canonical text',
  hashes: 'hashes for canonising objects without an id, and keys and signatures',
  generalObjects: 'objects in documents that only jsonld.js can read',
  deepIterations: 'steps to distinguish objects without an id',
  input: 'bytes or characters of the input',
  document: 'characters of the JSON text of one credential',
  embedded: 'credentials and endorsements inside, at all depths',
  loads: 'documents that one call may load',
  loadedBytes: 'memory of the documents that one call loads',
  schemaSteps: 'work on JSON Schemas that credentials name',
  statusBytes: 'bytes of unpacked status lists',
  combined: 'percent of one limit that the limits of work may add up to',
  imageBytes: 'bytes of one picture',
  bakedBytes: 'bytes of one picture with its credential, or without it if it is prepared for many',
  chunks: 'chunks of one PNG',
  elements: 'elements of one SVG',
  credentialBytes: 'bytes of the credential in a picture',
  expandedBytes: 'bytes after decompression',
  encodedList: 'characters of the packed status list',
  base58Length: 'characters of one text in base58',
  keys: 'keys of one issuer’s document',
  uncoveredMembers: 'members that a signature does not cover',
  badges: 'badges of one evaluation',
  file: 'bytes of one file on the command line',
  line: 'characters of one line of a table',
}
