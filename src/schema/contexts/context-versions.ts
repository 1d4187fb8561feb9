/** The published contexts: URLs by version, the terms that they define for any object, and the services that need them. */
import {
  BITSTRING_STATUS,
  type ContextVersion,
  EXTENSIONS,
  OPEN_BADGES_CONTEXTS,
  STATUS_LIST_2021,
  VCDM_2,
} from '../../documents/context-urls.js'
import type { Json } from '../../encoding/json.js'

/** All versions of the Open Badges context, oldest first. */
const VERSIONS: readonly {
  readonly url: string
  readonly dataModel: '1.1' | '2.0'
  readonly defines: readonly string[]
}[] = Object.values(OPEN_BADGES_CONTEXTS)

/**
 * The definition of `endorsementJwt` that context 3.0.3 has since June 2026, when it was changed in place. A badge repeats
 * it for readers with the earlier copy. JSON-LD allows the same definition twice.
 */
export const ENDORSEMENT_JWT: { readonly [term: string]: { readonly [keyword: string]: string } } =
  Object.freeze({
    endorsementJwt: Object.freeze({
      '@id': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementJwt',
      '@container': '@set',
    }),
  })

/** Whether a context is exactly `ENDORSEMENT_JWT`. */
export function isEndorsementJwt(context: Json | undefined): boolean {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) return false
  const { endorsementJwt: own, ...others } = context as { readonly [member: string]: Json }
  if (typeof own !== 'object' || own === null || Object.keys(others).length > 0) return false
  const { '@id': id, '@container': container, ...further } = own as { readonly [member: string]: Json }
  const { '@id': wanted, '@container': set } = ENDORSEMENT_JWT['endorsementJwt']!
  return id === wanted && container === set && Object.keys(further).length === 0
}

/** Terms that every Open Badges context defines for objects of any type. */
const EVERYWHERE = ['alignment', 'description', 'endorsement', 'image', 'name', 'narrative', 'url'] as const

/** Terms that the context of VCDM 2.0 defines for objects of any type. */
const OF_VCDM_2 = ['digestMultibase', 'digestSRI', 'mediaType'] as const

/** A term that the contexts of a badge define for any object, also for classes that do not have it in the data model. */
export type StandardTerm =
  | (typeof EVERYWHERE)[number]
  | (typeof OF_VCDM_2)[number]
  | (typeof OPEN_BADGES_CONTEXTS)[ContextVersion]['defines'][number]

/** Term → the contexts that define it; `undefined` if every context does. */
const DEFINERS: ReadonlyMap<string, readonly string[] | undefined> = /* @__PURE__ */ definers()

function definers(): ReadonlyMap<string, readonly string[] | undefined> {
  const found = new Map<string, string[] | undefined>()
  for (const term of EVERYWHERE) found.set(term, undefined)
  for (const term of OF_VCDM_2) found.set(term, [VCDM_2])
  for (const { url, defines } of VERSIONS)
    for (const term of defines) found.set(term, [...(found.get(term) ?? []), url])
  return found
}

/** Whether the term is a `StandardTerm` under these contexts; without contexts, under any. */
export function isStandardTerm(term: string, contexts?: readonly Json[]): term is StandardTerm {
  if (!DEFINERS.has(term)) return false
  const found: readonly Json[] | undefined = DEFINERS.get(term)
  return found === undefined || contexts === undefined || contexts.some((one) => found.includes(one))
}

/** The contexts that were made for VCDM 1.1. */
export const OPEN_BADGES_OF_VCDM_1: readonly string[] = VERSIONS.filter(
  ({ dataModel }) => dataModel === '1.1',
).map(({ url }) => url)

/** The terms of other versions that the context at `url` lacks; `undefined` if it is not the URL of a version. */
export function termsLackedBy(url: string): ReadonlySet<string> | undefined {
  return LACKED.get(url)
}

const LACKED: ReadonlyMap<string, ReadonlySet<string>> = /* @__PURE__ */ new Map(
  VERSIONS.map(({ url, defines }) => [
    url,
    new Set(VERSIONS.flatMap((version) => version.defines).filter((term) => !defines.includes(term))),
  ]),
)

const SERVICE_CONTEXTS: ReadonlyMap<unknown, string> = /* @__PURE__ */ new Map([
  ['1EdTechJsonSchemaValidator2019', EXTENSIONS],
  ['1EdTechRevocationList', EXTENSIONS],
  ['1EdTechCredentialRefresh', EXTENSIONS],
  ['StatusList2021Entry', STATUS_LIST_2021],
])

/** The further context that a type of service needs. The VCDM 2.0 context defines bitstring entries. */
function contextOfService(type: Json | undefined, older: boolean): string | undefined {
  if (older && type === 'BitstringStatusListEntry') return BITSTRING_STATUS
  return SERVICE_CONTEXTS.get(type)
}

const SERVICES = ['credentialSchema', 'credentialStatus', 'refreshService'] as const

/** Context → the types of services in the credential that need it, each once. */
export function contextsOfServices(
  credential: Readonly<Record<string, Json | undefined>>,
  older: boolean,
): ReadonlyMap<string, readonly string[]> {
  const needed = new Map<string, string[]>()
  for (const name of SERVICES) {
    const value = credential[name]
    if (value === undefined) continue
    for (const item of Array.isArray(value) ? (value as readonly Json[]) : [value]) {
      if (typeof item !== 'object' || item === null) continue
      const type = (item as Readonly<Record<string, Json>>)['type']
      for (const one of Array.isArray(type) ? (type as readonly Json[]) : [type]) {
        const context = contextOfService(one, older)
        if (context === undefined) continue
        const types = needed.get(context)
        if (types === undefined) needed.set(context, [one as string])
        else if (!types.includes(one as string)) types.push(one as string)
      }
    }
  }
  return needed
}
