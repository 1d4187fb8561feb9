/** Makes the unsigned credential of a row: reads the cells by their types, fills the templates and hashes the recipient. */

import { hash } from 'node:crypto'
import { OPEN_BADGES, VCDM_2 } from '../../documents/context-urls.js'
import { type Duration, parseDuration } from '../../encoding/forms/duration.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { foldedAddress } from '../../identity/compare-identity.js'
import { dateAfter } from '../dates/date-after.js'
import { credentialNamespace, hyphenated, keySpellings, uuidV5Hex } from '../ids/credential-id.js'
import type { Row, RowIssue } from '../table/row.js'
import { columnFinder } from './column-finder.js'
import type { Mapping } from './mapping.js'
import { addressFolder, columnsOf, readCells } from './read-cells.js'
import { addressIssue, keyMissing, startMissing } from './row-issues.js'
import {
  type Cells,
  type CompiledTemplate,
  compileTemplate,
  type Filled,
  type Placeholder,
  type Template,
} from './template.js'

export interface BadgeDefinition {
  /** The issuer's profile; its `id` is the signer's controller. */
  readonly issuer: JsonObject
  /** The achievement; its `id` is part of every badge's id. */
  readonly achievement: JsonObject
  readonly mapping: Mapping
  /** The name of the batch. The same person can get the badge again in another one. */
  readonly batch: string
  /** 32 bytes from which the salts are derived, so that a repeated run gives the same bytes. */
  readonly seed: Uint8Array
  /** Start of validity where the mapping gives none, as RFC 3339 text. */
  readonly created: string
  /** Each row is a learner with signed badges, and becomes a record that holds them. */
  readonly record?: true
}

/** The person for whom a row is. */
export interface RowIdentity {
  /** Natural key, unique within the batch. */
  readonly key: string
  readonly id: string
  /** The 16 bytes of the id, in hexadecimal. */
  readonly hex: string
  /** The achievement's id. */
  readonly achievement: string
}

export interface RowReader {
  /** Values of the row's columns, or what is wrong with them. */
  readonly cells: (row: Row) => { readonly cells: Cells; readonly issues: readonly RowIssue[] }
  /** `isKnown` says whether the batch has a badge with this id: its key may have been spelt in another Unicode form. */
  readonly identity: (row: Row, cells: Cells, isKnown: (hex: string) => boolean) => RowIdentity | RowIssue
  /**
   * 8 bytes in hexadecimal that change with the recipient of a row; undefined where the recipient is the key. Without the
   * seed nobody can find the recipient from them.
   */
  readonly recipientMark: (cells: Cells, identity: RowIdentity) => string | undefined
  /** The unsigned credential. */
  readonly credential: (cells: Cells, identity: RowIdentity, status?: Json) => JsonObject
  /** The column that fills the place that a finding points to. */
  readonly columnAt: (pointer: string) => string | undefined
}

const CONTEXTS: readonly string[] = [VCDM_2, OPEN_BADGES]

const TYPES: readonly string[] = ['VerifiableCredential', 'OpenBadgeCredential']
const SUBJECT_TYPES: readonly string[] = ['AchievementSubject']

