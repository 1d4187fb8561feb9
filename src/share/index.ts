/** `laurel/share`: badge art, sharing links, the share page and the printable certificate. */

export type { AlignmentFacts, CredentialFacts } from '../model/reading/credential-facts.js'
export { type BadgeColours, type BadgeDesign, badgeImage } from './art/badge-image.js'
export { badgePng, type RenderSvg } from './art/badge-png.js'
export { qrCode } from './art/qr-code.js'
export {
  type LinkedInFields,
  type LinkedInLink,
  type LinkedInOptions,
  linkedInAddToProfile,
} from './links/linked-in.js'
export { type SchemaOrgOptions, schemaOrgCredential } from './links/schema-org.js'
export { type Network, type ShareOptions, shareLinks } from './links/share-links.js'
export { type CertificateOptions, certificate } from './pages/certificate.js'
export { type CredentialPageOptions, credentialPage } from './pages/credential-page.js'
export {
  type MetadataOptions,
  type PageMetadata,
  pageMetadata,
  pageMetadataHtml,
} from './pages/page-metadata.js'
export { type Summary, summarise, type Verdict } from './pages/verdict.js'
export { type PathwayImageOptions, pathwayImage } from './pathway/pathway-image.js'
export { dayInWords, type Mark, WORDS, type Words } from './words/words.js'
