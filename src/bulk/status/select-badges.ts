/** Finds the badges for a change of status: by id, by the key of their row, or all. */
import { OpenBadgeError } from '../../errors.js'
import { credentialIdBytes, formatUuid, keySpellings, uuidBytes } from '../ids/credential-id.js'
import { ADDRESS_SPELLINGS, foldedId } from '../ids/key-address.js'
import type { BatchState } from '../journal/batch-state.js'
import type { BatchRecord } from '../journal/journal-records.js'

export interface BadgeSelection {
  /** Credential ids (`urn:uuid:…`). */
  readonly ids?: readonly string[]
  /** Keys of rows, as the mapping makes them. The case of e-mail addresses does not matter. */
  readonly keys?: readonly string[]
  /** Ids of the achievements to which the keys belong; default: all of the batch. */
  readonly achievements?: readonly string[]
  readonly all?: boolean
}

/**
 * Returns the positions of the badges in the journal.
 * @throws OpenBadgeError `status_invalid` (`unknown_badge`, `several_badges`, `no_badges`)
 */
export function selectBadges(state: BatchState, selection: BadgeSelection): readonly number[] {
  const { ids = [], keys = [], all = false } = selection
  // Who revokes all badges of a batch without any has probably named another journal.
  if (all && state.known.count === 0) throw invalid('no_badges', 'the batch has no badge yet', NO_BADGES)
  if (all) return Array.from({ length: state.known.count }, (_, position) => position)
  const positions = [...ids.map((id) => byId(state, id)), ...keys.map((key) => byKey(state, key, selection))]
  return [...new Set(positions)]
}

function byId(state: BatchState, id: string): number {
  const uuid = uuidBytes(id)
  const position = uuid === undefined ? -1 : state.known.find(uuid)
  return position < 0 ? missing(id) : position
}

function byKey(state: BatchState, key: string, { achievements }: BadgeSelection): number {
  const batch = state.batch!
  const among = achievements ?? [...new Set([batch.achievement, ...state.achievements])]
  const found = lookUp(state, batch, key, among)
  // Addresses and ids that are keys are recorded in one spelling, which has changed between versions.
  for (const fold of found.size === 0 ? ADDRESS_SPELLINGS : [])
    for (const text of key.includes('@') ? [fold(key), foldedId(key, fold)] : [foldedId(key, fold)])
      for (const each of lookUp(state, batch, text, among)) found.set(...each)
  const [first, ...others] = found
  if (first === undefined) return missing(key)
  if (others.length === 0) return first[1]
  const names = [...found].map(([achievement, position]) => {
    return `${achievement} (urn:uuid:${formatUuid(state.known.at(position).uuid)})`
  })
  throw invalid(
    'several_badges',
    `the row ${key} has badges for several achievements; choose one by its achievement (achievements, --achievement) or id (ids, --id): ${names.slice(0, 10).join(', ')}`,
  )
}

/** Achievement → position. */
function lookUp(
  state: BatchState,
  { issuer, batch }: BatchRecord,
  key: string,
  achievements: readonly string[],
): Map<string, number> {
  const found = new Map<string, number>()
  for (const achievement of achievements) {
    for (const spelling of keySpellings(key)) {
      const position = state.known.find(credentialIdBytes({ issuer, batch, achievement, key: spelling }))
      if (position >= 0) found.set(achievement, position)
    }
  }
  return found
}

function missing(name: string): never {
  throw invalid(
    'unknown_badge',
    `the batch has no badge ${name}; if its rows have several achievements, name one (achievements, --achievement), or give the id (ids, --id)`,
    KEYS,
  )
}

const NO_BADGES =
  'No run of it has signed anything. Check that it is the journal of the badges that you mean.'

/** What people take for a key: the number of a line. */
const KEYS =
  'The key of a row is the value of "key" in the mapping, such as S2601 for "{student_no}". Without "key" it is the id of the recipient, or else the e-mail address. It is not the number of the row. Ids (ids, --id) are in manifest.ndjson in the folder.'

function invalid(reason: string, message: string, hint?: string): OpenBadgeError {
  return new OpenBadgeError('status_invalid', message, { reason, ...(hint === undefined ? {} : { hint }) })
}
