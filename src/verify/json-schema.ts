/**
 * JSON Schema (2019-09 and 2020-12) for schemas that strangers wrote: interpreted with a budget of steps, so that no
 * schema, however twisted, costs more than it may. What is not implemented is refused, never ignored.
 */
import { isJsonObject, type Json } from '../encoding/json.js'
import { type Position, RULES, SchemaRefused, type SchemaWalk } from './json-schema-keywords.js'

export { SchemaRefused } from './json-schema-keywords.js'

export interface SchemaError {
  readonly pointer: string
  readonly keyword: string
}

const STEPS = 200_000
const DEPTH = 256
const ERRORS = 20

/** Keywords that change the verdict and that are not implemented. */
const NOT_IMPLEMENTED = [
  'unevaluatedProperties',
  'unevaluatedItems',
  '$dynamicRef',
  '$recursiveRef',
  'contentSchema',
] as const

/** Errors of an instance; none means that it fits. @throws SchemaRefused */
export function schemaErrors(schema: Json, instance: Json): readonly SchemaError[] {
  return new Walk(schema).errors(schema, instance, '', 0)
}

class Walk implements SchemaWalk {
  private steps = 0
  private readonly root: Json

  constructor(root: Json) {
    this.root = root
  }

  errors(schema: Json, value: Json, pointer: string, depth: number): readonly SchemaError[] {
    if (++this.steps > STEPS || depth > DEPTH) throw new SchemaRefused('too much work')
    if (schema === true) return NONE
    if (schema === false) return [{ pointer, keyword: 'false' }]
    if (!isJsonObject(schema)) throw new SchemaRefused('no schema')
    const found: SchemaError[] = []
    const at: Position = {
      pointer,
      depth: depth + 1,
      walk: this,
      report: (keyword, place = pointer) => {
        if (found.length < ERRORS) found.push({ pointer: place, keyword })
      },
    }
    for (const keyword of Object.keys(schema)) {
      if ((NOT_IMPLEMENTED as readonly string[]).includes(keyword))
        throw new SchemaRefused(`keyword ${keyword}`)
      RULES.get(keyword)?.(value, schema[keyword]!, at, schema)
      if (keyword === '$ref') this.into(this.resolve(schema[keyword]!), value, at, pointer)
    }
    return found
  }

  fits(schema: Json, value: Json, at: Position): boolean {
    return this.errors(schema, value, at.pointer, at.depth).length === 0
  }

  into(schema: Json, value: Json, at: Position, pointer: string): void {
    for (const error of this.errors(schema, value, pointer, at.depth)) at.report(error.keyword, error.pointer)
  }

  step(count: number): void {
    this.steps += count
    if (this.steps > STEPS) throw new SchemaRefused('too much work')
  }

  /** References within the document: `#`, `#/…`, and anchors. */
  private resolve(reference: Json): Json {
    if (typeof reference !== 'string') throw new SchemaRefused('$ref')
    const base = isJsonObject(this.root) ? this.root['$id'] : undefined
    const local =
      typeof base === 'string' && reference.startsWith(`${base}#`) ? reference.slice(base.length) : reference
    if (local === '#' || local === base) return this.root
    if (!local.startsWith('#/')) throw new SchemaRefused('a reference to another document')
    let at: Json | undefined = this.root
    for (const token of local.slice(2).split('/')) {
      const name = decodeToken(token)
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name))
        throw new SchemaRefused('$ref leads nowhere')
      at = (at as unknown as Readonly<Record<string, Json>>)[name]
    }
    return at as Json
  }
}

const NONE: readonly SchemaError[] = []

function decodeToken(token: string): string {
  try {
    return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~')
  } catch {
    throw new SchemaRefused('$ref')
  }
}