/** Compiles a definition once for all rows of a run. */
export function rowReader(definition: BadgeDefinition): RowReader {
  const { mapping, issuer, achievement, batch, created } = definition
  const seed = Buffer.from(definition.seed).toString('hex')
  const templates = {
    key: compileTemplate(mapping.key ?? null),
    email: compileTemplate(mapping.recipient.email ?? null),
    id: compileTemplate(mapping.recipient.id ?? null),
    name: compileTemplate(mapping.recipient.name ?? null),
    credential: compileTemplate(withoutSubject(mapping.credential ?? {}), { spelt: true }),
    subject: compileTemplate(subjectOf(mapping.credential ?? {}), { spelt: true }),
    achievement: compileTemplate(mapping.achievement ?? {}),
  }
  const { key, email, id, name, credential } = templates
  const namesIn = (...among: readonly CompiledTemplate[]): readonly string[] =>
    among.flatMap(({ placeholders }) => placeholders.map(({ column }) => column))
  const columns = columnsOf(
    mapping,
    namesIn(...Object.values(templates)),
    new Set(namesIn(key, email, id, name)),
    new Set(credential.placeholders.filter(isEnd).map(({ column }) => column)),
  )
  const folded = addressFolder(mapping, new Set(namesIn(key, id)))
  const columnAt = columnFinder(templates)
  const validity = mapping.validFor === undefined ? undefined : parseDuration(mapping.validFor)
  const start = compileTemplate(
    validity === undefined ? created : (mapping.credential?.['validFrom'] ?? created),
  )
  const namespace = new Map<string, Uint8Array>()
  const namespaceOf = (achievementId: string): Uint8Array => {
    let found = namespace.get(achievementId)
    if (found === undefined) {
      found = credentialNamespace({ issuer: String(issuer['id']), achievement: achievementId, batch })
      namespace.set(achievementId, found)
    }
    return found
  }

  /** Folded if it is the recipient's address. */
  const keyOf = (cells: Cells, folds = true): Filled => {
    if (mapping.key === undefined) return recipientKey(templates, cells)
    const text = key.fill(cells)
    const address = email.fill(cells)
    const isAddress = folds && typeof text === 'string' && typeof address === 'string'
    return isAddress && foldedAddress(text) === foldedAddress(address) ? foldedAddress(text) : text
  }

  return {
    cells: (row) => readCells(row, columns),
    identity: (row, cells, isKnown) => {
      const key = keyOf(folded(cells))
      if (key === undefined || key === null || key === '') {
        return keyMissing(row)
      }
      const noAddress = addressIssue(row, email.fill(cells), email.placeholders[0]?.column)
      if (noAddress !== undefined) return noAddress
      if (start.fill(cells) === undefined) return startMissing(row, start.placeholders[0]!.column)
      const overlay = templates.achievement.fill(cells)
      const own =
        isJsonObject(overlay) && typeof overlay['id'] === 'string' ? overlay['id'] : achievement['id']
      const within = namespaceOf(String(own))
      const text = String(key)
      // Earlier versions did not fold addresses in keys.
      const spellings = [...new Set([text, String(keyOf(cells, false))].flatMap(keySpellings))]
      const hex =
        (spellings.length > 1
          ? spellings.map((spelling) => uuidV5Hex(spelling, within)).find(isKnown)
          : undefined) ?? uuidV5Hex(text.normalize('NFC'), within)
      return { key: text, id: `urn:uuid:${hyphenated(hex)}`, hex, achievement: String(own) }
    },
    recipientMark: (cells, { id }) => {
      if (mapping.key === undefined) return undefined
      const recipient = String(recipientKey(templates, folded(cells)) ?? '').normalize('NFC')
      return hash('sha256', `${seed}${id} recipient ${recipient}`).slice(0, 16)
    },
    credential: (cells, { id }, status) => {
      const overlay = templates.achievement.fill(cells)
      const subject: Record<string, Json> = { type: SUBJECT_TYPES }
      const recipientId = templates.id.fill(cells)
      if (recipientId !== undefined && recipientId !== null) subject['id'] = recipientId
      const identifiers = identifiersOf(templates, cells, seed, id)
      if (identifiers.length > 0) subject['identifier'] = identifiers
      const award =
        isJsonObject(overlay) && Object.keys(overlay).length > 0
          ? { ...achievement, ...overlay }
          : achievement
      subject['achievement'] = award
      const own = members(templates.credential.fill(cells))
      return {
        '@context': CONTEXTS,
        id,
        type: TYPES,
        name: award['name'] ?? 'Open Badge',
        issuer,
        validFrom: created,
        ...own,
        ...(validity === undefined ? {} : validUntil(own['validFrom'] ?? created, validity)),
        credentialSubject: withOverlay(subject, members(templates.subject.fill(cells))),
        ...(status === undefined ? {} : { credentialStatus: status }),
      }
    },
    columnAt,
  }
}

/** The end of a badge's validity, where a day means its end. */
function isEnd({ pointer }: Placeholder): boolean {
  return pointer === '/validUntil'
}

/** The seed comes first and both have fixed lengths, so that the hash is as good as a keyed one. Both in hexadecimal. */
export function identifierSalt(seed: string, id: string): string {
  return hash('sha256', seed + id).slice(0, 32)
}

type Templates = Readonly<
  Record<'key' | 'email' | 'id' | 'name', { readonly fill: (cells: Cells) => Filled }>
>

function recipientKey(templates: Templates, cells: Cells): Filled {
  const id = templates.id.fill(cells)
  if (id !== undefined && id !== null) return id
  const email = templates.email.fill(cells)
  return typeof email === 'string' ? email.toLowerCase() : email
}

function identifiersOf(templates: Templates, cells: Cells, seed: string, id: string): Json[] {
  const identifiers: Json[] = []
  const email = templates.email.fill(cells)
  if (typeof email === 'string') {
    const salt = identifierSalt(seed, id)
    identifiers.push({
      type: 'IdentityObject',
      hashed: true,
      identityHash: `sha256$${hash('sha256', foldedAddress(email) + salt)}`,
      identityType: 'emailAddress',
      salt,
    })
  }
  const name = templates.name.fill(cells)
  if (typeof name === 'string') {
    identifiers.push({ type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' })
  }
  return identifiers
}

/** If the start is not a date, the check of the credential reports it. */
function validUntil(start: Json, duration: Duration): JsonObject {
  const end = typeof start === 'string' ? dateAfter(start, duration) : undefined
  return end === undefined ? {} : { validUntil: end }
}

/** Identifiers of the mapping are added after the recipient's own. They never replace them. */
function withOverlay(subject: Record<string, Json>, overlay: JsonObject): JsonObject {
  const { identifier: own } = subject
  Object.assign(subject, overlay)
  const { identifier: more } = overlay
  if (own !== undefined && more !== undefined) subject['identifier'] = [own, more].flat()
  return subject
}

function withoutSubject(credential: JsonObject): Template {
  const { credentialSubject: _, ...rest } = credential as Readonly<Record<string, Json>>
  return rest
}

function subjectOf(credential: JsonObject): Template {
  const subject = credential['credentialSubject']
  return isJsonObject(subject) ? subject : {}
}

function members(filled: Filled): JsonObject {
  return isJsonObject(filled) ? filled : {}
}
