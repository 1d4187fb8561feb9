/** Extensions: members beyond the standard, with the context that defines them (Open Badges 3.0, Data Model). */

import { VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { checkOptionNames, insteadOf } from '../../encoding/options.js'
import { isUri } from '../../schema/classes/value-kinds.js'
import { isOpenBadgesContext } from '../../schema/contexts/context-scope.js'
import { isStandardTerm, type StandardTerm } from '../../schema/contexts/context-versions.js'
import { CLASSES } from '../../schema/generated/model.generated.js'
import type { Draft } from './draft.js'

const EXTENSIBLE = [
  'Achievement',
  'AchievementSubject',
  'Address',
  'Alignment',
  'Criteria',
  'Evidence',
  'Profile',
  'Related',
  'Result',
  'ResultDescription',
  'RubricCriterionLevel',
] as const

/** Classes of the model to which members may be added. */
export type ExtensibleClass = (typeof EXTENSIBLE)[number]

/** The type of an added member's value. */
export type MemberKind = 'string' | 'number' | 'boolean' | 'object' | 'string[]' | 'object[]'

const KINDS: ReadonlySet<string> = new Set<MemberKind>([
  'string',
  'number',
  'boolean',
  'object',
  'string[]',
  'object[]',
])

export type Members = { readonly [C in ExtensibleClass]?: { readonly [member: string]: MemberKind } }

/** The TypeScript type of each kind of member. */
export interface MemberTypes {
  string: string
  number: number
  boolean: boolean
  object: JsonObject
  'string[]': readonly string[]
  'object[]': readonly JsonObject[]
}

/** The added members of a class, as the builders take and return them. */
export type MembersOf<M extends Members, C extends ExtensibleClass> = M[C] extends infer F extends object
  ? { readonly [N in keyof F]?: F[N] extends MemberKind ? MemberTypes[F[N]] : never }
  : unknown

/** An extension, after its definition is read. */
export interface Extension {
  /** Empty if the standard's own contexts define the members. */
  readonly contexts: readonly (string | JsonObject)[]
  readonly schema: string | undefined
  readonly typesOf: (className: string) => readonly string[]
  readonly memberOf: (className: string, member: string) => MemberKind | undefined
}

/** Whether the member belongs to an extension. Adds an issue to the draft if its value has another kind. */
export function extensionMember(
  extensions: ReadonlySet<Extension>,
  className: string,
  name: string,
  value: Json,
  pointer: string,
  draft: Draft,
): boolean {
  for (const extension of extensions) {
    const kind = extension.memberOf(className, name)
    if (kind === undefined) continue
    if (extension.contexts.length === 0) draft.standardTerms.add(name)
    if (!fitsKind(value, kind)) {
      draft.add('wrong_type', pointer, `"${name}" does not have the kind of the extension`, {
        expected: kind.endsWith('[]') ? `an array; each item a ${kind.slice(0, -2)}` : `a ${kind}`,
        found: Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`,
        hint: 'correct the value, or the kind in defineExtension',
      })
    }
    return true
  }
  return false
}

/** Whether a value has the kind. */
export function fitsKind(value: Json, kind: MemberKind): boolean {
  if (kind === 'string[]' || kind === 'object[]') {
    const item = kind === 'string[]' ? 'string' : 'object'
    return Array.isArray(value) && value.length > 0 && value.every((one: Json) => fitsKind(one, item))
  }
  if (kind === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === kind
}

/** Absolute URL of a context, the context itself, or a list of these. */
export type ContextSource = string | JsonObject | readonly (string | JsonObject)[]

/** The context may only be absent if the standard's own contexts define all members. */
export type ContextRequirement<M extends Members> =
  Exclude<{ [C in keyof M]: keyof M[C] }[keyof M], StandardTerm> extends never
    ? { readonly context?: ContextSource }
    : { readonly context: ContextSource }

export type ExtensionDefinition<M extends Members> = {
  /** Absolute URL of a JSON Schema. It is written into `credentialSchema` of each badge that uses the extension. */
  readonly schema?: string
  /** For each class, types that the extension's builders add. */
  readonly types?: { readonly [C in ExtensibleClass]?: string | readonly string[] }
  /** For each class, the added members and their kinds. */
  readonly members: M
  /** The context that defines the members. It may be absent if each of them is a `StandardTerm`. */
} & ContextRequirement<M>

const OPTIONS: ReadonlySet<string> = new Set(['context', 'schema', 'types', 'members'])

/** @throws TypeError for a bad definition */
export function readDefinition<M extends Members>(definition: ExtensionDefinition<M>): Extension {
  if (!isObject(definition))
    throw wrong(`the definition must be an object, such as { ${MEMBERS}, context: ${URL_EXAMPLE} }`)
  checkOptionNames('defineExtension', definition, OPTIONS)
  const { schema, types = {}, members } = definition
  if (schema !== undefined && !isUri(schema))
    throw wrong("schema must be an absolute URL, such as 'https://example.org/schema.json'")
  const contexts = readContexts(definition.context)
  if (!isObject(members)) throw wrong(`members must be an object; write ${MEMBERS}`)
  for (const [className, added] of Object.entries(members)) {
    checkClass('members', className)
    if (added !== undefined && !isObject(added))
      throw wrong(`members.${className} must be an object; write ${MEMBERS}`)
    for (const [name, kind] of Object.entries(added ?? {}))
      checkMember(className as ExtensibleClass, name, kind, contexts.length > 0)
  }
  checkTypes(types)
  return Object.freeze({
    contexts,
    schema,
    typesOf: (className: string) => {
      const added = types[className as ExtensibleClass] ?? []
      return typeof added === 'string' ? [added] : added
    },
    memberOf: (className: string, member: string) => {
      const added = members[className as ExtensibleClass]
      return added !== undefined && Object.hasOwn(added, member) ? added[member] : undefined
    },
  })
}

function readContexts(source: ContextSource | undefined): Extension['contexts'] {
  if (source === undefined) return []
  const contexts = (Array.isArray(source) ? source : [source]) as readonly (string | JsonObject)[]
  if (contexts.length === 0 || contexts.some((one) => !isObject(one) && !isUri(one))) {
    throw wrong(
      `context must be an absolute URL, such as ${URL_EXAMPLE}, a context as an object, or a list of these`,
    )
  }
  if (contexts.some((one) => one === VCDM_1 || one === VCDM_2 || isOpenBadgesContext(one))) {
    throw wrong('context must not contain the contexts of VCDM and Open Badges, because every badge has them')
  }
  return Object.freeze([...contexts])
}

const URL_EXAMPLE = "'https://example.org/context.json'"
const MEMBERS = "members: { Achievement: { studyLoad: 'number' } }"

/** @throws TypeError for a member that cannot be added, or that no context would define */
function checkMember(className: ExtensibleClass, name: string, kind: unknown, defined: boolean): void {
  const place = `members.${className}.${name.slice(0, 40)}`
  if (Object.hasOwn(CLASSES[className]!.properties, name))
    throw wrong(`${place} is a member of the standard; leave it out of members`)
  if (!KINDS.has(kind as string))
    throw wrong(`${place} must be the kind of its value: '${[...KINDS].join("', '")}'`)
  if (!defined && !isStandardTerm(name))
    throw wrong(`${place} needs a context that defines it; write context: ${URL_EXAMPLE}`)
}

function checkTypes(types: unknown): void {
  const say = "; write types: { Achievement: 'https://example.org/vocab#Course' }"
  if (!isObject(types)) throw wrong(`types must be an object${say}`)
  for (const [className, added] of Object.entries(types)) {
    checkClass('types', className)
    if ([added].flat().some((name) => typeof name !== 'string'))
      throw wrong(`types.${className} must be a type or a list of types${say}`)
  }
}

function checkClass(option: string, className: string): void {
  if ((EXTENSIBLE as readonly string[]).includes(className)) return
  const instead = insteadOf(className, EXTENSIBLE) ?? `the classes are ${EXTENSIBLE.join(', ')}`
  throw wrong(`${option} has no class "${className.slice(0, 40)}"; ${instead}`)
}

function isObject(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]'
}

function wrong(message: string): TypeError {
  return new TypeError(`defineExtension: ${message}`)
}
