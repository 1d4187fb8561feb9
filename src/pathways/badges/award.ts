/** A badge that may count, the leaves that it could support, and the order of badges. */

import { signedAt } from '../../model/reading/comparison.js'
import type { Report } from '../../verify/index.js'
import type { BadgeName, Candidate, Support, UnusedReason } from '../evaluate/types.js'
import type { Facts } from './facts.js'
import type { BadgeResult } from './result-rule.js'

export interface Award {
  readonly facts: Facts
  readonly candidate: Candidate
  readonly name: BadgeName
  /** Several awards of one class count once. */
  readonly badgeClass: string
  /** Issuer and id of the credential; all its versions have the same. */
  readonly credential: string
  readonly via: Support['via'] | undefined
  /** The verification is not complete: the badge counts only in the possible scenario. */
  readonly open: boolean
  /** Why the badge is open. */
  readonly because: UnusedReason | undefined
  readonly report: Report
  /** `null` if it is not known. */
  readonly inLanguage: string | null | undefined
  /** The leaves whose tests the badge passes. */
  readonly leaves: readonly number[]
  /** The leaves for which this is not known. */
  readonly openLeaves: readonly number[]
  /** From the first rule on. */
  results: readonly BadgeResult[] | undefined
  /** The text of the version, from the first comparison on. */
  text: string | undefined
}

/** By achievement, date, issuer and id, so that the order of the input does not matter. */
export function compareAwards(one: Award, other: Award): number {
  return (
    compareText(one.facts.achievementId, other.facts.achievementId) ||
    compareNumber(one.facts.awarded, other.facts.awarded) ||
    compareNumber(signedAt(one.facts.credential), signedAt(other.facts.credential)) ||
    compareText(one.facts.issuer, other.facts.issuer) ||
    compareText(one.facts.id, other.facts.id) ||
    compareVersions(one, other)
  )
}

/** Newer versions of one credential after older ones. */
export function compareVersions(one: Award, other: Award): number {
  return (
    compareNumber(one.facts.from, other.facts.from) ||
    compareNumber(one.facts.awarded, other.facts.awarded) ||
    compareNumber(signedAt(one.facts.credential), signedAt(other.facts.credential)) ||
    compareText(textOf(one), textOf(other)) ||
    Number(other.open) - Number(one.open)
  )
}

/** The same for two copies of one version of a credential. */
export const versionOf = (award: Award): string => `${award.facts.from} ${textOf(award)}`

function textOf(award: Award): string {
  award.text ??= JSON.stringify(award.facts.credential)
  return award.text
}

const compareNumber = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1)

/** By code units, which do not depend on the machine's locale. */
export const compareText = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1)
