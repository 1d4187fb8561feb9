/** What to say where a token and its credential do not repeat each other. */
import type { ProofWarning } from '../result/proof-result.js'
import type { RegisteredClaim } from './jwt-profile.js'

/** The profile demands these of every token (Open Badges 3.0, JSON Web Token Proof Format), and the others only where there is something to repeat. */
const DEMANDED: ReadonlySet<RegisteredClaim> = new Set(['iss', 'jti', 'nbf'])

export function unrepeated(name: RegisteredClaim, member: string): ProofWarning {
  return {
    code: DEMANDED.has(name) ? 'jwt_claim_missing' : 'jwt_claim_unrepeated',
    message: `the JWT does not repeat the ${member} in its claim ${name}`,
  }
}

export function onlyClaimed(name: RegisteredClaim, member: string): ProofWarning {
  const message = `the ${member} stands only in the claim ${name}`
  return { code: 'jwt_claim_only', message, pointer: `/${member}` }
}
