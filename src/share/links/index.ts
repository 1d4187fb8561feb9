/** The public exports of this room. */
export {
  type LinkedInFields,
  type LinkedInLink,
  type LinkedInOptions,
  linkedInAddToProfile,
} from './linked-in.js'
export {
  type MetadataOptions,
  type PageMetadata,
  pageMetadata,
  pageMetadataHtml,
} from './page-metadata.js'
export { type SchemaOrgOptions, schemaOrgCredential } from './schema-org.js'
export { type Network, type ShareOptions, shareLinks } from './share-links.js'
