/** What the package shows of this room. */
export { type Issued, type IssuedProof, type IssueOptions, issue } from './issue.js'
export { type IssueJwtOptions, issueJwt } from './issue-jwt.js'
export { type IssuedRow, type IssueManyOptions, issueMany } from './issue-many.js'
