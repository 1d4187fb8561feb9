/** Where credentials are in images: one row for each standard (Open Badges 3.0 section 5.3, CLR 2.0, Open Badges 2.0). */

/** A standard that defines how to bake credentials. */
export type BakedStandard = 'open-badges-3' | 'clr-2' | 'open-badges-2'

export interface Container {
  readonly standard: BakedStandard
  /** Keyword of the PNG text chunk. */
  readonly keyword: string
  /** Namespace and local name of the SVG element. */
  readonly namespace: string
  readonly element: string
  /** Kinds of text that it may have. Earlier standards also bake the URL of a hosted assertion. */
  readonly kinds: readonly BakedKind[]
}

export type BakedKind = 'json' | 'jws' | 'url'

/** In order of preference: readers use the first one in the image. */
export const CONTAINERS: readonly [Container, Container, ...Container[]] = [
  {
    standard: 'open-badges-3',
    keyword: 'openbadgecredential',
    namespace: 'https://purl.imsglobal.org/ob/v3p0',
    element: 'credential',
    kinds: ['json', 'jws'],
  },
  {
    standard: 'clr-2',
    keyword: 'clrcredential',
    namespace: 'https://purl.imsglobal.org/clr/v2p0',
    element: 'credential',
    kinds: ['json', 'jws'],
  },
  {
    standard: 'open-badges-2',
    keyword: 'openbadges',
    namespace: 'http://openbadges.org',
    element: 'assertion',
    kinds: ['json', 'jws', 'url'],
  },
]

export const OPEN_BADGES_3: Container = CONTAINERS[0]
const CLR_2: Container = CONTAINERS[1]

/** This container and those that readers use before it. Badges and records always exclude each other. */
export function upTo(container: Container): readonly Container[] {
  const last = Math.max(CONTAINERS.indexOf(container), CONTAINERS.indexOf(CLR_2))
  return CONTAINERS.slice(0, last + 1)
}
