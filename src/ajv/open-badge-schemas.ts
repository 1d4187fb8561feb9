/** Registers the published schemas with a caller's Ajv. */
import { requireArgument } from '../encoding/arguments.js'
import { checkOptionNames } from '../encoding/options.js'
import { isDate } from '../schema/classes/value-kinds.js'
import { publishedSchemas, type SchemaDraft, type SchemaForm } from './published-schemas.js'

/** The methods of Ajv 8 that are used. Every class of Ajv 8 has them. */
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
  /** `compact` (default): allows what JSON-LD allows. `strict`: the form for certification, with lists where the model has lists. */
  readonly form?: SchemaForm
}

const OPTIONS: ReadonlySet<string> = new Set(['form'] satisfies (keyof OpenBadgeSchemasOptions)[])

/**
 * Registers the published schemas with your Ajv, and the formats that they use if it does not have them. Refer to a schema by
 * name: `{ $ref: 'OpenBadgeCredential' }`, `OpenBadgeCredential11`, `EndorsementCredential`, `EndorsementCredential11`,
 * `ClrCredential`, `ClrCredential11`, `Profile`, `Pathway`, `PathwayEvaluation`, `VerificationReport`. A schema only checks whether a document is well-formed; use `verify`
 * to check whether it is genuine.
 *
 * @param ajv - An Ajv 8 of any draft. It must not change the documents that it validates, because that breaks signatures.
 *   The schemas have open tuples; Ajv warns about them unless it has `strictTuples: false` or `strict: false`.
 * @param options - `form`: `compact` (default) or `strict`.
 * @returns The same Ajv.
 * @throws TypeError for bad options, and for an Ajv with `removeAdditional` or `coerceTypes`, which Fastify sets by default;
 *   Ajv's own error if a name is already used.
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
    throw new TypeError("openBadgeSchemas: form must be 'compact' or 'strict'")
  const { opts, formats, addSchema, addFormat, getSchema }: Partial<AjvInstance> = ajv ?? {}
  const isAjv =
    [opts, formats].every((each) => typeof each === 'object' && each !== null) &&
    [addSchema, addFormat, getSchema].every((each) => typeof each === 'function')
  requireArgument('openBadgeSchemas', 'ajv', ajv, isAjv, 'an Ajv 8, such as new Ajv2020()')
  refuseChanges(ajv)
  if (ajv.formats['date'] === undefined) ajv.addFormat('date', { type: 'string', validate: isDate })
  for (const schema of publishedSchemas(form, draftOf(ajv)).values()) ajv.addSchema(schema)
  return ajv
}

/** Refuses options that change documents, because a changed badge no longer has a valid signature. */
function refuseChanges({ opts }: AjvInstance): void {
  for (const name of ['removeAdditional', 'coerceTypes'] as const) {
    if (opts[name] === undefined || opts[name] === false) continue
    throw new TypeError(
      `openBadgeSchemas: this Ajv has ${name}, which changes badges and so breaks their signatures; make the Ajv with ` +
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
