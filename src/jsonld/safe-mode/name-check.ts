/**
 * Checks that a document has its members at the places and under the names that readers of its JSON expect. For a signature of
 * the graph, `validUntil` and its full IRI are equal, and so are a member of the credential and a member of another object with
 * the id of the credential. In both ways, somebody could hide an expiry date or a status from readers of the JSON.
 */
import { type JsonObject, pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import type { ActiveContext } from '../context/active-context.js'
import { isRedefined } from '../context/context-names.js'
import { type Property, propertyOf } from '../context/property.js'
import { standardType } from '../context/standard-names.js'
import { unsafeIssue } from '../issues/issues.js'
import { isFull } from '../issues/path-issues.js'
import { DEFAULT_GRAPH, type SubjectQuads, type Term } from '../rdf/dataset.js'
import { iriText } from '../rdf/n-quads.js'
import { isFaithful } from './faithful-scalars.js'
import { namedPlaces } from './named-places.js'
import type { JudgeSharedIds, NodeMention } from './node-mention.js'

type Path = readonly (string | number)[]

export const OUTERMOST_HINT = 'put it into the outermost object'
export const BLANK_NODE_HINT = 'remove it, or write an absolute URL'

const REDEFINED_HINT = 'use a name that has one meaning in all contexts'

export const LOSSY_HINT = 'write a number or boolean that JSON can represent exactly, or its canonical text'

/** Types that a credential or presentation must have in its own object. */
export const DOCUMENT_TYPE = /(?:Credential|Presentation)$/

export class NameCheck {
  readonly issues: Issue[] = []
  private root:
    | { readonly element: JsonObject; readonly quads: SubjectQuads; readonly active: ActiveContext }
    | undefined

  /** Subjects with several objects. */
  private readonly repeated: SubjectQuads[] = []
  private readonly judgeSharedIds: JudgeSharedIds | undefined
  private readonly isAlsoJudged: boolean

  /**
   * @param judgeSharedIds judges objects that have the same id; without it, the strict rule applies
   * @param isAlsoJudged another judge needs all objects too
   */
  constructor(judgeSharedIds?: JudgeSharedIds, isAlsoJudged = false) {
    this.judgeSharedIds = judgeSharedIds
    this.isAlsoJudged = isAlsoJudged
  }

  /** Called for each node. Returns whether the object repeats the id of the document. */
  isRootElsewhere(
    element: JsonObject,
    quads: SubjectQuads,
    active: ActiveContext,
    graph: Term,
    path: Path,
  ): boolean {
    this.root ??= { element, quads, active }
    const isElsewhere =
      this.judgeSharedIds === undefined && quads === this.root.quads && element !== this.root.element
    if (typeof quads.subject === 'string') {
      const before = quads.mention
      if (before !== undefined && before.before === undefined) this.repeated.push(quads)
      quads.mention = { element, path: path.slice(), active, graph, before }
    }
    return isElsewhere
  }

  /** Call it after the last node. Returns the objects of each node that the strict rule must judge. */
  finish(named: ReadonlyMap<string, SubjectQuads>): readonly (readonly NodeMention[])[] {
    const root = this.root?.element
    if (root === undefined) return []
    if (this.judgeSharedIds !== undefined || this.isAlsoJudged) this.references(root, named)
    const nodes = this.repeated.map(objectsOf)
    if (this.judgeSharedIds === undefined) return nodes
    if (nodes.length > 0) this.judgeSharedIds(nodes)
    return []
  }

  /** A text that is an id stands for the object with this id, so both are compared. */
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
    else if (redefined) this.add('renamed_member', path, name, REDEFINED_HINT)
    else if (elsewhere && propertyOf(this.root!.active, name).predicate.text === predicate.text)
      this.misplaced(path, name)
  }

  /** Refuses a blank node label: it connects objects in the graph, but readers of JSON do not follow it. */
  blankNode(label: string, path: Path): void {
    this.add('renamed_member', path, label, BLANK_NODE_HINT)
  }

  type(type: string, iri: string, context: ActiveContext, elsewhere: boolean, path: Path): void {
    const name = standardType(iri, type)
    if (name !== undefined) this.renamed(path, type, name)
    else if (isRedefined(context, type, iri)) this.add('renamed_member', path, type, REDEFINED_HINT)
    else if (elsewhere && DOCUMENT_TYPE.test(type)) this.misplaced(path, type)
  }

  /** The type of a value object. */
  datatype(type: string, iri: string, context: ActiveContext, path: Path): void {
    if (isRedefined(context, type, iri)) this.add('renamed_member', path, type, REDEFINED_HINT)
  }

  /** Refuses a reference that a prefix expands: code that compares ids sees the short form. */
  reference(reference: string, path: Path): void {
    this.add('renamed_member', path, reference, 'write the whole IRI')
  }

  /** Refuses a scalar if other scalars give the same signed line, because they could replace it. */
  value(value: string | number | boolean, datatype: string | undefined, path: Path): void {
    if (!isFaithful(value, datatype)) this.add('lossy_value', path, String(value), LOSSY_HINT)
  }

  private renamed(path: Path, name: string, standardName: string): void {
    this.add('renamed_member', path, name, `write ${standardName}`)
  }

  private misplaced(path: Path, name: string): void {
    this.add('misplaced_member', path, name, OUTERMOST_HINT)
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
