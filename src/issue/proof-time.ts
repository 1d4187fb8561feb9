/** The time of a proof. A badge may begin later; its proof may not, because nobody can sign in the future. */
import { CLOCK_SKEW_SECONDS, isValidDate, writeDateTimeStamp } from '../encoding/forms/date-time-stamp.js'
import { OpenBadgeError } from '../errors.js'
import type { Clock } from '../ports.js'

function systemClock(): Date {
  return new Date()
}

/** The clock of a call, which checks its own answers. @throws TypeError, in a call of the clock */
export function clockOf(caller: string, now: Clock = systemClock): Clock {
  return () => {
    const date: unknown = now()
    if (isValidDate(date)) return date
    throw new TypeError(`${caller}: now must give a Date: write () => new Date(…)`)
  }
}

/**
 * @param option the name of the option with the time
 * @throws OpenBadgeError `proof_invalid` (`proof_not_yet_valid`) for a time that `verify` would refuse at this moment
 */
export function refuseFutureProof(option: string, time: Date, now: Date): void {
  if (time.getTime() <= now.getTime() + CLOCK_SKEW_SECONDS * 1000) return
  throw new OpenBadgeError(
    'proof_invalid',
    `${option} is ${writeDateTimeStamp(time)}, which is in the future, and verifiers refuse such a proof; leave ${option} out`,
    { reason: 'proof_not_yet_valid', pointer: '/proof/created' },
  )
}
