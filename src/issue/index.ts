/** The public exports of this room. */

export type { JwtProfileName } from '../proof/jwt/jwt.js'
export type { Cryptosuite } from '../proof/suites/suites.js'
export { type Issued, type IssuedProof, type IssueOptions, issue, type ValidityStart } from './issue.js'
export { type IssueJwtOptions, issueJwt } from './issue-jwt.js'
export { type IssuedRow, type IssueManyOptions, issueMany } from './issue-many.js'
export {
  type PresentJwtOptions,
  type PresentOptions,
  present,
  presentJwt,
  type SignedPresentation,
} from './present.js'
