/** Where credentials lie in images: one row for each standard that ever baked (OB 3.0 section 5.3, CLR 2.0, OB 2.0). */

/** A standard that says how credentials are baked. */
export type BakedStandard = 'open-badges-3' | 'clr-2' | 'open-badges-2'

export interface Container {
  readonly standard: BakedStandard
  /** Keyword of the PNG text chunk. */
  readonly keyword: string
  /** Namespace and local name of the SVG element. */
  readonly namespace: string
  readonly element: string
  /** Texts that the container may hold; earlier standards also bake the address of a hosted assertion. */
  readonly kinds: readonly BakedKind[]
}

export type BakedKind = 'json' | 'jws' | 'url'

/** In order of preference: the first one present is read. */
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

/** Containers that readers look into before this one, and this one; badges and records hide each other in any case. */
export function upTo(container: Container): readonly Container[] {
  const last = Math.max(CONTAINERS.indexOf(container), CONTAINERS.indexOf(CLR_2))
  return CONTAINERS.slice(0, last + 1)
}
