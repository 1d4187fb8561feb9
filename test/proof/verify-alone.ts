/** Verifies the proofs of a document, or a token, with a budget of its own. `verify` shares one budget among all. */
import { newWork } from '../../src/jsonld/budget/limits.js'
import * as proofs from '../../src/proof/data-integrity/verify-proofs.js'
import * as jwt from '../../src/proof/jwt/jwt.js'

type Rest<F> = F extends (work: never, ...rest: infer R) => unknown ? R : never

export const verifyProofs = (
  ...rest: Rest<typeof proofs.verifyProofs>
): ReturnType<typeof proofs.verifyProofs> => proofs.verifyProofs(newWork(), ...rest)

export const verifyJwt = (...rest: Rest<typeof jwt.verifyJwt>): ReturnType<typeof jwt.verifyJwt> =>
  jwt.verifyJwt(newWork(), ...rest)
