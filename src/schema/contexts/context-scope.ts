/** The contexts that apply to a part of a document: those of the nearest credential around it. */
import {
  BITSTRING_STATUS,
  DATA_INTEGRITY_2,
  EXTENSIONS,
  OPEN_BADGES,
  OPEN_BADGES_CONTEXTS,
  STATUS_LIST_2021,
  VCDM_1,
  VCDM_2,
} from '../../documents/context-urls.js'
import type { Json } from '../../encoding/json.js'
import { isEndorsementJwt, OPEN_BADGES_OF_VCDM_1, termsLackedBy } from './context-versions.js'

export interface Frame {
  /** The strict form: one value is not allowed in place of a list, and faults of meaning are errors. */
  readonly strict: boolean
  /** True if a context that is not one of the standards' may define further terms. */
  readonly open: boolean
  /** Terms of the data model that the Open Badges context here does not define. */
  readonly lacks?: ReadonlySet<string> | undefined
  /** The standards' contexts of all credentials around the part, outermost first; empty for a part alone. */
  readonly contexts: readonly Json[]
  /** True if the contexts themselves have no fault. */
  readonly regular: boolean
}

const NONE: readonly Json[] = []

/** The scope of a part without a credential around it, as the builders make it. */
export const standalone = (strict: boolean, open = false): Frame => ({
  strict,
  open,
  lacks: undefined,
  contexts: NONE,
  regular: true,
})

/** The contexts of nearly every badge. */
const USUAL: readonly Json[] = [VCDM_2, OPEN_BADGES]
const STRICT: Frame = { ...standalone(true), contexts: USUAL }
const COMPACT: Frame = { ...standalone(false), contexts: USUAL }

const OB = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)*\.json$/
/** URLs at which the unversioned context was published, or which redirect to it. */
const OB_ALIASES: ReadonlySet<unknown> = new Set([
  'https://purl.imsglobal.org/spec/ob/v3p0/context/ob_v3p0.jsonld',
  'https://purl.imsglobal.org/spec/ob/v3p0/context/',
  'https://purl.imsglobal.org/spec/ob/v3p0/context',
])
/** Contexts made for VCDM 1.1. They redefine terms that VCDM 2.0 protects. */
const CLASHING: ReadonlySet<unknown> = new Set([...OPEN_BADGES_OF_VCDM_1, ...OB_ALIASES])
/** Contexts that define no terms for the content of a badge. */
const NEUTRAL: ReadonlySet<unknown> = new Set([
  VCDM_2,
  VCDM_1,
  EXTENSIONS,
  'https://w3id.org/security/data-integrity/v1',
  DATA_INTEGRITY_2,
  'https://w3id.org/security/suites/ed25519-2020/v1',
  'https://w3id.org/security/suites/ed25519-2018/v1',
  'https://w3id.org/security/suites/jws-2020/v1',
  'https://w3id.org/security/multikey/v1',
  STATUS_LIST_2021,
  BITSTRING_STATUS,
])

export const isOpenBadgesContext = (x: Json | undefined): boolean =>
  x === OPEN_BADGES || (typeof x === 'string' && OB.test(x))
export const isOpenBadgesAlias = (x: Json | undefined): boolean => OB_ALIASES.has(x)
export const isVersion1 = (contexts: Json | undefined): boolean =>
  contexts === VCDM_1 || (Array.isArray(contexts) && contexts[0] === VCDM_1)

/** Whether a context is one of the standards', which define no terms of the issuer. */
export const isNeutral = (x: Json | undefined): boolean =>
  x === OPEN_BADGES || NEUTRAL.has(x) || isOpenBadgesContext(x) || isOpenBadgesAlias(x) || isEndorsementJwt(x)

