/** The published contexts: URLs by version, the terms that they define for any object, and the services that need them. */
import type { Json } from '../../encoding/json.js'

export const VCDM_2 = 'https://www.w3.org/ns/credentials/v2'
export const VCDM_1 = 'https://www.w3.org/2018/credentials/v1'
export const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
const BITSTRING_STATUS = 'https://www.w3.org/ns/credentials/status/v1'
const STATUS_LIST_2021 = 'https://w3id.org/vc/status-list/2021/v1'

/** Version of the Open Badges context → address (Open Badges 3.0, Data Model). */
export const CONTEXT_VERSIONS = {
  '3.0.0': 'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
  '3.0.1': 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
  '3.0.2': 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
  '3.0.3': 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
} as const

export type ContextVersion = keyof typeof CONTEXT_VERSIONS

export const OPEN_BADGES = CONTEXT_VERSIONS['3.0.3']

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

/** Terms that a badge's contexts define for objects of any type → the contexts that define them. */
const TERMS = {
  alignment: 'every',
  description: 'every',
  endorsement: 'every',
  image: 'every',
  name: 'every',
  narrative: 'every',
  url: 'every',
  awardedDate: [CONTEXT_VERSIONS['3.0.1'], OPEN_BADGES],
  endorsementJwt: [OPEN_BADGES],
  inLanguage: [OPEN_BADGES],
  jti: [OPEN_BADGES],
  digestMultibase: [VCDM_2],
  digestSRI: [VCDM_2],
  mediaType: [VCDM_2],
} as const satisfies Readonly<Record<string, 'every' | readonly string[]>>

/** A term that the contexts of a badge define for any object, also for classes that do not have it in the data model. */
export type StandardTerm = keyof typeof TERMS

/** Whether the term is a `StandardTerm` under these contexts; without contexts, under any. */
export function isStandardTerm(term: string, contexts?: readonly Json[]): term is StandardTerm {
  if (!Object.hasOwn(TERMS, term)) return false
  const definers: 'every' | readonly Json[] = TERMS[term as StandardTerm]
  return definers === 'every' || contexts === undefined || contexts.some((one) => definers.includes(one))
}

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
