/** A badge that may count, the leaves that it could support, and the order of badges. */

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
  readonly signed: number
  readonly via: Support['via'] | undefined
  /** The verification is not complete: the badge counts only in the possible scenario. */
  readonly open: boolean
  /** Why the badge is open. */
  readonly because: UnusedReason | undefined
  readonly report: Report
  /** `null` if it is not known. */
  readonly inLanguage: string | null | undefined
  /** The node that it waives. Such a badge supports no leaf. */
  readonly waives: number | undefined
  /** The leaves whose tests the badge passes. */
  readonly leaves: readonly number[]
  /** The leaves for which this is not known. */
  readonly openLeaves: readonly number[]
  /** From the first rule on. */
  results: readonly BadgeResult[] | undefined
}

/** A version of a credential, whether it counts or not. */
export interface Version {
  readonly facts: Facts
  /** When its issuer signed it: milliseconds, or minus infinity if it does not say when. */
  readonly signed: number
  /** Issuer and id of the credential; all its versions have the same. */
  readonly credential: string
  /** Its issuer signed it. */
  readonly genuine: boolean
  /** Absent if it does not count. */
  readonly award: Award | undefined
}

/** By achievement, date, issuer and id, so that the order of the input does not matter. */
export function compareAwards(one: Award, other: Award): number {
  return (
    compareText(one.facts.achievementId, other.facts.achievementId) ||
    compareNumber(one.facts.awarded, other.facts.awarded) ||
    compareNumber(one.signed, other.signed) ||
    compareText(one.facts.issuer, other.facts.issuer) ||
    compareText(one.facts.id, other.facts.id) ||
    compareVersions(one, other) ||
    Number(other.open) - Number(one.open) ||
    compareText(JSON.stringify(one.facts.credential), JSON.stringify(other.facts.credential))
  )
}

type Dated = Pick<Version, 'facts' | 'signed'>

/** Newer versions of one credential after older ones, as `newerCredential` compares them. */
export const compareVersions = (one: Dated, other: Dated): number =>
  compareNumber(one.facts.from, other.facts.from) ||
  compareNumber(one.signed, other.signed) ||
  compareNumber(one.facts.awarded, other.facts.awarded)

const compareNumber = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1)

/** By code units, which do not depend on the machine's locale. */
export const compareText = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1)
