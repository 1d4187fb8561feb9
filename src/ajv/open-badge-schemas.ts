/** The published schemas in a caller's own Ajv, for those who validate with it already. */
import { checkOptionNames } from '../encoding/options.js'
import { isDate } from '../schema/classes/value-kinds.js'
import { publishedSchemas, type SchemaDraft, type SchemaForm } from './published-schemas.js'

/** What is needed of an Ajv 8, of any of its classes. */
export interface AjvInstance {
  readonly opts: {
    readonly removeAdditional?: unknown
    readonly coerceTypes?: unknown
  }
  readonly formats: Readonly<Record<string, unknown>>
  addSchema(schema: object): unknown
  addFormat(name: string, format: { readonly type: 'string'; validate(text: string): boolean }): unknown
  getSchema(reference: string): unknown
}

export interface OpenBadgeSchemasOptions {
  /** `compact` (default): as JSON-LD lets strangers write it. `strict`: as it is certified, lists where it says lists. */
  readonly form?: SchemaForm
}

const OPTIONS: ReadonlySet<string> = new Set(['form'] satisfies (keyof OpenBadgeSchemasOptions)[])

/**
 * Registers the published schemas with your Ajv, and the formats that they use where it has none of that name. Refer to them by
 * name: `{ $ref: 'OpenBadgeCredential' }`, `OpenBadgeCredential11`, `EndorsementCredential`, `EndorsementCredential11`, `Profile`,
 * `Pathway`, `PathwayEvaluation`, `VerificationReport`. A schema says whether a document is well formed; only `verify` says
 * whether it is genuine.
 *
 * @param ajv - An Ajv 8 of any draft. It must not change what it validates: a changed badge is no longer what was signed.
 *   The schemas have tuples with an open end, of which an Ajv warns that has neither `strictTuples: false` nor `strict: false`.
 * @param options - `form`: `compact` (default) or `strict`.
 * @returns The same Ajv.
 * @throws TypeError for bad options, and for an Ajv with `removeAdditional` or `coerceTypes`, as Fastify makes it by default; Ajv's own
 *   error where a name is taken.
 * @example
 * import { Ajv2020 } from 'ajv/dist/2020.js'
 * const ajv = openBadgeSchemas(new Ajv2020({ strictTuples: false }))
 * const isBadge = ajv.compile({ $ref: 'OpenBadgeCredential' })
 * console.log(isBadge(signed))
 */
export function openBadgeSchemas<A extends AjvInstance>(ajv: A, options: OpenBadgeSchemasOptions = {}): A {
  checkOptionNames('openBadgeSchemas', options, OPTIONS)
  const { form = 'compact' } = options
  if (form !== 'compact' && form !== 'strict')
    throw new TypeError("openBadgeSchemas: form is 'compact' or 'strict'")
  refuseChanges(ajv)
  if (ajv.formats['date'] === undefined) ajv.addFormat('date', { type: 'string', validate: isDate })
  for (const schema of publishedSchemas(form, draftOf(ajv)).values()) ajv.addSchema(schema)
  return ajv
}

/** Ajv can take members away and turn numbers into texts; either breaks the signature of a genuine badge. */
function refuseChanges({ opts }: AjvInstance): void {
  for (const name of ['removeAdditional', 'coerceTypes'] as const) {
    if (opts[name] === undefined || opts[name] === false) continue
    throw new TypeError(
      `openBadgeSchemas: this Ajv has ${name}, which changes badges so that their signatures no longer hold; make it with ` +
        `{ ${name}: false } (in Fastify: ajv: { customOptions: { removeAdditional: false, coerceTypes: false }, plugins: [(ajv) => openBadgeSchemas(ajv)] })`,
    )
  }
}

function draftOf(ajv: AjvInstance): SchemaDraft {
  for (const draft of ['2020-12', '2019-09'] as const) {
    if (ajv.getSchema(`https://json-schema.org/draft/${draft}/schema`) !== undefined) return draft
  }
  return '7'
}
