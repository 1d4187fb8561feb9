/**
 * The standard name of each term that the published contexts define. JSON-LD allows other names with the same meaning: an IRI,
 * a compact IRI, or another term of an own context. A signature of the graph is valid for all of them, but readers of the JSON
 * know only the standard name. Such readers would not notice a renamed `validUntil` (VCDM 2.0 section 6.1: compacted
 * documents).
 */
import { bundledContext } from '../../documents/bundled.js'
import { EXTENSIONS, OPEN_BADGES, STATUS_LIST_2021, VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import type { ActiveContext, TermDefinition } from './active-context.js'
import { LOCAL, PROPERTY_SCOPED } from './compile-context.js'
import { initialContext } from './context-cache.js'
import { processContext } from './process-context.js'

const CONTEXTS = [VCDM_2, VCDM_1, OPEN_BADGES, STATUS_LIST_2021, EXTENSIONS]

/** CLR 2.0, whose contexts load only for records. With two exceptions, an IRI ends with the name of its term. */
const CLR = 'https://purl.imsglobal.org/spec/vc/clr/vocab.html#'
const CLR_NAMES: ReadonlyMap<string, string> = new Map([
  ['identifier-1', 'identifier'],
  ['AssociationType', 'associationType'],
])

/** Members with other IRIs in the contexts of Open Badges before 3.0.3, which are not always loaded. */
const OPEN_BADGES_VOCABULARY = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#'
const OLDER: ReadonlyMap<string, string> = new Map([
  ['achievement-0', 'achievement'],
  ['Achievement', 'achievement'],
  ['Address', 'address'],
  ['Image', 'image'],
  ['PhoneNumber', 'phone'],
  ['Profile', 'creator'],
])

/** The dates of VCDM 1.1, and their names in 2.0. */
const OLD_DATES: ReadonlyMap<string, string> = new Map([
  ['https://www.w3.org/2018/credentials#issuanceDate', 'validFrom'],
  ['https://www.w3.org/2018/credentials#expirationDate', 'validUntil'],
])

type Names = ReadonlyMap<string, readonly string[]>

/** A cache for bundled contexts, which never change. */
const memo = new Map<string, Names>()

/** The required name of a type with this IRI; `undefined` if `name` is it, or there is none. */
export function standardType(iri: string, name: string): string | undefined {
  const names = namesOf(iri)
  const classes = names.filter(isClass)
  return (classes.length > 0 ? classes : names).includes(name) ? undefined : (classes[0] ?? names[0])
}

/** The same for a member. Names of classes are not members, although some contexts give them to the IRI of a property. */
export function standardMember(iri: string, name: string, { terms }: ActiveContext): string | undefined {
  // A term that only VCDM 2.0 defines.
  const renewed = terms.has('EnvelopedVerifiableCredential') ? OLD_DATES.get(iri) : undefined
  if (renewed !== undefined) return renewed
  const names = namesOf(iri).filter((each) => !isClass(each))
  return names.includes(name) ? undefined : names[0]
}

export function isClass(name: string): boolean {
  return /^(?:1EdTech)?[A-Z]/.test(name)
}

function namesOf(iri: string): readonly string[] {
  const found = new Set<string>()
  if (iri.startsWith(CLR)) {
    const name = iri.slice(CLR.length)
    found.add(CLR_NAMES.get(name) ?? name)
  }
  for (const url of CONTEXTS) for (const name of tableOf(url)?.get(iri) ?? []) found.add(name)
  const older = iri.startsWith(OPEN_BADGES_VOCABULARY)
    ? OLDER.get(iri.slice(OPEN_BADGES_VOCABULARY.length))
    : undefined
  if (older !== undefined) found.add(older)
  return [...found]
}

function tableOf(url: string): Names | undefined {
  let names = memo.get(url)
  if (names === undefined && bundledContext(url) !== undefined) {
    names = namesIn(processContext(initialContext(), url, LOCAL))
    memo.set(url, names)
  }
  return names
}

/** IRI → names, for all terms of a context and of its scoped contexts. */
function namesIn(context: ActiveContext): Names {
  const names = new Map<string, string[]>()
  const seen = new Set<TermDefinition>()
  const open = [context]
  for (let active = open.pop(); active !== undefined; active = open.pop()) {
    for (const [name, term] of active.terms) {
      if (seen.has(term)) continue
      seen.add(term)
      if (term.id?.includes(':')) names.set(term.id, [...(names.get(term.id) ?? []), name])
      if (term.context !== undefined) open.push(processContext(active, term.context, PROPERTY_SCOPED))
    }
  }
  return names
}
