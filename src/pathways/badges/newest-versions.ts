/** All versions and copies of one credential count as one badge. */

import { isJsonObject } from '../../encoding/json.js'
import type { UnusedReason } from '../evaluate/types.js'
import { type Award, compareText, compareVersions, type Version } from './award.js'
import type { Facts } from './facts.js'

export interface Dropped {
  readonly award: Award
  readonly because: UnusedReason
}

interface Chosen {
  readonly kept: Award[]
  readonly dropped: Dropped[]
}

/**
 * Only the newest version that the issuer signed can count, even if that version does not count itself. A version that nobody
 * has proven replaces none; it stays open if it is newer. If the issuer withdrew a credential, no version is kept, even if an
 * older report verified it.
 */
export function newestVersions(versions: readonly Version[], withdrawn: ReadonlySet<string>): Chosen {
  const chosen: Chosen = { kept: [], dropped: [] }
  const credentials = new Map<string, Version[]>()
  for (const version of versions) {
    const list = credentials.get(version.credential)
    if (list === undefined) credentials.set(version.credential, [version])
    else list.push(version)
  }
  for (const [credential, list] of credentials) {
    if (withdrawn.has(credential)) {
      for (const { award } of list)
        if (award !== undefined) chosen.dropped.push({ award, because: 'withdrawn' })
    } else if (list.length > 1) keepNewest(list, chosen)
    else if (list[0]!.award !== undefined) chosen.kept.push(list[0]!.award)
  }
  return chosen
}

function keepNewest(versions: readonly Version[], { kept, dropped }: Chosen): void {
  const list = versions.map((version) => ({ ...version, ...textsOf(version.facts) }))
  list.sort((one, other) => compareVersions(other, one) || compareText(other.text, one.text))
  const newest = list.find(({ genuine }) => genuine)
  type Each = (typeof list)[number]
  const isOther = ({ content }: Each): boolean => newest !== undefined && content !== newest.content
  const isOlder = (each: Each): boolean => isOther(each) && isBefore(each, newest!)
  // A derived proof shows a part of a version, so another content is not another version.
  const isWhole = ({ facts, genuine }: Each): boolean => genuine && !facts.selected
  const hasRival =
    newest && isWhole(newest) && list.some((each) => isWhole(each) && isOther(each) && !isOlder(each))
  const taken = new Map<string, string>()
  for (const each of list.sort(
    (one, other) => Number(one.award?.open === true) - Number(other.award?.open === true),
  )) {
    const { award, genuine, content, text } = each
    if (award === undefined) continue
    const first = taken.get(content)
    if (first !== undefined) dropped.push({ award, because: first === text ? 'duplicate' : 'superseded' })
    else if (isOlder(each)) dropped.push({ award, because: 'superseded' })
    else {
      taken.set(content, text)
      kept.push(hasRival && genuine ? { ...award, open: true, because: 'version_unknown' } : award)
    }
  }
}

/** Whether the version is certainly older. A token does not say when it was signed. */
function isBefore(one: Version, other: Version): boolean {
  if (one.facts.from !== other.facts.from) return one.facts.from < other.facts.from
  return one.signed !== Number.NEGATIVE_INFINITY && one.signed < other.signed
}

/** The text of the version, and what it says, whoever proves it and in whatever order its members are written. */
function textsOf({ credential }: Facts): { readonly text: string; readonly content: string } {
  const content = JSON.stringify({ ...credential, proof: undefined }, (_, value) =>
    isJsonObject(value) ? Object.fromEntries(Object.entries(value).sort(byName)) : value,
  )
  return { text: JSON.stringify(credential), content }
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  compareText(one, other)
