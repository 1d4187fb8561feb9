/**
 * Validates against untrusted JSON Schemas (2019-09 and 2020-12). It interprets the schema with a budget of steps, so that no
 * schema can cost more. It refuses keywords that are not implemented, and never ignores them.
 */

import { isJsonObject, type Json } from '../encoding/json.js'
import type { WorkAccount } from '../work-account.js'
import { type Position, SchemaRefused, type SchemaWalk } from './evaluation.js'
import { RULES } from './keywords.js'
import { compilePattern, matchesPattern, type PatternProgram } from './regexp-match.js'

export { SchemaRefused } from './evaluation.js'

export interface SchemaError {
  readonly pointer: string
  readonly keyword: string
}

/** The steps that one verification may spend on untrusted schemas, for all its documents together. */
export type SchemaBudget = WorkAccount<'schemaSteps'>

const DEPTH = 256
const ERRORS = 20

/** Keywords that change the result and are not implemented. */
const NOT_IMPLEMENTED = [
  'unevaluatedProperties',
  'unevaluatedItems',
  '$dynamicRef',
  '$recursiveRef',
  'contentSchema',
  'dependencies',
] as const

/** Validates an instance; no errors means that it is valid. Takes the cost from the budget. @throws SchemaRefused */
export function schemaErrors(schema: Json, instance: Json, budget: SchemaBudget): readonly SchemaError[] {
  return new Walk(schema, budget).errors(schema, instance, '', 0)
}

class Walk implements SchemaWalk {
  private readonly root: Json
  private readonly budget: SchemaBudget
  private readonly programs = new Map<string, PatternProgram>()
  private readonly references = new Map<string, Json>()

  constructor(root: Json, budget: SchemaBudget) {
    this.root = root
    this.budget = budget
  }

  errors(schema: Json, value: Json, pointer: string, depth: number): readonly SchemaError[] {
    this.step(4)
    if (depth > DEPTH) throw new SchemaRefused('too much work')
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
    const keywords = Object.keys(schema)
    this.step(4 * keywords.length)
    for (const keyword of keywords) {
      if ((NOT_IMPLEMENTED as readonly string[]).includes(keyword))
        throw new SchemaRefused(`keyword ${keyword}`)
      RULES.get(keyword)?.(value, schema[keyword]!, at, schema)
      if (keyword === '$id') this.checkBase(schema)
      if (keyword === '$ref') this.into(this.resolve(schema[keyword]!), value, at, pointer)
    }
    return found
  }

  fits(schema: Json, value: Json, at: Position): boolean {
    return this.errors(schema, value, at.pointer, at.depth).length === 0
  }

  into(schema: Json, value: Json, at: Position, pointer: string): void {
    const errors = this.errors(schema, value, pointer, at.depth)
    this.step(errors.length)
    for (const error of errors) at.report(error.keyword, error.pointer)
  }

  matches(pattern: Json, text: string): boolean {
    if (typeof pattern !== 'string') throw new SchemaRefused('a keyword with a wrong value')
    let program = this.programs.get(pattern)
    if (program === undefined) {
      program = compilePattern(pattern, this.step)
      if (program === undefined) throw new SchemaRefused('a pattern that is not covered')
      this.programs.set(pattern, program)
    }
    return matchesPattern(program, text, this.step)
  }

  readonly step = (count: number): void => {
    if (!this.budget.take('schemaSteps', count)) throw new SchemaRefused('too much work')
  }

  read(text: string): void {
    this.step(1 + (text.length >> 4))
  }

  /** Refuses a subschema with its own `$id`, because `#` has another meaning below it. */
  private checkBase(schema: Json): void {
    if (schema !== this.root) throw new SchemaRefused('a schema with another $id inside')
  }

  private resolve(reference: Json): Json {
    if (typeof reference !== 'string') throw new SchemaRefused('$ref')
    let found = this.references.get(reference)
    if (found === undefined) {
      found = this.follow(reference)
      this.references.set(reference, found)
    }
    return found
  }

  /** Resolves a reference within the document: `#` and `#/…`, with or without the document's URL before it. */
  private follow(reference: string): Json {
    const base = isJsonObject(this.root) ? this.root['$id'] : undefined
    this.step(reference.length + (typeof base === 'string' ? base.length : 0))
    const local =
      typeof base === 'string' && reference.startsWith(`${base}#`) ? reference.slice(base.length) : reference
    if (local === '#' || local === base) return this.root
    if (!local.startsWith('#/')) throw new SchemaRefused('a reference to another document')
    let at: Json = this.root
    for (const token of local.slice(2).split('/')) {
      const name = decodeToken(token)
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name))
        throw new SchemaRefused('$ref leads nowhere')
      at = (at as unknown as Readonly<Record<string, Json>>)[name]!
      if (isJsonObject(at) && typeof at['$id'] === 'string') this.checkBase(at)
    }
    return at
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
