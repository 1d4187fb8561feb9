/**
 * What a holder can do to the names of an issuer's own contexts without a change of the graph: contexts of his own that
 * exchange two names or give one another name, at every place and in every scope, and the same exchange in the badge.
 */
import type { JsonObject } from '../../src/encoding/json.js'
import type { Random } from './mutate.js'

const NS = 'https://uni.example/terms#'
const OTHER = 'https://uni.example/other/'

type Plain = Record<string, unknown>

export interface Genuine {
  /** The issuer's own contexts. */
  readonly contexts: readonly unknown[]
  /** Members of the achievement. */
  readonly members: Plain
}

const pick = <T>(from: readonly T[], random: Random): T => from[random(from.length)]!

/** Members that are simple values: name → term definition. */
const TERMS: Readonly<Record<string, unknown>> = {
  ects: `${NS}ects`,
  hours: `${NS}hours`,
  weeks: { '@id': `${NS}duration`, '@type': `${NS}Weeks` },
  days: { '@id': `${NS}duration`, '@type': `${NS}Days` },
  minor: `${OTHER}minor`,
  major: `${OTHER}major`,
}
const NODES: Readonly<Record<string, unknown>> = { plan: `${NS}plan`, part: `${OTHER}part` }
const CLASSES: readonly string[] = ['Course', 'Module']

/** Contexts of an issuer that say by terms, by scoped terms or by a vocabulary what the names mean, and members under them. */
export function genuine(random: Random): Genuine {
  const contexts: unknown[] = []
  const terms: Plain = {}
  const scoped: Plain = {}
  const implied = random(3) === 0
  for (const [name, definition] of Object.entries(TERMS)) {
    if (implied && typeof definition === 'string' && definition.startsWith(NS)) continue
    const scope = random(4) === 0 ? scoped : terms
    scope[name] = definition
  }
  const classes: Plain = Object.fromEntries(
    CLASSES.map((name) => [
      name,
      random(2) === 0 ? `${NS}${name}` : { '@id': `${NS}${name}`, '@context': scoped },
    ]),
  )
  const nodes: Plain = Object.fromEntries(
    Object.entries(NODES).map(([name, id]) => [
      name,
      random(3) === 0 ? { '@id': id, '@context': scoped } : id,
    ]),
  )
  const all = { ...(implied ? { '@vocab': NS } : {}), ...terms, ...classes, ...nodes }
  if (random(3) === 0 && !implied && Object.keys(scoped).length === 0)
    contexts.push({ ...terms, ...classes }, nodes)
  else contexts.push(all)
  if (random(2) === 0) contexts.reverse()
  const values = (depth: number): Plain => {
    const members: Plain = {}
    for (const name of Object.keys(TERMS)) {
      const isScoped = Object.hasOwn(scoped, name)
      if (random(3) > 0 && (!isScoped || depth > 0)) members[name] = String(random(1000))
    }
    if (depth < 2) {
      for (const name of Object.keys(NODES)) {
        if (random(3) > 0) members[name] = { type: pick(CLASSES, random), ...values(depth + 1) }
      }
    }
    return members
  }
  return { contexts, members: values(0) }
}

/** Changes the badge in place, as a holder would. */
export function exchangeNames(badge: JsonObject, random: Random): void {
  const root = badge as Plain
  const { achievement } = root['credentialSubject'] as Plain
  for (let rounds = 1 + random(2); rounds > 0; rounds--) attack(root, achievement as Plain, random)
}

interface Place {
  readonly node: Plain
  readonly holder: Plain | undefined
  readonly name: string
}

function placesOf(node: Plain, holder: Plain | undefined, name: string): readonly Place[] {
  const inside = Object.entries(node).flatMap(([each, value]) =>
    Object.hasOwn(NODES, each) ? placesOf(value as Plain, node, each) : [],
  )
  return [{ node, holder, name }, ...inside]
}

function attack(root: Plain, achievement: Plain, random: Random): void {
  const places = placesOf(achievement, undefined, '')
  const { node, holder, name } = pick(places, random)
  const present = Object.keys(TERMS).filter((each) => Object.hasOwn(node, each))
  if (present.length === 0) return
  const left = pick(present, random)
  const right =
    random(4) === 0 ? pick(['minutes', `${NS}x`, 'name2'], random) : pick(Object.keys(TERMS), random)
  if (left === right) return
  const exchanged: Plain = {
    [right]: TERMS[left],
    ...(TERMS[right] === undefined ? {} : { [left]: TERMS[right] }),
  }
  const first = node[left]
  const second = node[right]
  delete node[left]
  delete node[right]
  node[right] = first
  if (second !== undefined) node[left] = second
  const list: unknown[] = [exchanged]
  if (random(3) === 0) list.unshift({ '@vocab': null })
  if (random(4) === 0) list.unshift({ unused: `${NS}unused` })
  switch (random(4)) {
    case 0:
      insert(root, list, random)
      return
    case 1:
      insert(pick(places, random).node, list, random)
      return
    case 2: {
      // By a type of the object, under its own name, a new one or its IRI.
      const type = String(node['type'])
      if (!CLASSES.includes(type)) {
        insert(node, list, random)
        return
      }
      const called = pick([type, 'Kurs', 'Aaa', NS + type], random)
      node['type'] = called
      insert(
        pick([root, node, achievement], random),
        [{ [called]: { '@id': NS + type, '@context': list } }],
        random,
      )
      return
    }
    default: {
      // By the member that the object stands under.
      if (holder === undefined) {
        insert(node, list, random)
        return
      }
      const called = pick([name, 'course', `${NS}${name}`, 'a:plan'], random)
      delete holder[name]
      holder[called] = node
      if (random(3) === 0)
        list.unshift(null, { ...TERMS, ...NODES, id: '@id', type: '@type', Course: `${NS}Course` })
      const iri = String(NODES[name])
      insert(
        pick([root, holder, achievement], random),
        [{ [called]: { '@id': iri, '@context': list } }],
        random,
      )
    }
  }
}

function insert(node: Plain, contexts: readonly unknown[], random: Random): void {
  const before = node['@context']
  const list = before === undefined ? [] : Array.isArray(before) ? before : [before]
  // The first two are those of the data model.
  const start = list.length > 1 ? 2 : list.length
  list.splice(start + random(list.length - start + 1), 0, ...contexts)
  node['@context'] = list
}
