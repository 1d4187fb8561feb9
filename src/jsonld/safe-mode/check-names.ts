/**
 * Whether a document says what it says where and under the names that a reader of its JSON looks for. A signature of
 * the graph does not tell `validUntil` from a full IRI, nor a member of the credential from one of another object
 * with the credential's id: either way an expiry or a status could be hidden from whoever reads the JSON.
 */
import { type JsonObject, pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import type { ActiveContext } from '../context/active-context.js'
import { isRedefined } from '../context/context-names.js'
import { standardType } from '../context/context-terms.js'
import { type Property, propertyOf } from '../context/property.js'
import { unsafeIssue } from '../issues/issues.js'
import { isFull } from '../issues/path-issues.js'
import { DEFAULT_GRAPH, type SubjectQuads, type Term } from '../rdf/dataset.js'
import { iriText } from '../rdf/n-quads.js'
import { misplacedMembers, type NodeMention, type TellShared } from './check-shared-ids.js'
import { isFaithful } from './check-values.js'
import { namedPlaces } from './named-places.js'

type Path = readonly (string | number)[]

export const OUTERMOST = 'put it into the outermost object'
export const NEAREST = 'say it in the first and outermost of the objects with this id'
export const BLANK = 'leave it out, or write an absolute URL'

const REDEFINED = 'use a name to which the contexts give one meaning'

export const LOSSY = 'write a number or boolean that JSON can hold exactly, or its canonical text'

/** A credential says that it is one in its own object. */
export const DOCUMENT_TYPE = /(?:Credential|Presentation)$/

export class NameCheck {
  readonly issues: Issue[] = []
  private root:
    | { readonly element: JsonObject; readonly quads: SubjectQuads; readonly active: ActiveContext }
    | undefined

  /** Subjects that several objects speak of. */
  private readonly repeated: SubjectQuads[] = []
  private readonly tellShared: TellShared | undefined

  /** @param tellShared judges what several objects say of one subject; without it the strict rule does */
  constructor(tellShared?: TellShared) {
    this.tellShared = tellShared
  }

  /** Told of every node; answers whether it is the document's own node in another place than the document itself. */
  isRootElsewhere(
    element: JsonObject,
    quads: SubjectQuads,
    active: ActiveContext,
    graph: Term,
    path: Path,
  ): boolean {
    this.root ??= { element, quads, active }
    if (this.tellShared === undefined && quads === this.root.quads) return element !== this.root.element
    if (typeof quads.subject === 'string') {
      const before = quads.mention
      if (before !== undefined && before.before === undefined) this.repeated.push(quads)
      quads.mention = { element, path: path.slice(), active, graph, before }
    }
    return false
  }

  /** After the last node. */
  finish(named: ReadonlyMap<string, SubjectQuads>): void {
    const root = this.root?.element
    if (root === undefined) return
    if (this.tellShared !== undefined) {
      this.references(root, named)
      if (this.repeated.length > 0) this.tellShared(this.repeated.map(objectsOf))
      return
    }
    for (const quads of this.repeated) {
      for (const path of misplacedMembers(root, objectsOf(quads))) {
        this.misplaced(path, String(path.at(-1)), NEAREST)
      }
    }
  }

  /** A text that names a described subject could be its object as well. */
  private references(root: JsonObject, named: ReadonlyMap<string, SubjectQuads>): void {
    const described = (id: string): SubjectQuads | undefined => named.get(iriText(id))
    const isDescribed = (id: string): boolean => described(id)?.mention !== undefined
    for (const { id, path } of namedPlaces(root, isDescribed)) {
      const quads = described(id)
      if (quads?.mention === undefined) continue
      if (quads.mention.before === undefined) this.repeated.push(quads)
      quads.mention = {
        element: { id },
        path,
        graph: DEFAULT_GRAPH,
        before: quads.mention,
        isReference: true,
      }
    }
  }

  member(property: Property, elsewhere: boolean, path: Path): void {
    const { name, standardName, predicate, redefined } = property
    if (standardName !== undefined) this.renamed(path, name, standardName)
    else if (redefined) this.add('renamed_member', path, name, REDEFINED)
    else if (elsewhere && propertyOf(this.root!.active, name).predicate.text === predicate.text)
      this.misplaced(path, name)
  }

  /** A label that ties objects together, which no reader of JSON looks for and any signature of the graph allows. */
  blankNode(label: string, path: Path): void {
    this.add('renamed_member', path, label, BLANK)
  }

  type(type: string, iri: string, context: ActiveContext, elsewhere: boolean, path: Path): void {
    const name = standardType(iri, type)
    if (name !== undefined) this.renamed(path, type, name)
    else if (isRedefined(context, type, iri)) this.add('renamed_member', path, type, REDEFINED)
    else if (elsewhere && DOCUMENT_TYPE.test(type)) this.misplaced(path, type)
  }

  /** The type of a value object. */
  datatype(type: string, iri: string, context: ActiveContext, path: Path): void {
    if (isRedefined(context, type, iri)) this.add('renamed_member', path, type, REDEFINED)
  }

  /** A reference that a prefix makes another one of: whoever compares ids sees the short one. */
  reference(reference: string, path: Path): void {
    this.add('renamed_member', path, reference, 'write the whole IRI')
  }

  /** A scalar that others share the signed line with: they could take its place. */
  value(value: string | number | boolean, datatype: string | undefined, path: Path): void {
    if (!isFaithful(value, datatype)) this.add('lossy_value', path, String(value), LOSSY)
  }

  private renamed(path: Path, name: string, standardName: string): void {
    this.add('renamed_member', path, name, `write ${standardName}`)
  }

  private misplaced(path: Path, name: string, hint = OUTERMOST): void {
    this.add('misplaced_member', path, name, hint)
  }

  private add(
    code: 'renamed_member' | 'misplaced_member' | 'lossy_value',
    path: Path,
    name: string,
    hint: string,
  ): void {
    if (!isFull(this.issues)) {
      this.issues.push(unsafeIssue(code, path.map(pointerToken).join(''), name, hint))
    }
  }
}

function objectsOf(quads: SubjectQuads): readonly NodeMention[] {
  const objects: NodeMention[] = []
  for (let mention = quads.mention; mention !== undefined; mention = mention.before) objects.push(mention)
  return objects.reverse()
}
