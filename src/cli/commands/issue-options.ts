/** The options of `laurel issue`: for which input each is, and what it needs to have an effect. */
import { IMAGE_FORMATS, isImageFormat } from '../../bake/image/image-format.js'
import type { OutputForm } from '../../bulk/files/output.js'
import { CallError } from '../io/shell.js'
import type { InputForm } from '../tables/table-options.js'

export interface IssueOptions {
  readonly key?: string
  readonly signer?: string
  readonly controller?: string
  readonly out?: string
  readonly image?: string
  readonly created?: string
  readonly json?: true
  readonly jwt?: true
  readonly online?: true
  readonly achievement?: string
  readonly issuer?: string
  readonly map?: string
  readonly rowKey?: string
  readonly batch?: string
  readonly as?: OutputForm
  readonly journal?: string
  readonly workers?: string
  readonly changes?: string
  readonly resume?: true
  readonly dryRun?: true
  readonly skipInvalid?: true
  readonly replace?: true
  readonly reSign?: true
  readonly progress?: boolean
  readonly status?: string
  readonly suspendable?: true
  readonly delimiter?: string
  readonly encoding?: 'utf-8' | 'latin1'
  readonly queue?: string
  readonly store?: string
  readonly lease?: string
  readonly inFlight?: string
}

/** The end of the help of the command. */
export const ISSUE_HELP = `
Examples:
  laurel issue ada.json --key issuer/key.json --out ada.signed.json
  laurel issue ada.json --key issuer/key.json --image badge.png --out ada.png
  laurel issue graduates.csv --key issuer/key.json --issuer issuer/profile.json \\
      --achievement rust.json --map map.json --out out --dry-run
  laurel issue graduates.csv --key issuer/key.json --issuer issuer/profile.json \\
      --achievement rust.json --map map.json --as png --image badge.png --out out

A mapping:
  { "key": "{student_no}",
    "recipient": { "email": "{email}" },
    "columns": { "email": { "type": "email", "required": true }, "passed": { "type": "date" } },
    "credential": { "validFrom": "{passed}" } }
With "record": { "name": "Transcript of {name}" } in it, each learner also gets a record of all badges. The badges are then in
the folder "badges" of --out, and the records in "records". The status lists of badges and records have different URLs: {of}
in the URL becomes "badges" or "records".
--status https://example.edu/status/ gives each batch its own lists, such as https://example.edu/status/ID/revocation-1.json:
publish the files of the folder "status" there. In another URL, {batch} becomes that ID.
Without --map, laurel uses the columns email, did, name, key and date.

If a row has a fault, nothing is signed, and errors.csv in the folder lists row, column, fault and hint.
Run the command again after a crash, or with more rows: no badge is made twice.
`

interface OptionRule {
  readonly for: 'both' | 'credential' | 'table'
  /** What an option needs to have an effect: in words, and as a test. */
  readonly needs?: readonly [what: string, isGiven: (options: IssueOptions, form: InputForm) => boolean]
}

const CSV_ONLY: OptionRule = { for: 'table', needs: ['a CSV', (_, form) => form === 'csv'] }

const QUEUE_ONLY: OptionRule = { for: 'table', needs: ['--queue', ({ queue }) => queue !== undefined] }

/** To add an option, add a row here; the types require it. */
export const OPTION_RULES: Readonly<Record<keyof IssueOptions, OptionRule>> = {
  key: { for: 'both' },
  signer: { for: 'both' },
  controller: { for: 'both' },
  out: { for: 'both' },
  image: {
    for: 'both',
    needs: [
      `--as ${Object.keys(IMAGE_FORMATS).join(' or --as ')}, or no --as`,
      ({ as }, form) => form === 'credential' || as === undefined || isImageFormat(as),
    ],
  },
  created: {
    for: 'both',
    needs: ['a call without --jwt', ({ jwt }) => jwt !== true],
  },
  json: { for: 'both' },
  jwt: { for: 'credential' },
  online: {
    for: 'both',
    needs: ['status lists (--status)', ({ status }, form) => form === 'credential' || status !== undefined],
  },
  achievement: { for: 'table' },
  issuer: { for: 'table' },
  map: { for: 'table' },
  rowKey: {
    for: 'table',
    needs: ['a call without --map, which has "key"', ({ map }) => map === undefined],
  },
  batch: { for: 'table' },
  as: { for: 'table' },
  journal: { for: 'table' },
  workers: {
    for: 'table',
    needs: ['a call without --queue', ({ queue }) => queue === undefined],
  },
  changes: { for: 'table' },
  resume: { for: 'table' },
  dryRun: {
    for: 'table',
    needs: ['a call without --queue', ({ queue }) => queue === undefined],
  },
  skipInvalid: { for: 'table' },
  replace: { for: 'table' },
  reSign: { for: 'table' },
  progress: { for: 'table' },
  status: { for: 'table' },
  suspendable: { for: 'table', needs: ['--status', ({ status }) => status !== undefined] },
  delimiter: CSV_ONLY,
  encoding: CSV_ONLY,
  queue: { for: 'table' },
  store: QUEUE_ONLY,
  lease: QUEUE_ONLY,
  inFlight: QUEUE_ONLY,
}

/**
 * Refuses each option that would have no effect, because the user expects one.
 * @param given the names of the options on the command line
 * @throws CallError
 */
export function refuseIdleOptions(
  given: readonly string[],
  options: IssueOptions,
  form: InputForm,
  input: string,
): void {
  for (const name of given) {
    const rule = OPTION_RULES[name as keyof IssueOptions]
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    const isTable = form !== 'credential'
    if (rule.for !== 'both' && (rule.for === 'table') !== isTable) {
      throw new CallError(
        `${flag} has no effect on ${input}`,
        `It is for ${isTable ? 'one credential, and this is a table' : 'tables: .csv, .tsv, .txt, .ndjson or .jsonl'}.`,
      )
    }
    const [what, isGiven] = rule.needs ?? []
    if (isGiven?.(options, form) === false) throw new CallError(`${flag} has no effect`, `It needs ${what}.`)
  }
}
