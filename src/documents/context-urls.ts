/** The URLs of the contexts that the rooms ask about, each written once. */

export const VCDM_2 = 'https://www.w3.org/ns/credentials/v2'
export const VCDM_1 = 'https://www.w3.org/2018/credentials/v1'
export const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
export const BITSTRING_STATUS = 'https://www.w3.org/ns/credentials/status/v1'
export const STATUS_LIST_2021 = 'https://w3id.org/vc/status-list/2021/v1'
export const DATA_INTEGRITY_2 = 'https://w3id.org/security/data-integrity/v2'

/** Whether a context is of Open Badges 1 or 2, which have another data model. */
export function isOlderOpenBadges(url: string, version: 1 | 2): boolean {
  return (
    url.startsWith(`https://w3id.org/openbadges/v${version}`) ||
    url.startsWith(`http://w3id.org/openbadges/v${version}`)
  )
}

interface ContextVersionRow {
  readonly url: string
  /** The data model for which it was made. The contexts for 1.1 redefine terms that VCDM 2.0 protects. */
  readonly dataModel: '1.1' | '2.0'
  /** Terms for objects of any type that not every version has. */
  readonly defines: readonly string[]
}

/** A row for each version of the Open Badges context, oldest first (Open Badges 3.0, Data Model). */
export const OPEN_BADGES_CONTEXTS = {
  '3.0.0': { url: 'https://purl.imsglobal.org/spec/ob/v3p0/context.json', dataModel: '1.1', defines: [] },
  '3.0.1': {
    url: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
    dataModel: '1.1',
    defines: ['awardedDate'],
  },
  '3.0.2': {
    url: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
    dataModel: '2.0',
    defines: [],
  },
  '3.0.3': {
    url: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    dataModel: '2.0',
    defines: ['awardedDate', 'endorsementJwt', 'inLanguage', 'jti'],
  },
} as const satisfies Readonly<Record<string, ContextVersionRow>>

export type ContextVersion = keyof typeof OPEN_BADGES_CONTEXTS

/** The version that laurel writes unless another one is asked for. */
export const CURRENT_VERSION = '3.0.3'
export const OPEN_BADGES = OPEN_BADGES_CONTEXTS[CURRENT_VERSION].url
