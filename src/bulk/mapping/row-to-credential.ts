/** Makes the unsigned credential of a row: reads the cells by their types, fills the templates and hashes the recipient. */

import { OPEN_BADGES, VCDM_2 } from '../../documents/context-urls.js'
import { type Duration, parseDuration } from '../../encoding/forms/duration.js'
import { normalForm } from '../../encoding/forms/normal-form.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { foldedAddress } from '../../identity/compare-identity.js'
import { dateAfter } from '../dates/date-after.js'
import { credentialNamespace, hyphenated, keySpellings, uuidV5Hex } from '../ids/credential-id.js'
import { ADDRESS_SPELLINGS, type Fold, keyAddress } from '../ids/key-address.js'
import type { Row, RowIssue } from '../table/row.js'
import { columnFinder } from './column-finder.js'
import { headerOf, type Mapping } from './mapping.js'
import { addressFolder, columnsOf, readCells } from './read-cells.js'
import {
  addressIn,
  hasTwoKeys,
  identifiersOf,
  isNone,
  type MarksOf,
  type RowIdentity,
  recipientKey,
  recipientMarks,
} from './recipient.js'
import { addressIssue, keyMissing, keyUnseen, startMissing } from './row-issues.js'
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

export interface RowReader {
  /** Values of the row's columns, or what is wrong with them. */
  readonly cells: (row: Row) => { readonly cells: Cells; readonly issues: readonly RowIssue[] }
  /** `isKnown` says whether the batch has a badge with this id: its key may have been spelt in another Unicode form. */
  readonly identity: (row: Row, cells: Cells, isKnown: (hex: string) => boolean) => RowIdentity | RowIssue
  /** By which the journal knows the recipient again. */
  readonly marks: MarksOf
  /** The unsigned credential. */
  readonly credential: (cells: Cells, identity: RowIdentity, status?: Json) => JsonObject
  /** The column that fills the place that a finding points to. */
  readonly columnAt: (pointer: string, cells: Cells) => string | undefined
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

  const foldIn = (fold: Fold) => addressFolder(mapping, new Set(namesIn(key, id)), fold)
  /** Folded if it is the recipient's address. */
  const keyIn = (cells: Cells, fold: Fold): Filled => {
    if (mapping.key === undefined) return recipientKey(templates, cells, fold)
    const text = key.fill(cells)
    const address = email.fill(cells)
    const isAddress = typeof text === 'string' && typeof address === 'string'
    return isAddress && keyAddress(text) === keyAddress(address) ? fold(text) : text
  }
  const keys = ADDRESS_SPELLINGS.map((fold) => {
    const folded = foldIn(fold)
    return (cells: Cells): Filled => keyIn(folded(cells), fold)
  })
  const addresses = ADDRESS_SPELLINGS.map(
    (fold) =>
      (cells: Cells): Filled =>
        addressIn(templates, cells, fold),
  )
  const twoKeys = hasTwoKeys(mapping)
  const headerIn = ({ placeholders: [first] }: CompiledTemplate): string | undefined =>
    first && headerOf(mapping, first.column)
  const keyColumn = headerIn(key)

  return {
    cells: (row) => readCells(row, columns),
    identity: (row, cells, isKnown) => {
      const key = keys[0]!(cells)
      if (key === undefined || key === null || key === '') return keyMissing(row, mapping)
      const noAddress = addressIssue(row, email.fill(cells), headerIn(email))
      if (noAddress !== undefined) return noAddress
      if (start.fill(cells) === undefined) return startMissing(row, headerIn(start)!)
      const overlay = templates.achievement.fill(cells)
      const own =
        isJsonObject(overlay) && typeof overlay['id'] === 'string' ? overlay['id'] : achievement['id']
      const within = namespaceOf(String(own))
      const text = String(key)
      const among = spellings(keys, cells).map((each) => uuidV5Hex(each, within))
      const usual = uuidV5Hex(normalForm(text, 'NFC'), within)
      const hex = among.length > 1 ? (among.find(isKnown) ?? usual) : usual
      const byId = twoKeys && !isNone(id.fill(cells))
      const gained =
        byId && !isKnown(hex)
          ? spellings(addresses, cells)
              .map((each) => uuidV5Hex(each, within))
              .find(isKnown)
          : undefined
      const unseen = isKnown(gained ?? hex) ? undefined : keyUnseen(row, text, keyColumn)
      if (unseen !== undefined) return unseen
      return {
        key: text,
        id: `urn:uuid:${hyphenated(gained ?? hex)}`,
        hex: gained ?? hex,
        achievement: String(own),
        ...(gained === undefined ? { byId } : { gained: true }),
      }
    },
    marks: recipientMarks(mapping, templates, seed, foldIn(foldedAddress)),
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
const isEnd = ({ pointer }: Placeholder): boolean => pointer === '/validUntil'

/** All spellings of a key that a badge may have. */
function spellings(of: readonly ((cells: Cells) => Filled)[], cells: Cells): readonly string[] {
  const [text, plain] = [String(of[0]!(cells)), String(of[1]!(cells))]
  const isOnly = text === plain && !/[^\x00-\x7f]/.test(text)
  const texts = isOnly ? [text] : [...new Set(of.map((each) => String(each(cells))))]
  return texts.flatMap(keySpellings)
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
