/** A mapping says which column fills which field of a credential. It is plain JSON, and is checked before any row is read. */

import { isJsonObject, type Json, type JsonObject, snapshot } from '../../encoding/json.js'
import { type Issue, issuesInWords, OpenBadgeError } from '../../errors.js'
import { isAddress } from '../../identity/address.js'
import type { Column } from '../table/cell.js'
import { shortened } from '../table/phrases.js'
import {
  checkColumns,
  checkForm,
  checkNames,
  checkOneOf,
  noColumn,
  withColumnNames,
} from './check-columns.js'
import { type Key, MAPPING_KEYS, RECIPIENT_KEYS, RECORD_KEYS } from './mapping-language.js'
import { checkCredentialMembers, checkRecordMembers } from './reserved-members.js'
import { compileTemplate, FILTERS, type Placeholder } from './template.js'

export interface Mapping {
  /**
   * Natural key of the award as a template, for example `{student_no}`: who gets this badge only once.
   * By default the recipient's id, or else the e-mail address.
   */
  readonly key?: string
  /** Who gets the badge, as templates. An e-mail address is salted and hashed; a row needs one of the two. */
  readonly recipient: {
    readonly email?: string
    /** DID or URL. */
    readonly id?: string
    /** Written next to the hash and not hashed. Leave it out if it need not be public. */
    readonly name?: string
  }
  /** Column name → type and rules. A column that is not listed is text, and may be empty. */
  readonly columns?: Readonly<Record<string, Column>>
  /** Members of the credential as templates: added to the standard ones, or in their place; `credentialSubject` member by member. */
  readonly credential?: JsonObject
  /** Members of the achievement: added to its own, or in their place. */
  readonly achievement?: JsonObject
  /** How long the badge is valid, such as `P3Y` or `P18M`: `validUntil` is that much after `validFrom`. */
  readonly validFor?: string
  /** Collects the badges of each learner in a record; see `issueRecords`. */
  readonly record?: RecordMapping
}

export interface RecordMapping {
  /** A template that distinguishes learners, for example `{student_no}`. Default: the recipient, as in the mapping. */
  readonly key?: string
  /** Title of the record, as a template. */
  readonly name: string
  /** More members of the record as templates, such as `validUntil` or `partial`, as `clr` takes them. */
  readonly credential?: JsonObject
}

/**
 * Checks a mapping from columns to the fields of a credential.
 *
 * @param value - The mapping as plain JSON.
 * @param header - Names of the table's columns; with them, columns that do not exist are issues. Default: not checked.
 * @returns The mapping.
 * @throws OpenBadgeError `mapping_invalid` with every issue.
 * @example
 * const mapping = parseMapping({ recipient: { email: '{email}' } }, ['email', 'name'])
 */
export function parseMapping(value: unknown, header?: readonly string[]): Mapping {
  const issues: Issue[] = []
  const isHeader = Array.isArray(header) && header.every((name) => typeof name === 'string')
  if (header !== undefined && !isHeader)
    throw new TypeError('parseMapping: header must be a list of the names of the columns')
  const mapping = withColumnNames(snapshot(value), issues)
  if (!isJsonObject(mapping)) {
    const hint = 'Write for example { "recipient": { "email": "{email}" } }.'
    throw invalid([{ pointer: '', code: 'type', message: 'The mapping is not a JSON object.', hint }])
  }
  // For editors, which check a mapping by its schema.
  const { $schema: _, ...members } = mapping
  checkNames(members, Object.keys(MAPPING_KEYS), '', issues)
  checkText(mapping['key'], '/key', issues)
  const recipient = mapping['recipient']
  if (isJsonObject(recipient)) {
    const names = Object.keys(RECIPIENT_KEYS)
    checkNames(recipient, names, '/recipient', issues)
    for (const name of names) checkText(recipient[name], `/recipient/${name}`, issues)
    checkAddress(recipient['email'], '/recipient/email', issues)
    if (recipient['email'] === undefined && recipient['id'] === undefined) {
      issues.push({
        pointer: '/recipient',
        code: 'missing',
        message: 'The recipient has neither email nor id.',
        hint: 'Write "email": "{email}", or "id": "{did}".',
      })
    }
  } else {
    issues.push({
      pointer: '/recipient',
      code: 'missing',
      message: 'The mapping does not say who gets the badge.',
      hint: 'Write "recipient": { "email": "{email}" }.',
    })
  }
  for (const name of ['credential', 'achievement', 'columns', 'record'] as const) {
    if (mapping[name] !== undefined && !isJsonObject(mapping[name])) {
      issues.push({
        pointer: `/${name}`,
        code: 'type',
        message: `"${name}" is not an object.`,
        hint: forExample(MAPPING_KEYS[name]),
      })
    }
  }
  checkValidity(mapping, issues)
  if (isJsonObject(mapping['credential'])) checkCredentialMembers(mapping['credential'], issues)
  if (isJsonObject(mapping['record'])) checkRecordMapping(mapping['record'], issues)
  if (isJsonObject(mapping['columns'])) checkColumns(mapping['columns'], header, issues)
  checkPlaceholders(mapping, header, issues)
  if (issues.length > 0) throw invalid(issues)
  return mapping as unknown as Mapping
}

