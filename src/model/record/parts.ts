/** The signed credentials of a record: which ones it can hold, and their order. */
import { readStart } from '../../encoding/forms/date-time-stamp.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { isReport, REPORT_HINT } from '../../encoding/json-value.js'
import { comparePersons } from '../../identity/compare-persons.js'
import { md5Hex } from '../../identity/md5.js'
import { checkRecordedCredential } from '../../schema/check-record.js'
import { isOpenBadgesAlias, isOpenBadgesContext, isVersion1 } from '../../schema/contexts/context-scope.js'
import type { Draft } from '../assembly/draft.js'

/** As many as `verify` checks by default. */
export const RECORD_PARTS_MAXIMUM = 256

const ALTERNATIVE = 'present it beside the record with present(), or name it in relatedResource by its digest'

/** Pointers into the caller's list, because the record has another order. */
const at = (index: number, member = ''): string => `/credentials/${index}${member}`

/** The credentials of the record: unchanged, the earliest award first. */
export function recordedParts(given: unknown, openBadges: string, draft: Draft): readonly JsonObject[] {
  if (!Array.isArray(given) || given.length === 0) {
    draft.add('missing', '/credentials', 'a record must have at least one signed credential', {
      expected: 'a list of signed credentials',
      found: Array.isArray(given) ? 'an empty list' : 'something else',
      hint: 'write credentials: [ … ], each as issue() returned it or as it was received',
    })
    return []
  }
  if (given.length > RECORD_PARTS_MAXIMUM) {
    draft.add(
      'limit',
      '/credentials',
      `verifiers check at most ${RECORD_PARTS_MAXIMUM} credentials of a record`,
      {
        expected: `at most ${RECORD_PARTS_MAXIMUM}`,
        found: String(given.length),
        hint: 'issue several records with partial: true',
      },
    )
    return []
  }
  const parts = (given as readonly unknown[]).flatMap((each, i) => partOf(each, i, openBadges, draft))
  refuseDuplicateIds(parts, draft)
  return parts.map(({ part }) => part).sort((one, two) => compareText(orderOf(one), orderOf(two)))
}

interface Part {
  readonly index: number
  readonly part: JsonObject
}

function partOf(given: unknown, index: number, openBadges: string, draft: Draft): readonly Part[] {
  const part = draft.json(given, at(index))
  if (part === undefined) return []
  if (typeof part === 'string' && /^\s*\{/.test(part)) {
    draft.add('wrong_type', at(index), 'this is the text of a credential, not the credential', {
      expected: 'a credential with its proof',
      found: 'JSON text',
      hint: 'parse it first: JSON.parse(text)',
    })
    return []
  }
  if (!isJsonObject(part) || [part['type']].flat().includes('EnvelopedVerifiableCredential')) {
    draft.add(
      'wrong_type',
      at(index),
      'a record can only hold credentials as JSON with a proof, not tokens',
      {
        expected: 'a credential with its proof',
        found: typeof part === 'string' ? 'a text' : 'something else',
        hint: ALTERNATIVE,
      },
    )
    return []
  }
  if (isReport(part)) {
    draft.add('wrong_type', at(index), 'this is a report, not a credential', {
      expected: 'a credential with its proof',
      found: 'a report of verify()',
      hint: REPORT_HINT,
    })
    return []
  }
  if (part['proof'] === undefined) {
    draft.add('missing', at(index, '/proof'), 'the credential is not signed', {
      expected: 'a proof by its own issuer',
      found: 'nothing',
      hint: 'issue it first; the signature of the record does not replace it',
    })
  }
  if (!fits(part['@context'], openBadges)) {
    draft.add(
      'context_clash',
      at(index, '/@context'),
      'the contexts are not those of the record, and JSON-LD cannot combine the versions',
      {
        expected: `VCDM 2.0, and ${openBadges} for a badge`,
        found: 'other versions',
        hint: `${ALTERNATIVE}; if all badges have context-3.0.2.json, use openBadgesContext: '3.0.2'`,
      },
    )
    return [{ index, part }]
  }
  for (const issue of checkRecordedCredential(part)) {
    if (issue.severity === 'error') draft.add(issue.code, at(index, issue.pointer), issue.message, issue)
  }
  return [{ index, part }]
}

/** Whether the contexts of the record do not change the meaning of the credential. */
function fits(contexts: Json | undefined, openBadges: string): boolean {
  if (!Array.isArray(contexts) || isVersion1(contexts)) return false
  const own = (contexts as readonly Json[]).filter(
    (item) => isOpenBadgesContext(item) || isOpenBadgesAlias(item),
  )
  return own.every((item) => item === openBadges)
}

/** Two credentials with the same id would be one node of the graph. */
function refuseDuplicateIds(parts: readonly Part[], draft: Draft): void {
  const seen = new Set<Json>()
  for (const { part, index } of parts) {
    const { id } = part
    if (id === undefined) continue
    if (seen.has(id)) {
      draft.add('duplicate_id', at(index, '/id'), 'two credentials of the record have the same id', {
        expected: 'each credential once',
        found: 'the id of an earlier credential',
        hint: 'keep only the newest version',
      })
    }
    seen.add(id)
  }
}

/** Refuses credentials that `verify` would report as those of another person. */
export function refuseOtherPersons(
  given: unknown,
  subject: Json,
  knownAs: readonly unknown[],
  draft: Draft,
): void {
  if (!Array.isArray(given) || !isJsonObject(subject)) return
  ;(given as readonly Json[]).forEach((part, index) => {
    if (!isJsonObject(part)) return
    const { credentialSubject: theirs } = part
    const known = [theirs]
      .flat()
      .some((one) => isJsonObject(one) && one['id'] !== undefined && knownAs.includes(one['id']))
    if (known || comparePersons(subject, theirs, { md5: md5Hex }) !== 'other') return
    draft.add(
      'other_person',
      at(index, '/credentialSubject'),
      'the credential was issued to another person',
      {
        expected: 'the recipient of the record',
        found: 'another person',
        hint: 'remove it; for another id of the same person, write the id into knownAs, or a plain address into recipient',
      },
    )
  })
}

/** The sort key: the date of the award in UTC, then the id. */
function orderOf({ awardedDate, validFrom, id }: JsonObject): string {
  const awarded = readStart(String(awardedDate ?? validFrom))
  return `${awarded === undefined ? '' : new Date(awarded).toISOString()} ${String(id ?? '')}`
}

function compareText(one: string, two: string): number {
  return one < two ? -1 : one > two ? 1 : 0
}
