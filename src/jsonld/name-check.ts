/**
 * Whether a document says what it says where and under the names that a reader of its JSON looks for. A signature of
 * the graph does not tell `validUntil` from a full IRI, nor a member of the credential from one of another object
 * with the credential's id: either way an expiry or a status could be hidden from whoever reads the JSON.
 */
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../encoding/json.js'
import type { Issue } from '../errors.js'
import type { ActiveContext } from './active-context.js'
import type { SubjectQuads } from './dataset.js'
import { MAXIMUM_ISSUES } from './path-issues.js'
import { type Property, propertyOf } from './property.js'
import { unsafeIssue } from './safe-mode.js'
import { standardType } from './standard-names.js'

type Path = readonly (string | number)[]

/** A credential says that it is one in its own object. */
const DOCUMENT_TYPE = /(?:Credential|Presentation)$/

export class NameCheck {
  readonly issues: Issue[] = []
  private root:
    | { readonly element: JsonObject; readonly quads: SubjectQuads; readonly active: ActiveContext }
    | undefined

  /** Told of every node; answers whether it is the document's own node in another place than the document itself. */
  isRootElsewhere(element: JsonObject, quads: SubjectQuads, active: ActiveContext): boolean {
    this.root ??= { element, quads, active }
    return quads === this.root.quads && element !== this.root.element
  }

  member(property: Property, elsewhere: boolean, path: Path): void {
    const { name, standardName, predicate } = property
    if (standardName !== undefined) this.renamed(path, name, standardName)
    else if (elsewhere && propertyOf(this.root!.active, name).predicate.text === predicate.text)
      this.misplaced(path, name)
  }

  type(type: string, iri: string, elsewhere: boolean, path: Path): void {
    const name = standardType(iri, type)
    if (name !== undefined) this.renamed(path, type, name)
    else if (elsewhere && DOCUMENT_TYPE.test(type)) this.misplaced(path, type)
  }

  /** A reference that a prefix makes another one of: whoever compares ids sees the short one. */
  reference(reference: string, path: Path): void {
    this.add('renamed_member', path, reference, 'write the whole IRI')
  }

  private renamed(path: Path, name: string, standardName: string): void {
    this.add('renamed_member', path, name, `write ${standardName}`)
  }

  private misplaced(path: Path, name: string): void {
    this.add('misplaced_member', path, name, 'put it into the outermost object')
  }

  private add(code: 'renamed_member' | 'misplaced_member', path: Path, name: string, hint: string): void {
    if (this.issues.length < MAXIMUM_ISSUES) {
      this.issues.push(unsafeIssue(code, path.map(pointerToken).join(''), name, hint))
    }
  }
}

/**
 * The same for documents that go to the general processor, which does not tell what it made of a name. So they must
 * do with bundled contexts, with terms for names, and with their id in one object.
 */
export function nameIssues(document: JsonObject, isBundled: (url: string) => boolean): readonly Issue[] {
  const issues: Issue[] = []
  const { id } = document
  const visit = (value: Json, pointer: string): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of (value as readonly Json[]).entries()) visit(item, `${pointer}/${index}`)
      return
    }
    if (!isJsonObject(value)) return
    const isLiteral = Object.hasOwn(value, '@value')
    const isAgain = value !== document && id !== undefined && (value['id'] === id || value['@id'] === id)
    for (const [name, member] of Object.entries(value)) {
      const place = pointer + pointerToken(name)
      if (name === '@context') {
        if (![member].flat().every((context) => typeof context === 'string' && isBundled(context))) {
          issues.push(
            unsafeIssue('unchecked_context', place, undefined, 'do with the contexts that laurel carries'),
          )
        }
        continue
      }
      if (name.includes(':') || (name.startsWith('@') && !isLiteral && !COLLECTIONS.has(name))) {
        issues.push(unsafeIssue('renamed_member', place, name, 'write the term that stands for it'))
      } else if (isAgain && name !== 'id') {
        issues.push(unsafeIssue('misplaced_member', place, name, 'put it into the outermost object'))
      }
      visit(member, place)
    }
  }
  visit(document, '')
  return issues.slice(0, MAXIMUM_ISSUES)
}

const COLLECTIONS: ReadonlySet<string> = new Set(['@list', '@set'])