const forExample = ({ example }: Key): string => `Write for example ${JSON.stringify(example)}.`

/** The name in the table's header of a column as the mapping names it. People look for it there. */
export function headerOf({ columns = {} }: Pick<Mapping, 'columns'>, column: string): string {
  return (Object.hasOwn(columns, column) ? columns[column]!.header : undefined) ?? column
}

/** The names in the table's header of the columns of which the keys of rows are made. */
export function columnsOfKey(mapping: Pick<Mapping, 'key' | 'recipient' | 'columns'>): readonly string[] {
  const { key, recipient } = mapping
  const templates = key === undefined ? [recipient.id ?? null, recipient.email ?? null] : [key]
  const { placeholders } = compileTemplate(templates)
  return [...new Set(placeholders.map(({ column }) => headerOf(mapping, column)))]
}

/** Every placeholder of a mapping, with pointers into the mapping. */
export function placeholdersOf(mapping: JsonObject): readonly Placeholder[] {
  return ['key', 'recipient', 'credential', 'achievement', 'record'].flatMap((member) =>
    mapping[member] === undefined
      ? []
      : compileTemplate(mapping[member]!).placeholders.map((found) => ({
          ...found,
          pointer: `/${member}${found.pointer}`,
        })),
  )
}

function checkRecordMapping(record: JsonObject, issues: Issue[]): void {
  checkNames(record, Object.keys(RECORD_KEYS), '/record', issues)
  checkText(record['key'], '/record/key', issues)
  if (typeof record['name'] !== 'string' || record['name'] === '') {
    issues.push({
      pointer: '/record/name',
      code: 'missing',
      message: 'The record has no title.',
      hint: 'Write "name": "Transcript of {name}".',
    })
  }
  const { credential } = record
  if (isJsonObject(credential)) checkRecordMembers(credential, issues)
  else if (credential !== undefined)
    issues.push({
      pointer: '/record/credential',
      code: 'type',
      message: '"credential" is not an object.',
      hint: forExample(RECORD_KEYS.credential),
    })
}

/** Refuses two ends of validity, because they could contradict each other. */
function checkValidity({ validFor, credential }: JsonObject, issues: Issue[]): void {
  if (validFor === undefined) return
  checkForm(validFor, MAPPING_KEYS.validFor, '/validFor', issues)
  if (!isJsonObject(credential) || credential['validUntil'] === undefined) return
  issues.push({
    pointer: '/credential/validUntil',
    code: 'member_owned',
    message: '"validFor" sets "validUntil" too.',
    hint: 'Leave one of the two out.',
  })
}

function checkPlaceholders(
  mapping: JsonObject,
  header: readonly string[] | undefined,
  issues: Issue[],
): void {
  const declared = isJsonObject(mapping['columns']) ? Object.keys(mapping['columns']) : []
  for (const { pointer, column, filter, afterDollar } of placeholdersOf(mapping)) {
    if (afterDollar) issues.push(dollar(pointer, column))
    if (filter !== undefined) checkOneOf(filter, Object.keys(FILTERS), pointer, issues)
    if (header === undefined || declared.includes(column) || header.includes(column)) continue
    issues.push(noColumn(pointer, column, header, declared))
  }
}

function dollar(pointer: string, column: string): Issue {
  return {
    pointer,
    code: 'value_unknown',
    message: `The dollar sign before {${shortened(column)}} would be written into each badge.`,
    hint: `Write {${shortened(column)}}.`,
  }
}

/** What a single column may give to an address: the whole address, the local part, or the domain. */
const PARTS_OF_ADDRESS = ['ada@example.org', 'ada.example']

/** Refuses text around the column of an address with which no cell makes an address, as in `mailto:{email}`. */
function checkAddress(value: Json | undefined, pointer: string, issues: Issue[]): void {
  if (typeof value !== 'string') return
  const { fill, placeholders } = compileTemplate(value)
  const [first, ...others] = placeholders
  // The dollar sign has another finding.
  if (first === undefined || others.length > 0 || first.afterDollar) return
  if (PARTS_OF_ADDRESS.some((part) => isAddress(fill({ [first.column]: part })))) return
  issues.push({
    pointer,
    code: 'value_unknown',
    message: `${shortened(JSON.stringify(value))} does not become an e-mail address with any cell.`,
    hint: `Write "{${shortened(first.column)}}".`,
  })
}

/** A text without a column would give all rows the same person or key. */
function checkText(value: Json | undefined, pointer: string, issues: Issue[]): void {
  if (value === undefined) return
  if (typeof value === 'string' && compileTemplate(value).placeholders.length > 0) return
  const isName = typeof value === 'string' && /^[^{}]+$/.test(value)
  issues.push({
    pointer,
    code: typeof value === 'string' ? 'column_missing' : 'type',
    message: `"${pointer.slice(pointer.lastIndexOf('/') + 1)}" must be a text with a column in it.`,
    hint: isName ? `Write "{${value}}" for the column "${value}".` : 'Write for example "{student_no}".',
  })
}

function invalid(issues: readonly Issue[]): OpenBadgeError {
  return new OpenBadgeError('mapping_invalid', `the mapping is wrong at ${issuesInWords(issues)}`, { issues })
}
