/** Writes pathways in CTDL, as far as CTDL can express them. */
import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { skillKey } from '../names/skill-key.js'
import { at } from '../pathway/issues.js'
import { childrenOf } from '../pathway/node-kind.js'
import { pathway } from '../pathway/pathway.js'
import { type Place, placesOf } from '../pathway/rules.js'
import type { BadgeNode, BadgeReference, Pathway, PathwayNode, SkillReference } from '../pathway/types.js'
import { UNIT } from './ctdl-values.js'

export interface ToCtdl {
  /** JSON-LD with `@graph`. */
  readonly graph: JsonObject
  /** The members of the pathway that CTDL cannot express, as JSON Pointers. */
  readonly lost: readonly string[]
}

/** Members that CTDL can express; all others are lost. */
const CTDL_MEMBERS: ReadonlySet<string> = new Set([
  ...[
    'id',
    'name',
    'description',
    'root',
    'all',
    'any',
    'atLeast',
    'of',
    'credits',
    'unit',
    'badge',
    'skill',
    'ref',
  ],
])

/**
 * Writes a pathway as CTDL components and conditions. `fromCtdl` reads it back; the same badges meet both, except for the
 * members that `lost` lists. If CTDL cannot name a badge or a skill, its component stands for nothing, and its node is listed too.
 *
 * @param p - What `pathway` returned.
 * @returns The graph, and the members that CTDL cannot express.
 * @throws OpenBadgeError `model_invalid` for a bad pathway.
 * @example
 * const { graph, lost } = toCtdl(path)
 */
export function toCtdl(p: Pathway): ToCtdl {
  const checked = pathway(p)
  const places = placesOf(checked)
  const writer = new Writer(checked, places)
  const destination = `${checked.id}#destination`
  const conditions = [writer.condition(places[0]!)]
  const graph: JsonObject = {
    '@context': 'https://credreg.net/ctdl/schema/context/json',
    '@graph': [
      {
        '@id': checked.id,
        '@type': 'ceterms:Pathway',
        'ceterms:name': { en: checked.name },
        ...(checked.description === undefined ? {} : { 'ceterms:description': { en: checked.description } }),
        'ceterms:hasDestinationComponent': destination,
      },
      {
        '@id': destination,
        '@type': 'ceterms:CredentialComponent',
        'ceterms:name': { en: checked.name },
        ...(checked.awards === undefined ? {} : { 'ceterms:proxyFor': checked.awards.id }),
        'ceterms:hasCondition': conditions,
      },
      ...writer.conditions,
      ...writer.components,
    ],
  }
  return { graph, lost: [...new Set(writer.lost)] }
}

class Writer {
  readonly components: JsonObject[] = []
  /** The conditions that stand alone, because several others refer to them. */
  readonly conditions: JsonObject[] = []
  readonly lost: string[] = []
  readonly #id: string
  readonly #byNode: ReadonlyMap<PathwayNode, Place>
  readonly #byId = new Map<string, Place>()
  readonly #referred = new Set<PathwayNode>()
  /** The ids of the components of a leaf. */
  readonly #written = new Map<PathwayNode, readonly string[]>()

  constructor(checked: Pathway, places: readonly Place[]) {
    this.#id = checked.id
    this.#byNode = new Map(places.map((place) => [place.node, place]))
    for (const place of places)
      if ('id' in place.node && place.node.id !== undefined) this.#byId.set(place.node.id, place)
    for (const name of Object.keys(checked)) if (!CTDL_MEMBERS.has(name)) this.lost.push(`/${name}`)
    for (const { node, pointer } of places) {
      if ('ref' in node) this.#referred.add(this.#byId.get(node.ref)!.node)
      for (const [name, value] of Object.entries(node))
        if (!CTDL_MEMBERS.has(name) || value === 'any' || name === 'points')
          this.lost.push(`${pointer}/${name}`)
    }
  }