/** The scope inside a credential, from its own contexts and the outer scope. It also handles broken contexts. */
export function frameOf(outer: Frame, contexts: Json | undefined): Frame {
  if (!Array.isArray(contexts)) {
    const open = outer.open || (contexts !== undefined && !isNeutral(contexts))
    return { strict: outer.strict, open, lacks: undefined, contexts: outer.contexts, regular: false }
  }
  if (
    contexts.length === 2 &&
    contexts[1] === OPEN_BADGES &&
    contexts[0] === VCDM_2 &&
    !outer.open &&
    (outer.contexts.length === 0 || outer.contexts === USUAL)
  ) {
    return outer.strict ? STRICT : COMPACT
  }
  let open = outer.open
  // Only these are asked for again, and each part that is a credential copies the list.
  const known = outer.contexts.slice()
  for (const context of contexts as readonly Json[]) {
    if (isNeutral(context)) known.push(context)
    else open = true
  }
  return {
    strict: outer.strict,
    open,
    lacks: open ? undefined : lacking(contexts),
    contexts: known,
    regular: contextFault(contexts) === undefined,
  }
}

/** As `frameOf`, for the fast path: `undefined` if the contexts have a fault. */
export function within(outer: Frame, contexts: Json | undefined): Frame | undefined {
  const frame = frameOf(outer, contexts)
  return frame.regular ? frame : undefined
}

export interface ContextFault {
  readonly index?: number
  readonly code:
    | 'context_not_a_list'
    | 'context_order'
    | 'context_missing'
    | 'context_item'
    | 'context_alias'
    | 'context_clash'
}

/** The first fault of the contexts (Open Badges 3.0, Data Model). In VCDM 1.1 the Open Badges context need not be the second. */
export function contextFault(contexts: Json | undefined): ContextFault | undefined {
  if (!Array.isArray(contexts)) return { code: 'context_not_a_list' }
  const first: Json | undefined = contexts[0]
  if (first !== VCDM_2 && first !== VCDM_1) return { index: 0, code: 'context_order' }
  if (contexts.length < 2) return { code: 'context_missing' }
  const at = contexts.findIndex((item: Json) => isOpenBadgesContext(item) || isOpenBadgesAlias(item))
  if (at < 0) return { index: 1, code: 'context_missing' }
  if (at !== 1 && first === VCDM_2) return { index: 1, code: 'context_order' }
  for (let i = 1; i < contexts.length; i++) {
    if (!isContextItem(contexts[i] as Json)) return { index: i, code: 'context_item' }
  }
  if (first === VCDM_2 && CLASHING.has(contexts[at])) return { index: at, code: 'context_clash' }
  return isOpenBadgesAlias(contexts[at]) ? { index: at, code: 'context_alias' } : undefined
}

/**
 * Whether JSON-LD refuses a credential with these contexts inside one with the contexts `outer`: the versions of VCDM
 * cannot be combined, and the Open Badges contexts since 3.0.2 protect their terms against every other version.
 */
export function clashesWithin(outer: readonly Json[], contexts: Json | undefined): boolean {
  if (outer.length === 0 || !Array.isArray(contexts)) return false
  const [ownVcdm, ownOpenBadges] = standardsOf(contexts)
  // Incomplete contexts have an issue already.
  if (!ownVcdm || !ownOpenBadges) return false
  const [vcdm, openBadges] = standardsOf(outer)
  if (!vcdm || !openBadges) return false
  return vcdm !== ownVcdm || (openBadges !== ownOpenBadges && !CLASHING.has(openBadges))
}

/** The innermost VCDM and Open Badges contexts. */
function standardsOf(
  contexts: readonly Json[],
): readonly [vcdm: Json | undefined, openBadges: Json | undefined] {
  const inward = [...contexts].reverse()
  return [
    inward.find((item) => item === VCDM_2 || item === VCDM_1),
    inward.find((item) => isOpenBadgesContext(item) || isOpenBadgesAlias(item)),
  ]
}

/** Whether an item of `@context` is an absolute URL or an object. */
export const isContextItem = (x: Json): boolean =>
  typeof x === 'string' ? /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(x) : isObject(x)

const isObject = (x: Json): boolean => typeof x === 'object' && x !== null && !Array.isArray(x)

function lacking(contexts: readonly Json[]): ReadonlySet<string> | undefined {
  if (contexts.includes(OPEN_BADGES)) return undefined
  const own = contexts.find((item) => isOpenBadgesContext(item) || isOpenBadgesAlias(item))
  if (own === undefined) return undefined
  // A later version than we know lacks nothing that we know; the unversioned context is the first one.
  const unversioned = !/-3\.\d\.\d/.test(own as string)
  return termsLackedBy(unversioned ? OPEN_BADGES_CONTEXTS['3.0.0'].url : (own as string))
}
