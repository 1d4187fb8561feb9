/** The dates of a credential and the claims nbf and exp (Open Badges 3.0, JSON Web Token Proof Format). */
import { VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import {
  readDateTimeStamp,
  readEnd,
  readStart,
  writeDateTimeStamp,
} from '../../encoding/forms/date-time-stamp.js'
import type { JsonObject } from '../../encoding/json.js'
import type { ProofWarning } from '../result/proof-result.js'
import { notRepeatedWarning, onlyInClaimWarning } from './claim-warnings.js'
import { jwtFault } from './jwt-fault.js'

/** The names of the dates in the two versions of the data model. */
export const DATES = {
  [VCDM_1]: { from: 'issuanceDate', until: 'expirationDate' },
  [VCDM_2]: { from: 'validFrom', until: 'validUntil' },
} as const

export type Version = keyof typeof DATES

/** Fills a date in from its claim. If both differ, the later start and the earlier end count. */
export function dateFromClaim(
  member: string,
  claim: number | undefined,
  name: 'nbf' | 'exp',
  credential: JsonObject,
  warnings: ProofWarning[],
): JsonObject {
  const value = credential[member]
  if (claim === undefined) {
    if (value !== undefined) warnings.push(notRepeatedWarning(name, member))
    return {}
  }
  const filled = { [member]: dateOf(claim) }
  if (value === undefined) {
    warnings.push(onlyInClaimWarning(name, member))
    return filled
  }
  const read = name === 'nbf' ? readStart : readEnd
  const time = typeof value === 'string' ? read(value) : undefined
  if (time === undefined) throw invalidDate(name, member)
  // A NumericDate has whole seconds here, so parts of a second are ignored.
  const difference = Math.floor(claim) - Math.floor(time / 1000)
  if (difference === 0) return {}
  warnings.push({
    code: 'jwt_claim_mismatch',
    message: `the claim ${name} differs from the credential's ${member}; the stricter date counts`,
    pointer: `/${member}`,
  })
  return (name === 'nbf' ? difference > 0 : difference < 0) ? filled : {}
}

function invalidDate(claim: string, member: string): Error {
  return jwtFault('jwt_claim_malformed', `the credential's ${member} is not a date`, {
    claim,
    pointer: `/${member}`,
  })
}

/** A NumericDate has whole seconds here, so parts of a second are cut off. */
export function seconds(credential: JsonObject, member: string): number | undefined {
  const value = credential[member]
  if (value === undefined) return undefined
  const time = typeof value === 'string' ? readDateTimeStamp(value) : undefined
  if (time === undefined) {
    throw jwtFault('jwt_claim_malformed', `the credential's ${member} is not a date`, {
      pointer: `/${member}`,
    })
  }
  return Math.floor(time / 1000)
}

function dateOf(numeric: number): string {
  const date = new Date(numeric * 1000)
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 0 || date.getUTCFullYear() > 9999) {
    throw jwtFault('jwt_claim_malformed', 'nbf or exp is outside the years 0 to 9999')
  }
  return writeDateTimeStamp(date)
}