  /** The condition, or the address of one that other conditions refer to as well. */
  condition(place: Place): Json {
    const { node } = place
    if ('ref' in node) return this.#addressOf(this.#byId.get(node.ref)!)
    if (!this.#referred.has(node)) return this.#condition(place)
    this.conditions.push({ '@id': this.#addressOf(place), ...this.#condition(place) })
    return this.#addressOf(place)
  }

  #addressOf({ pointer }: Place): string {
    return `${this.#id}#${pointer}`
  }

  #condition(place: Place): JsonObject {
    const { node } = place
    const base = { '@type': 'ceterms:ComponentCondition', ...this.#label(node) }
    if ('unsupported' in node)
      return {
        ...base,
        'ceterms:logicalOperator': 'logic:Not',
        'ceterms:description': { en: node.unsupported },
      }
    if ('badge' in node || 'skill' in node) {
      return {
        ...base,
        'ceterms:requiredNumber': 1,
        'ceterms:logicalOperator': 'logic:Or',
        'ceterms:targetComponent': this.#targets(place),
      }
    }
    if ('credits' in node) {
      const sum = {
        '@type': 'ceterms:Constraint',
        'ceterms:leftAction': 'math:Sum',
        'ceterms:leftSource': ['schema:value'],
        'ceterms:comparator': 'compare:GTEQ',
        'ceterms:rightSource': [node.credits],
        'ceterms:creditUnitType': [UNIT + node.unit],
      }
      const leaves = node.of.map((child) => this.#byNode.get(child)!)
      // Other conditions may refer to them.
      for (const leaf of leaves) if (this.#referred.has(leaf.node)) this.condition(leaf)
      const targets = [...new Set(leaves.flatMap((leaf) => this.#targets(leaf)))]
      return { ...base, 'ceterms:targetComponent': targets, 'ceterms:hasConstraint': [sum] }
    }
    const children = childrenOf(node)
    const number = 'any' in node ? 1 : 'atLeast' in node ? node.atLeast : children.length
    return {
      ...base,
      'ceterms:requiredNumber': number,
      'ceterms:logicalOperator': number === 1 && children.length > 1 ? 'logic:Or' : 'logic:And',
      'ceterms:hasCondition': children.map((child) => this.condition(this.#byNode.get(child)!)),
    }
  }

  /** Components of the badges or skills that a leaf names. They are written once. */
  #targets(place: Place): readonly string[] {
    const ids = this.#written.get(place.node) ?? this.#writeTargets(place)
    this.#written.set(place.node, ids)
    return ids
  }

  #writeTargets({ node, pointer }: Place): readonly string[] {
    const isSkill = 'skill' in node
    const written = isSkill ? node.skill : (node as BadgeNode).badge
    return [written].flat().map((each: SkillReference | BadgeReference, i) => {
      const address = isSkill ? skillAddress(each as SkillReference) : badgeAddress(each as BadgeReference)
      const code = typeof each === 'object' && 'url' in each ? each.code : undefined
      const place = at(pointer, isSkill ? 'skill' : 'badge')
      if (address === undefined) {
        this.lost.push(pointer)
        if (code !== undefined) this.lost.push(`${Array.isArray(written) ? at(place, i) : place}/code`)
      }
      const id = `${this.#id}#${pointer}/${i}`
      this.components.push({
        '@id': id,
        '@type': isSkill ? 'ceterms:CompetencyComponent' : 'ceterms:CredentialComponent',
        ...this.#label(node),
        ...(code === undefined ? {} : { 'ceterms:codedNotation': code }),
        ...(address === undefined ? {} : { 'ceterms:proxyFor': address }),
      })
      return id
    })
  }

  #label(node: PathwayNode): JsonObject {
    const name = 'name' in node ? node.name : undefined
    return name === undefined ? {} : { 'ceterms:name': { en: name } }
  }
}

const badgeAddress = (badge: BadgeReference): string | undefined =>
  typeof badge === 'string' && isAbsoluteUri(badge) ? badge : undefined

/** An address that is enough to name the skill. That of a whole framework would name another skill. */
function skillAddress(skill: SkillReference): string | undefined {
  const { url, code = '' } = typeof skill === 'string' ? { url: skill } : skill
  const wanted = skillKey(skill)
  return [url, REGISTRY + url, REGISTRY + code].find(
    (address) => isAbsoluteUri(address) && skillKey(address) === wanted,
  )
}

/** The address of a CTID. */
const REGISTRY = 'https://credentialengineregistry.org/resources/'
