/** The signed credentials of a record: what can stand in one, and in which order. */
import { readStart } from '../../encoding/forms/date-time-stamp.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { comparePersons } from '../../identity/compare-persons.js'
import { md5Hex } from '../../identity/md5.js'
import { checkRecordedCredential } from '../../schema/check-record.js'
import { isOpenBadgesAlias, isOpenBadgesContext, isVersion1 } from '../../schema/contexts/context-scope.js'
import type { Draft } from '../assembly/draft.js'

/** The most that `verify` looks at by default. */
export const RECORD_PARTS_MAXIMUM = 256

const OTHERWISE =
  'present it beside the record with present(), or name it by its digest in relatedResource (VCDM 2.0, section 5.3)'

/** Pointers into what the caller gave: the order in the record is another. */
const at = (index: number, member = ''): string => `/credentials/${index}${member}`

/** The credentials as the record holds them: each as it was signed, the first awarded first. */
export function recordedParts(given: unknown, openBadges: string, draft: Draft): readonly JsonObject[] {
  if (!Array.isArray(given) || given.length === 0) {
    draft.add('missing', '/credentials', 'a record holds at least one signed credential', {
      expected: 'a list of signed credentials',
      found: Array.isArray(given) ? 'an empty list' : 'something else',
      hint: 'write credentials: [ … ], each as issue() returned it or as it was received',
    })
    return []
  }
  if (given.length > RECORD_PARTS_MAXIMUM) {
    draft.add('limit', '/credentials', 'the record holds more credentials than verifiers look at', {
      expected: `at most ${RECORD_PARTS_MAXIMUM}`,
      found: String(given.length),
      hint: 'issue several records with partial: true',
    })
    return []
  }
  const parts = (given as readonly unknown[]).flatMap((each, i) => partOf(each, i, openBadges, draft))
  refuseDoubles(parts, draft)
  return parts.map(({ part }) => part).sort((one, two) => compareText(orderOf(one), orderOf(two)))
}

interface Part {
  readonly index: number
  readonly part: JsonObject
}

function partOf(given: unknown, index: number, openBadges: string, draft: Draft): readonly Part[] {
  const part = draft.json(given, at(index))
  if (part === undefined) return []
  if (!isJsonObject(part) || [part['type']].flat().includes('EnvelopedVerifiableCredential')) {
    draft.add(
      'wrong_type',
      at(index),
      'a record holds credentials as JSON with a proof; a token does not fit',
      {
        expected: 'a credential with its proof',
        found: typeof part === 'string' ? 'a text' : 'something else',
        hint: OTHERWISE,
      },
    )
    return []
  }
  if (part['proof'] === undefined) {
    draft.add('missing', at(index, '/proof'), 'the credential is not signed', {
      expected: 'a proof by its own issuer',
      found: 'nothing',
      hint: 'issue it first; the record is signed by whoever collects, and vouches for no part',
    })
  }
  if (!fits(part['@context'], openBadges)) {
    draft.add(
      'context_clash',
      at(index, '/@context'),
      'JSON-LD takes a credential of these versions in no record of the versions asked for',
      {
        expected: `VCDM 2.0, and ${openBadges} for a badge`,
        found: 'other versions',
        hint: `${OTHERWISE}; where all badges name context-3.0.2.json, use openBadgesContext: '3.0.2'`,
      },
    )
    return [{ index, part }]
  }
  for (const issue of checkRecordedCredential(part)) {
    if (issue.severity === 'error') draft.add(issue.code, at(index, issue.pointer), issue.message, issue)
  }
  return [{ index, part }]
}

/** Whether the contexts of the record leave those of a credential inside it as they are. */
function fits(contexts: Json | undefined, openBadges: string): boolean {
  if (!Array.isArray(contexts) || isVersion1(contexts)) return false
  const own = (contexts as readonly Json[]).filter(
    (item) => isOpenBadgesContext(item) || isOpenBadgesAlias(item),
  )
  return own.every((item) => item === openBadges)
}

/** One node of the graph has one id: two credentials with one would be merged. */
function refuseDoubles(parts: readonly Part[], draft: Draft): void {
  const seen = new Set<Json>()
  for (const { part, index } of parts) {
    const { id } = part
    if (id === undefined) continue
    if (seen.has(id)) {
      draft.add('duplicate_id', at(index, '/id'), 'two credentials of the record have the same id', {
        expected: 'each credential once',
        found: 'an id that stands above',
        hint: 'keep the newest version',
      })
    }
    seen.add(id)
  }
}

/** Refuses whatever `verify` would take for somebody else's. */
export function refuseOthers(given: unknown, subject: Json, knownAs: readonly unknown[], draft: Draft): void {
  if (!Array.isArray(given) || !isJsonObject(subject)) return
  ;(given as readonly Json[]).forEach((part, index) => {
    if (!isJsonObject(part)) return
    const { credentialSubject: theirs } = part
    const known = [theirs].flat().some((one) => isJsonObject(one) && knownAs.includes(one['id']))
    if (known || comparePersons(subject, theirs, { md5: md5Hex }) !== 'other') return
    draft.add('other_person', at(index, '/credentialSubject'), 'the credential was issued to somebody else', {
      expected: 'the recipient of the record',
      found: 'another person',
      hint: 'leave it out; where the person is the same, name the id in knownAs, or an address in plain text in recipient',
    })
  })
}

/** When it was awarded, then its id. Instants are compared as such, whatever the zone. */
function orderOf({ awardedDate, validFrom, id }: JsonObject): string {
  const awarded = readStart(String(awardedDate ?? validFrom))
  return `${awarded === undefined ? '' : new Date(awarded).toISOString()} ${String(id ?? '')}`
}

function compareText(one: string, two: string): number {
  return one < two ? -1 : one > two ? 1 : 0
}
