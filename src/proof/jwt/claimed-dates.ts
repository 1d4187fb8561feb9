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
import { onlyClaimed, unrepeated } from './claim-warnings.js'
import { jwtFault } from './jwt-fault.js'

/** The names that the two versions of the data model have for the same dates. */
export const DATES = {
  [VCDM_1]: { from: 'issuanceDate', until: 'expirationDate' },
  [VCDM_2]: { from: 'validFrom', until: 'validUntil' },
} as const

export type Version = keyof typeof DATES

/** The later start, the earlier end. */
export function dated(
  member: string,
  claim: number | undefined,
  name: 'nbf' | 'exp',
  credential: JsonObject,
  warnings: ProofWarning[],
): JsonObject {
  const value = credential[member]
  if (claim === undefined) {
    if (value !== undefined) warnings.push(unrepeated(name, member))
    return {}
  }
  const filled = { [member]: dateOf(claim) }
  if (value === undefined) {
    warnings.push(onlyClaimed(name, member))
    return filled
  }
  const read = name === 'nbf' ? readStart : readEnd
  const time = typeof value === 'string' ? read(value) : undefined
  if (time === undefined) throw undated(name, member)
  // NumericDate has whole seconds here: the part of a second that a date may have is cut off.
  const difference = Math.floor(claim) - Math.floor(time / 1000)
  if (difference === 0) return {}
  warnings.push({
    code: 'jwt_claim_mismatch',
    message: `the claim ${name} is not the credential's ${member}; the tighter date counts`,
    pointer: `/${member}`,
  })
  return (name === 'nbf' ? difference > 0 : difference < 0) ? filled : {}
}

function undated(claim: string, member: string): Error {
  return jwtFault('jwt_claim_malformed', `the credential's ${member} is no date`, {
    claim,
    pointer: `/${member}`,
  })
}

/** NumericDate has whole seconds here: the part of a second that a date may have is cut off. */
export function seconds(credential: JsonObject, member: string): number | undefined {
  const value = credential[member]
  if (value === undefined) return undefined
  const time = typeof value === 'string' ? readDateTimeStamp(value) : undefined
  if (time === undefined) throw jwtFault('jwt_claim_malformed', `the credential's ${member} is no date`)
  return Math.floor(time / 1000)
}

function dateOf(numeric: number): string {
  const date = new Date(numeric * 1000)
  if (Number.isNaN(date.getTime()) || Math.abs(date.getUTCFullYear()) > 9999) {
    throw jwtFault('jwt_claim_malformed', 'a date claim is out of range')
  }
  return writeDateTimeStamp(date)
}
