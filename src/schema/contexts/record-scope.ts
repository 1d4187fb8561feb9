/** The contexts that apply to the parts of a record (1EdTech Comprehensive Learner Record 2.0, ClrCredential). */

import { VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import type { Json } from '../../encoding/json.js'
import { type ContextFault, contextFault, type Frame, frameOf, isContextItem } from './context-scope.js'

const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/'
const CLR_CONTEXT = /^https:\/\/purl\.imsglobal\.org\/spec\/clr\/v2p0\/context(-2\.\d\.\d)*\.json$/

/** Version of the CLR context → URL. The older one defines neither `partial` nor the learner's identifiers. */
export const CLR_VERSIONS = { '2.0.0': `${CLR}context.json`, '2.0.1': `${CLR}context-2.0.1.json` } as const

const isClrContext = (x: Json | undefined): boolean => typeof x === 'string' && CLR_CONTEXT.test(x)

/** The first fault of a record's contexts. VCDM 2.0 fixes the order of the first three, VCDM 1.1 of the first only. */
export function recordContextFault(contexts: Json | undefined): ContextFault | undefined {
  if (!Array.isArray(contexts)) return { code: 'context_not_a_list' }
  const list = contexts as readonly Json[]
  if (list[0] !== VCDM_2 && list[0] !== VCDM_1) return { index: 0, code: 'context_order' }
  const at = list.findIndex(isClrContext)
  if (at < 0) return { index: 1, code: 'context_missing' }
  if (at !== 1 && list[0] === VCDM_2) return { index: 1, code: 'context_order' }
  const fault = contextFault(othersIn(list))
  if (fault?.index === undefined) return fault === undefined ? undefined : { ...fault, index: 2 }
  return fault.index < at ? fault : { ...fault, index: fault.index + 1 }
}

/** The scope inside a record. It also handles broken contexts. */
export function recordFrame(outer: Frame, contexts: Json | undefined): Frame {
  if (!Array.isArray(contexts)) return frameOf(outer, contexts)
  const frame = frameOf(outer, othersIn(contexts))
  return {
    ...frame,
    contexts: [...frame.contexts, ...(contexts as readonly Json[]).filter(isClrContext)],
    regular: recordContextFault(contexts) === undefined,
  }
}

/** As `recordFrame`, for the fast path: `undefined` if the contexts have a fault. */
export function withinRecord(outer: Frame, contexts: Json | undefined): Frame | undefined {
  const frame = recordFrame(outer, contexts)
  return frame.regular ? frame : undefined
}

/** The scope inside a credential of a record. Its own contexts are checked when the credential itself is verified. */
export function partFrame(outer: Frame): Frame {
  return { ...outer, strict: false, open: true, lacks: undefined }
}

/** Whether the contexts are a list that begins with the VCDM context of the given version. */
export function isPartContext(contexts: Json | undefined, older: boolean): boolean {
  if (!Array.isArray(contexts)) return false
  return (
    (contexts as readonly Json[]).every((item, i) => {
      if (i === 0) return item === (older ? VCDM_1 : VCDM_2)
      if (typeof item === 'string') return isContextItem(item)
      return typeof item === 'object' && item !== null && !Array.isArray(item)
    }) && contexts.length > 0
  )
}

/** The other contexts. The CLR contexts only define terms for classes of CLR. */
function othersIn(contexts: readonly Json[]): readonly Json[] {
  return contexts.filter((item) => !isClrContext(item))
}
