/**
 * The check of names for documents that go to the general processor, which does not tell what it made of a name. So they
 * must do with bundled contexts, with terms for names and types, and with their id in one object.
 */
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import { standardType } from '../context/context-terms.js'
import { type UnsafeCode, unsafeIssue } from '../issues/issues.js'
import { MAXIMUM_ISSUES } from '../issues/path-issues.js'
import { BLANK, NEAREST, OUTERMOST } from '../safe-mode/check-names.js'
import { strayMembers, type Told } from '../safe-mode/check-shared-ids.js'

type Path = readonly (string | number)[]

/** Every issue, or the first hundred. */
export function nameIssues(document: JsonObject, isBundled: (url: string) => boolean): readonly Issue[] {
  const issues: Issue[] = []
  const { id } = document
  const told = new Map<Json, Told[]>()
  const add = (code: UnsafeCode, path: Path, name: string | undefined, hint: string): void => {
    if (issues.length < MAXIMUM_ISSUES) {
      issues.push(unsafeIssue(code, path.map(pointerToken).join(''), name, hint))
    }
  }
  const visit = (value: Json, path: Path): void => {
    if (typeof value === 'string' && value.startsWith('_:')) add('renamed_member', path, value, BLANK)
    if (Array.isArray(value)) {
      for (const [index, item] of (value as readonly Json[]).entries()) visit(item, [...path, index])
      return
    }
    if (!isJsonObject(value)) return
    const isLiteral = Object.hasOwn(value, '@value')
    const own = value['id'] ?? value['@id']
    const isAgain = value !== document && id !== undefined && own === id
    if (own !== undefined && own !== id) {
      const others = told.get(own)
      if (others === undefined) told.set(own, [{ element: value, path }])
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
      else if (isAgain && name !== 'id') add('misplaced_member', place, name, OUTERMOST)
      visit(member, place)
    }
  }
  visit(document, [])
  for (const objects of told.values()) {
    for (const path of strayMembers(document, objects)) {
      add('misplaced_member', path, String(path.at(-1)), NEAREST)
    }
  }
  return issues
}

const TERM = 'write the term that stands for it'

/** A compact IRI, which may stand for anything, or the whole one of a type that has a name. */
function isRenamed(type: string): boolean {
  return type.includes('://') ? standardType(type, type) !== undefined : type.includes(':')
}
