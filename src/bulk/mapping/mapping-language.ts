/** The language of mappings: every key, type, format and filter, with its form. Checks, the page in docs/ and the JSON Schema follow. */
import type { Json } from '../../encoding/json.js'
import { DATE_FORMATS } from '../dates/date-formats.js'
import type { Column, ColumnType } from '../table/cell.js'
import {
  ANY_TEXT,
  DURATION,
  FLAG,
  type Form,
  NUMBER,
  OBJECT,
  oneOf,
  SPELLINGS,
  TEMPLATE,
  TEXT,
  TEXTS,
  UNIT,
  ZONE,
} from './forms.js'
import type { Mapping, RecordMapping } from './mapping.js'
import type { Filter } from './template.js'

export interface Key {
  readonly means: string
  readonly example: Json
  /** Absent where the value is checked part by part. */
  readonly form?: Form
  readonly isRequired?: true
}

/** Type of a column → what it means, a cell, and the value that the cell becomes. */
export const COLUMN_TYPES: Readonly<Record<ColumnType, { means: string; cell: string; value: Json }>> = {
  text: { means: 'Any text.', cell: 'Ada Lovelace', value: 'Ada Lovelace' },
  email: { means: 'An e-mail address.', cell: 'ada@example.org', value: 'ada@example.org' },
  did: { means: 'A DID.', cell: 'did:web:example.org:ada', value: 'did:web:example.org:ada' },
  url: {
    means: 'An absolute URL, or a URN, DID, `mailto:` or `data:` URI.',
    cell: 'https://example.org/thesis',
    value: 'https://example.org/thesis',
  },
  date: {
    means:
      'A day, or a day and a time. A day becomes midnight UTC, or its end (`endOfDay`). A time keeps its offset.',
    cell: '2026-07-01',
    value: '2026-07-01T00:00:00Z',
  },
  number: { means: 'A number.', cell: '87.5', value: 87.5 },
  integer: { means: 'A whole number.', cell: '87', value: 87 },
  boolean: {
    means: '`true`, `false`, `yes`, `no`, `1` or `0`, in small or capital letters.',
    cell: 'yes',
    value: true,
  },
}

/** Filter → its effect on the text of a cell. */
export const FILTER_MEANINGS: Readonly<Record<Filter, { means: string; cell: string; text: string }>> = {
  text: {
    means: 'The text, also of a number (`3.0` stays `3.0`) or a truth value.',
    cell: '87.5',
    text: '87.5',
  },
  lower: { means: 'In small letters.', cell: 'ADA', text: 'ada' },
  upper: { means: 'In capitals.', cell: 'ada', text: 'ADA' },
  slug: { means: 'For URLs: small letters and digits, joined by hyphens.', cell: 'Zoë 王', text: 'zoe-王' },
  date: { means: 'The day of a date.', cell: '2026-07-01', text: '2026-07-01' },
}

export const RECIPIENT_KEYS: Readonly<Record<keyof Mapping['recipient'], Key>> = {
  email: {
    means: 'The e-mail address. It is salted and hashed.',
    example: '{email}',
    form: TEMPLATE,
  },
  id: { means: 'A DID or URL of the recipient.', example: '{did}', form: TEMPLATE },
  name: {
    means: 'The name, in plain text beside the hash. Leave it out if it need not be public.',
    example: '{name}',
    form: TEMPLATE,
  },
}

export const RECORD_KEYS: Readonly<Record<keyof RecordMapping, Key>> = {
  key: {
    means: 'Distinguishes learners. Default: the recipient.',
    example: '{student_no}',
    form: TEMPLATE,
  },
  name: { means: 'Title of the record.', example: 'Transcript of {name}', form: TEXT, isRequired: true },
  credential: {
    means: 'More members of the record, such as `validUntil` or `partial`.',
    example: { partial: true },
    form: OBJECT,
  },
}

export const COLUMN_KEYS: Readonly<Record<keyof Column, Key>> = {
  type: {
    means: 'What the cells are. Default: `text`.',
    example: 'date',
    form: oneOf(Object.keys(COLUMN_TYPES)),
  },
  required: {
    means: 'An empty cell is a fault. Without this rule, the member that the cell fills is left out.',
    example: true,
    form: FLAG,
  },
  default: { means: 'Text that stands for an empty cell.', example: 'Pass', form: ANY_TEXT },
  header: {
    means: "Name in the table's header, if the mapping uses another name.",
    example: 'E-Mail',
    form: TEXT,
  },
  values: {
    means: 'Spelling in the table → text to use. Any other spelling is a fault.',
    example: { P: 'Pass', F: 'Fail' },
    form: SPELLINGS,
  },
  separator: {
    means: 'Splits the cell into a list. The other rules hold for each item.',
    example: ';',
    form: ANY_TEXT,
  },
  minimum: { means: 'Smallest number.', example: 0, form: NUMBER },
  maximum: { means: 'Largest number.', example: 100, form: NUMBER },
  format: {
    means: 'Order of day, month and year in a date.',
    example: 'DD.MM.YYYY',
    form: oneOf(Object.keys(DATE_FORMATS)),
  },
  zone: {
    means:
      'Zone of times without an offset, and of `endOfDay`. Default: UTC. A time that its clocks skip or repeat is a fault.',
    example: 'Europe/Berlin',
    form: ZONE,
  },
  endOfDay: {
    means: 'A day becomes its last second in the `zone`. Default: `true` for what fills `validUntil`.',
    example: true,
    form: FLAG,
  },
  decimal: {
    means:
      'The character before the decimals of a number. Default: a point, but a number like `1.250` is then a fault, because its point may be between thousands.',
    example: ',',
    form: oneOf(['.', ',']),
  },
  unit: {
    means: 'Text that may follow a number, and is left out: with `%`, `85%` is 85.',
    example: '%',
    form: UNIT,
  },
  empty: {
    means: 'Texts that count as an empty cell. A single dash counts as empty, except in a column of `text`.',
    example: ['n/a', '-'],
    form: TEXTS,
  },
}

export const MAPPING_KEYS: Readonly<Record<keyof Mapping, Key>> = {
  key: {
    means:
      'The key of a row, which gets this badge only once. A row with the same key keeps its badge. Default: the id of the recipient, or else the e-mail address.',
    example: '{student_no}',
    form: TEMPLATE,
  },
  recipient: {
    means: 'Who gets the badge: `email`, `id` or both.',
    example: { email: '{email}' },
    isRequired: true,
  },
  columns: {
    means: 'Name → type and rules of a column. A column that is not listed is text, and may be empty.',
    example: { passed: { type: 'date' } },
  },
  credential: {
    means:
      'Members that extend or replace the standard ones, in `credentialSubject` those of the subject. The run sets `id`, `issuer`, `credentialStatus` and `proof`.',
    example: { validFrom: '{passed}', evidence: [{ type: ['Evidence'], narrative: '{thesis}' }] },
    form: OBJECT,
  },
  achievement: {
    means:
      'Members that extend or replace those of the achievement. Another `id` makes it another achievement.',
    example: { name: '{course}' },
    form: OBJECT,
  },
  validFor: {
    means: 'How long the badge is valid: `validUntil` is this duration after `validFrom`.',
    example: 'P3Y',
    form: DURATION,
  },
  record: {
    means: 'Collects the badges of each learner in a record: `name`, and if needed `key` and `credential`.',
    example: { name: 'Transcript of {name}' },
  },
}
