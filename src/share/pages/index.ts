/** The public exports of this room, except the files that export nothing else. */
export { type CredentialPageOptions, credentialPage } from './credential-page.js'
export { type Summary, type SummaryOptions, summarise, type Verdict } from './verdict.js'
