/** A badge that may count: whose it is, where it would count, and in which order badges stand. */

import type { BadgeName, Candidate, Support, UnusedReason } from '../evaluate/types.js'
import type { Facts } from './facts.js'

export interface Award {
  readonly facts: Facts
  readonly candidate: Candidate
  readonly name: BadgeName
  /** Awards of one class count once. */
  readonly badgeClass: string
  /** One credential, whichever version of it. */
  readonly credential: string
  readonly via: Support['via'] | undefined
  /** Its verification is not complete: it counts only in what might be. */
  readonly open: boolean
  /** Why it is open. */
  readonly because: UnusedReason | undefined
  readonly trusted: boolean
  readonly inLanguage: string | undefined
  /** Leaves that it could support, all tests passed. */
  readonly leaves: readonly number[]
}

/** By achievement, date, issuer and id, so that the order in which badges were handed in never matters. */
export function compareAwards(one: Award, other: Award): number {
  return (
    compareText(one.facts.achievementId, other.facts.achievementId) ||
    compareNumber(one.facts.awarded, other.facts.awarded) ||
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
    compareText(textOf(one), textOf(other)) ||
    Number(other.open) - Number(one.open)
  )
}

export const sameVersion = (one: Award, other: Award): boolean =>
  one.facts.from === other.facts.from && textOf(one) === textOf(other)

const textOf = ({ facts }: Award): string => JSON.stringify(facts.credential)

const compareNumber = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1)

/** By code units: the same everywhere, whatever the language of the machine. */
export const compareText = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1)
