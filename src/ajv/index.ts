/** `laurel/ajv`: registers the published schemas with a caller's Ajv. */
export { type AjvInstance, type OpenBadgeSchemasOptions, openBadgeSchemas } from './open-badge-schemas.js'
export type { SchemaForm } from './published-schemas.js'
