/** `laurel/ajv`: the published schemas in a caller's own Ajv. */
export { type AjvInstance, type OpenBadgeSchemasOptions, openBadgeSchemas } from './open-badge-schemas.js'
export type { SchemaForm } from './published-schemas.js'
