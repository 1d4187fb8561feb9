/**
 * The check of names for documents that the general processor reads. The processor does not report how it expanded a name. So
 * these documents may have only bundled contexts, terms as names and types, and one object with their id.
 */

import type { Awaitable } from '#platform'
import { bundledContext } from '../../documents/bundled.js'
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import type { TermDefinition } from '../context/active-context.js'
import { LOCAL, PROPERTY_SCOPED } from '../context/compile-context.js'
import { initialContext } from '../context/context-cache.js'
import { processContext } from '../context/process-context.js'
import { isClass, standardType } from '../context/standard-names.js'
import { isFull } from '../issues/path-issues.js'
import { RDF, XSD } from '../rdf/n-quads.js'
import { isFaithful } from '../safe-mode/faithful-scalars.js'
import { misplacedMembers } from '../safe-mode/misplaced-members.js'
import { BLANK_NODE_HINT, LOSSY_HINT, OUTERMOST_HINT } from '../safe-mode/name-check.js'
import { namedPlaces } from '../safe-mode/named-places.js'
import type { AlsoJudge, JudgeSharedIds, NodeMention, Spend } from '../safe-mode/node-mention.js'
import { type GeneralCode, generalIssue } from './general-issue.js'

type Path = readonly (string | number)[]

/** The issues of `nameIssues`, and those that another judge finds. */
export function allNameIssues(
  document: JsonObject,
  isBundled: (url: string) => boolean,
  options: {
    readonly judgeSharedIds?: JudgeSharedIds | undefined
    readonly alsoJudge?: AlsoJudge | undefined
  },
  spend: Spend,
): Awaitable<readonly Issue[]> {
  const issues = nameIssues(document, isBundled, spend, options.judgeSharedIds)
  if (issues.length > 0 || options.alsoJudge === undefined) return issues
  const shared: (readonly NodeMention[])[] = []
  nameIssues(document, isBundled, spend, (nodes) => shared.push(...nodes))
  return shared.length === 0 ? issues : options.alsoJudge(document, shared, spend)
}

/** All issues, or the first hundred. */
export function nameIssues(
  document: JsonObject,
  isBundled: (url: string) => boolean,
  spend: Spend,
  judgeSharedIds?: JudgeSharedIds,
): readonly Issue[] {
  const issues: Issue[] = []
  const { id } = document
  const mention = new Map<Json, NodeMention[]>()
  const add = (code: GeneralCode, path: Path, name: string | undefined, hint: string): void => {
    if (!isFull(issues)) {
      issues.push(generalIssue(code, path.map(pointerToken).join(''), name, hint))
    }
  }
  const coercions = coercionsOf(document)
  const lossy = (value: Json, datatype: string | undefined, path: Path): void => {
    if (typeof value === 'object' || isFaithful(value, datatype)) return
    add('lossy_value', path, String(value), LOSSY_HINT)
  }
  const visit = (value: Json, path: Path): void => {
    if (typeof value === 'number' || typeof value === 'boolean') lossy(value, undefined, path)
    if (typeof value === 'string' && value.startsWith('_:'))
      add('renamed_member', path, value, BLANK_NODE_HINT)
    if (Array.isArray(value)) {
      for (const [index, item] of (value as readonly Json[]).entries()) visit(item, [...path, index])
      return
    }
    if (!isJsonObject(value)) return
    const isLiteral = Object.hasOwn(value, '@value')
    if (isLiteral) lossy(value['@value']!, datatypeOf(value['@type'] ?? value['type']), path)
    const own = value['id'] ?? value['@id']
    const isRoot = judgeSharedIds === undefined && id !== undefined && own === id
    const isAgain = isRoot && value !== document
    if (own !== undefined && !isRoot) {
      const others = mention.get(own)
      if (others === undefined) mention.set(own, [{ element: value, path }])
      else others.push({ element: value, path })
    }
    for (const [name, member] of Object.entries(value)) {
      const place = [...path, name]
      if (name === '@context') {
        if (![member].flat().every((context) => typeof context === 'string' && isBundled(context))) {
          add('unchecked_context', place, undefined, 'use only the contexts that are bundled with laurel')
        }
        continue
      }
      if (name === 'type') {
        for (const type of [member].flat()) {
          if (typeof type === 'string' && isRenamed(type)) add('renamed_member', place, type, TERM_HINT)
        }
      }
      if (name.includes(':') || (name.startsWith('@') && !isLiteral))
        add('renamed_member', place, name, TERM_HINT)
      else if (isClass(name)) add('renamed_member', place, name, MEMBER_HINT)
      else if (isAgain && name !== 'id') add('misplaced_member', place, name, OUTERMOST_HINT)
      for (const each of [member].flat() as readonly Json[]) {
        if (typeof each === 'string') lossy(each, coercions.get(name), place)
      }
      // The scalar of a value object was checked with its type.
      if (name !== '@value') visit(member, place)
    }
  }
  visit(document, [])
  if (judgeSharedIds !== undefined) {
    for (const { id: own, path } of namedPlaces(document, (id) => mention.has(id))) {
      mention.get(own)?.push({ element: { id: own }, path, isReference: true })
    }
    const shared = [...mention.values()].filter(({ length }) => length > 1)
    if (shared.length > 0) judgeSharedIds(shared)
    return issues
  }
  for (const issue of misplacedMembers(document, [...mention.values()], spend)) {
    if (!isFull(issues)) issues.push(issue)
  }
  return issues
}

const TERM_HINT = 'write the term instead'
const MEMBER_HINT = 'write the name of the member, not the class of its value'

/** Datatypes for which several texts give the same line, by the last word of their names. */
const LOSSY_DATATYPES: ReadonlyMap<string, string> = new Map([
  ['double', `${XSD}double`],
  ['boolean', `${XSD}boolean`],
  ['JSON', `${RDF}JSON`],
])

/** Compares only the last word, because prefixes are not expanded here. Each type that may be such a datatype counts. */
function datatypeOf(type: Json | undefined): string | undefined {
  return typeof type === 'string'
    ? LOSSY_DATATYPES.get(/(?<![A-Za-z])[A-Za-z]+$/.exec(type)?.[0] ?? '')
    : undefined
}

/** Members to which the contexts of the document give such a datatype. */
function coercionsOf(document: JsonObject): ReadonlyMap<string, string> {
  const coercions = new Map<string, string>()
  const seen = new Set<TermDefinition>()
  const urls = ([document['@context']].flat() as readonly Json[]).filter((url) => typeof url === 'string')
  const open = Array.from(new Set(urls)).flatMap((url) =>
    bundledContext(url) === undefined ? [] : processContext(initialContext(), url, LOCAL),
  )
  for (let active = open.pop(); active !== undefined; active = open.pop()) {
    for (const [name, term] of active.terms) {
      if (seen.has(term)) continue
      seen.add(term)
      const datatype = datatypeOf(term.type)
      if (datatype !== undefined) coercions.set(name, datatype)
      if (term.context !== undefined) open.push(processContext(active, term.context, PROPERTY_SCOPED))
    }
  }
  return coercions
}

/** Whether the type is a compact IRI, which can mean any type, or the full IRI of a type with a term. */
function isRenamed(type: string): boolean {
  return type.includes('://') ? standardType(type, type) !== undefined : type.includes(':')
}
