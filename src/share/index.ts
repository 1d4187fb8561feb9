/** `laurel/share`: badge art, sharing links, the share page and the printable certificate. */
export { type BadgeColours, type BadgeDesign, badgeImage } from './badge-image.js'
export { type CertificateOptions, certificate } from './certificate.js'
export { type AlignmentFacts, type CredentialFacts, credentialFacts } from './credential-facts.js'
export { type CredentialPageOptions, credentialPage } from './credential-page.js'
export {
  type LinkedInFields,
  type LinkedInLink,
  type LinkedInOptions,
  linkedInAddToProfile,
} from './linked-in.js'
export { type MetadataOptions, type PageMetadata, pageMetadata, pageMetadataHtml } from './page-metadata.js'
export { qrCode } from './qr-code.js'
export { type SchemaOrgOptions, schemaOrgCredential } from './schema-org.js'
export { type Network, type ShareOptions, shareLinks } from './share-links.js'
export { type Summary, summarise, type Verdict } from './verdict.js'
export { dayInWords, type Mark, WORDS, type Words } from './words.js'
