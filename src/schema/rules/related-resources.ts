/** Other documents that belong to a credential: each named once, with a digest that can be checked (VCDM 2.0 section 5.3). */
import { isJsonObject, itemsOf, type Json, type JsonObject } from '../../encoding/json.js'
import { readDigestMultibase, readSri } from '../classes/digest-text.js'
import type { IssueList } from '../issues/issue-list.js'

/** What a class cannot say of the members of `relatedResource`. */
export function relatedResourceRules(value: Json, pointer: string, findings: IssueList): void {
  const seen = new Set<Json>()
  for (const [item, place] of itemsOf(value, pointer)) {
    if (!isJsonObject(item)) continue
    const { id } = item
    if (id !== undefined && seen.has(id)) {
      findings.add('duplicate_id', `${place}/id`, 'a related resource is named twice', {
        expected: 'each resource once',
        found: 'the id of another entry',
        hint: 'put both digests into one entry',
      })
    } else if (id !== undefined) seen.add(id)
    digests(item, place, findings)
  }
}

function digests(item: JsonObject, place: string, findings: IssueList): void {
  const { digestSRI, digestMultibase } = item
  if (digestSRI === undefined && digestMultibase === undefined) {
    findings.add('missing', place, 'a related resource has no digest', {
      expected: 'digestSRI or digestMultibase',
      found: 'neither',
      hint: 'make the entry with relatedResource({ id, content })',
    })
  }
  check(digestSRI, `${place}/digestSRI`, (text) => readSri(text).length > 0, findings)
  check(
    digestMultibase,
    `${place}/digestMultibase`,
    (text) => readDigestMultibase(text) !== undefined,
    findings,
  )
}

function check(
  value: Json | undefined,
  place: string,
  fits: (text: string) => boolean,
  findings: IssueList,
): void {
  for (const [text, at] of itemsOf(value, place)) {
    if (typeof text !== 'string' || fits(text)) continue
    findings.add('invalid_digest', at, 'the digest cannot be checked', {
      expected: 'a digest of SHA-256, SHA-384 or SHA-512 at its full length',
      found: 'another text',
      hint: 'make the entry with relatedResource({ id, content })',
    })
  }
}
