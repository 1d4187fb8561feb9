/**
 * `laurel/share`: badge art, sharing links, the share page and the printable certificate. This file only re-exports, and other
 * files as a whole, so that bundlers can leave out each unused one.
 */

export type { AlignmentFacts, CredentialFacts } from '../model/reading/credential-facts.js'
export * from './art/badge-image.js'
export * from './art/badge-png.js'
export * from './art/qr-code.js'
export * from './links/index.js'
export * from './pages/certificate.js'
export * from './pages/index.js'
export * from './pathway/pathway-image.js'
export * from './words/index.js'
