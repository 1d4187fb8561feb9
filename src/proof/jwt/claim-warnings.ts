/** Warnings for members that only the credential or only the claims have. */
import type { ProofWarning } from '../result/proof-result.js'
import type { RegisteredClaim } from './jwt-profile.js'

/** Claims that each token must have (Open Badges 3.0, JSON Web Token Proof Format). The others repeat optional members. */
const DEMANDED: ReadonlySet<RegisteredClaim> = new Set(['iss', 'jti', 'nbf'])

export function notRepeatedWarning(name: RegisteredClaim, member: string): ProofWarning {
  return {
    code: DEMANDED.has(name) ? 'jwt_claim_missing' : 'jwt_claim_unrepeated',
    message: `the JWT does not repeat the ${member} in its claim ${name}`,
  }
}

export function onlyInClaimWarning(name: RegisteredClaim, member: string): ProofWarning {
  const message = `only the claim ${name} has the ${member}`
  return { code: 'jwt_claim_only', message, pointer: `/${member}` }
}
