/** One credential is one badge, whatever the number of its versions and copies. */

import type { UnusedReason } from '../evaluate/types.js'
import { type Award, compareVersions, sameVersion } from './award.js'

export interface Dropped {
  readonly award: Award
  readonly because: UnusedReason
}

/**
 * Keeps the newest verified version of each credential, and newer ones whose verification is open beside it. Of a
 * credential that its issuer withdrew nothing is kept, however old the report of a version.
 */
export function newestVersions(
  awards: readonly Award[],
  withdrawn: ReadonlySet<string>,
): { readonly kept: Award[]; readonly dropped: readonly Dropped[] } {
  if (withdrawn.size === 0 && areApart(awards)) return { kept: [...awards], dropped: [] }
  const versions = new Map<string, Award[]>()
  for (const award of awards) {
    const list = versions.get(award.credential)
    if (list === undefined) versions.set(award.credential, [award])
    else list.push(award)
  }
  const kept: Award[] = []
  const dropped: Dropped[] = []
  for (const [credential, list] of versions) {
    if (withdrawn.has(credential))
      dropped.push(...list.map((award) => ({ award, because: 'withdrawn' as const })))
    else if (list.length === 1) kept.push(list[0]!)
    else choose(list.sort(compareVersions).reverse(), kept, dropped)
  }
  return { kept, dropped }
}

/** Whether no two are of one credential, as is usual. */
function areApart(awards: readonly Award[]): boolean {
  const ids = new Set<string>()
  for (const { facts } of awards) ids.add(facts.id)
  return ids.size === awards.length
}

/** Newest first. */
function choose(list: readonly Award[], kept: Award[], dropped: Dropped[]): void {
  const newest = list.find(({ open }) => !open)
  const taken: Award[] = []
  for (const award of list) {
    const isCopy = taken.some((each) => sameVersion(each, award))
    const isOlder =
      newest !== undefined && award !== newest && (taken.includes(newest) || sameVersion(newest, award))
    if (isCopy || isOlder)
      dropped.push({
        award,
        because: isCopy || sameVersion(award, newest ?? award) ? 'duplicate' : 'superseded',
      })
    else taken.push(award)
  }
  kept.push(...taken)
}
