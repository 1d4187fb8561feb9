/** The published contexts: their addresses by version, what each defines for any object, which services need one. */
import type { Json } from '../encoding/json.js'

export const VCDM_2 = 'https://www.w3.org/ns/credentials/v2'
export const VCDM_1 = 'https://www.w3.org/2018/credentials/v1'
export const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
const BITSTRING_STATUS = 'https://www.w3.org/ns/credentials/status/v1'
const STATUS_LIST_2021 = 'https://w3id.org/vc/status-list/2021/v1'

/** Version of the Open Badges context → address (A13). */
export const CONTEXT_VERSIONS = {
  '3.0.0': 'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
  '3.0.1': 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
  '3.0.2': 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
  '3.0.3': 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
} as const

export type ContextVersion = keyof typeof CONTEXT_VERSIONS

export const OPEN_BADGES = CONTEXT_VERSIONS['3.0.3']

/** What every Open Badges context defines for any object, whatever its type. */
const ALWAYS = ['alignment', 'description', 'endorsement', 'image', 'name', 'narrative', 'url'] as const
const LATER = {
  [VCDM_2]: ['digestMultibase', 'digestSRI', 'mediaType'],
  [CONTEXT_VERSIONS['3.0.1']]: ['awardedDate'],
  [OPEN_BADGES]: ['awardedDate', 'endorsementJwt', 'inLanguage', 'jti'],
} as const

/** A term that the contexts of a badge define for any object, also where the data model does not put it. */
export type StandardTerm = (typeof ALWAYS)[number] | (typeof LATER)[keyof typeof LATER][number]

/** Every `StandardTerm`, whichever contexts define it. */
export const STANDARD_TERMS: ReadonlySet<string> = new Set([...ALWAYS, ...Object.values(LATER).flat()])

const always: ReadonlySet<string> = new Set(ALWAYS)

/** Whether the term is a `StandardTerm` under these contexts. */
export function isStandardTerm(term: string, contexts: readonly Json[]): boolean {
  if (always.has(term)) return true
  return contexts.some((context) => {
    const later: readonly string[] | undefined = LATER[context as keyof typeof LATER]
    return typeof context === 'string' && later !== undefined && later.includes(term)
  })
}

const SERVICE_CONTEXTS: ReadonlyMap<unknown, string> = new Map([
  ['1EdTechJsonSchemaValidator2019', EXTENSIONS],
  ['1EdTechRevocationList', EXTENSIONS],
  ['1EdTechCredentialRefresh', EXTENSIONS],
  ['StatusList2021Entry', STATUS_LIST_2021],
])

/** The context that a type of service needs besides those of the badge; VCDM 2.0 itself knows bitstring entries. */
export function contextOfService(type: Json | undefined, older: boolean): string | undefined {
  if (older && type === 'BitstringStatusListEntry') return BITSTRING_STATUS
  return SERVICE_CONTEXTS.get(type)
}

/** Members of a credential whose values are services. */
export const SERVICES = ['credentialSchema', 'credentialStatus', 'refreshService'] as const

/** Context → types of the credential's services that need it, each once. */
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
      for (const type of [(item as Readonly<Record<string, Json>>)['type']].flat() as readonly Json[]) {
        const context = contextOfService(type, older)
        if (context === undefined) continue
        const types = needed.get(context) ?? []
        needed.set(context, [...types.filter((one) => one !== type), type as string])
      }
    }
  }
  return needed
}
