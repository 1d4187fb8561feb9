/** All versions and copies of one credential count as one badge. */

import type { UnusedReason } from '../evaluate/types.js'
import { type Award, compareVersions, versionOf } from './award.js'

export interface Dropped {
  readonly award: Award
  readonly because: UnusedReason
}

/**
 * Keeps the newest verified version of each credential, and the newer versions whose verification is open. If the issuer
 * withdrew a credential, no version is kept, even if an older report verified it.
 */
export function newestVersions(
  awards: readonly Award[],
  withdrawn: ReadonlySet<string>,
): { readonly kept: Award[]; readonly dropped: readonly Dropped[] } {
  if (withdrawn.size === 0 && areDistinct(awards)) return { kept: [...awards], dropped: [] }
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
    else keepNewest(list.sort(compareVersions).reverse(), kept, dropped)
  }
  return { kept, dropped }
}

/** Whether each credential is there once, as is usual. */
function areDistinct(awards: readonly Award[]): boolean {
  const ids = new Set<string>()
  for (const { facts } of awards) ids.add(facts.id)
  return ids.size === awards.length
}

/** @param list - the newest first */
function keepNewest(list: readonly Award[], kept: Award[], dropped: Dropped[]): void {
  const newest = list.find(({ open }) => !open)
  const taken = new Set<string>()
  let isTaken = false
  for (const award of list) {
    const version = versionOf(award)
    const isNewest = newest === undefined || version === versionOf(newest)
    if (taken.has(version) || (newest !== undefined && award !== newest && (isTaken || isNewest))) {
      dropped.push({ award, because: taken.has(version) || isNewest ? 'duplicate' : 'superseded' })
      continue
    }
    taken.add(version)
    kept.push(award)
    isTaken ||= award === newest
  }
}
