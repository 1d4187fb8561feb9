/**
 * The check of names for documents that go to the general processor, which does not tell what it made of a name. So they
 * must do with bundled contexts, with terms for names and types, and with their id in one object.
 */

import { bundledContext } from '../../documents/bundled.js'
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import type { UnsafeCode } from '../../issue-codes.js'
import type { TermDefinition } from '../context/active-context.js'
import { LOCAL, PROPERTY_SCOPED } from '../context/compile-context.js'
import { initialContext } from '../context/context-cache.js'
import { isClass, standardType } from '../context/context-terms.js'
import { processContext } from '../context/process-context.js'
import { unsafeIssue } from '../issues/issues.js'
import { isFull } from '../issues/path-issues.js'
import { RDF, XSD } from '../rdf/n-quads.js'
import { BLANK, LOSSY, NEAREST, OUTERMOST } from '../safe-mode/check-names.js'
import { misplacedMembers, type NodeMention, type TellShared } from '../safe-mode/check-shared-ids.js'
import { isFaithful } from '../safe-mode/check-values.js'
import { namedPlaces } from '../safe-mode/named-places.js'

type Path = readonly (string | number)[]

/** Every issue, or the first hundred. */
export function nameIssues(
  document: JsonObject,
  isBundled: (url: string) => boolean,
  tellShared?: TellShared,
): readonly Issue[] {
  const issues: Issue[] = []
  const { id } = document
  const mention = new Map<Json, NodeMention[]>()
  const add = (code: UnsafeCode, path: Path, name: string | undefined, hint: string): void => {
    if (!isFull(issues)) {
      issues.push(unsafeIssue(code, path.map(pointerToken).join(''), name, hint))
    }
  }
  const coercions = coercionsOf(document)
  const lossy = (value: Json, datatype: string | undefined, path: Path): void => {
    if (typeof value === 'object' || isFaithful(value, datatype)) return
    add('lossy_value', path, String(value), LOSSY)
  }
  const visit = (value: Json, path: Path): void => {
    if (typeof value === 'number' || typeof value === 'boolean') lossy(value, undefined, path)
    if (typeof value === 'string' && value.startsWith('_:')) add('renamed_member', path, value, BLANK)
    if (Array.isArray(value)) {
      for (const [index, item] of (value as readonly Json[]).entries()) visit(item, [...path, index])
      return
    }
    if (!isJsonObject(value)) return
    const isLiteral = Object.hasOwn(value, '@value')
    if (isLiteral) lossy(value['@value']!, datatypeOf(value['@type'] ?? value['type']), path)
    const own = value['id'] ?? value['@id']
    const isRoot = tellShared === undefined && id !== undefined && own === id
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
          add('unchecked_context', place, undefined, 'do with the contexts that laurel carries')
        }
        continue
      }
      if (name === 'type') {
        for (const type of [member].flat()) {
          if (typeof type === 'string' && isRenamed(type)) add('renamed_member', place, type, TERM)
        }
      }
      if (name.includes(':') || (name.startsWith('@') && !isLiteral)) add('renamed_member', place, name, TERM)
      else if (isClass(name)) add('renamed_member', place, name, MEMBER)
      else if (isAgain && name !== 'id') add('misplaced_member', place, name, OUTERMOST)
      for (const each of [member].flat() as readonly Json[]) {
        if (typeof each === 'string') lossy(each, coercions.get(name), place)
      }
      // The scalar of a value object was looked at with its type.
      if (name !== '@value') visit(member, place)
    }
  }
  visit(document, [])
  if (tellShared !== undefined) {
    for (const { id: own, path } of namedPlaces(document, (id) => mention.has(id))) {
      mention.get(own)?.push({ element: { id: own }, path, isReference: true })
    }
    const shared = [...mention.values()].filter(({ length }) => length > 1)
    if (shared.length > 0) tellShared(shared)
    return issues
  }
  for (const objects of mention.values()) {
    for (const path of misplacedMembers(document, objects)) {
      add('misplaced_member', path, String(path.at(-1)), NEAREST)
    }
  }
  return issues
}

const TERM = 'write the term that stands for it'
const MEMBER = 'write the member, not the class of its value'

/** Datatypes under which several texts share one line, by the last word of their names. */
const LOSSY_DATATYPES: ReadonlyMap<string, string> = new Map([
  ['double', `${XSD}double`],
  ['boolean', `${XSD}boolean`],
  ['JSON', `${RDF}JSON`],
])

/** By the name alone, since what a prefix stands for is not told here: whatever may be such a datatype counts as one. */
function datatypeOf(type: Json | undefined): string | undefined {
  return typeof type === 'string' ? LOSSY_DATATYPES.get(/[A-Za-z]+$/.exec(type)?.[0] ?? '') : undefined
}

/** Members that the contexts of the document give such a datatype. */
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

/** A compact IRI, which may stand for anything, or the whole one of a type that has a name. */
function isRenamed(type: string): boolean {
  return type.includes('://') ? standardType(type, type) !== undefined : type.includes(':')
}
