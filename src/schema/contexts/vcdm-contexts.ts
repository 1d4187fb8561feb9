/** The contexts that apply to a credential of VCDM itself: the VCDM context first, then contexts for further terms. */

import { VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import type { Json } from '../../encoding/json.js'
import {
  type ContextFault,
  type Frame,
  isContextItem,
  isNeutral,
  isOpenBadgesAlias,
  isOpenBadgesContext,
} from './context-scope.js'

/** The scope of a credential with the VCDM context only. */
const closed = (strict: boolean, contexts: readonly Json[]): Frame => ({
  strict,
  open: false,
  contexts,
  regular: true,
})
const STRICT_2 = /* @__PURE__ */ closed(true, [VCDM_2])
const COMPACT_2 = /* @__PURE__ */ closed(false, [VCDM_2])

/** The scope inside the credential. It also handles broken contexts. */
export function vcdmFrame(outer: Frame, contexts: Json | undefined): Frame {
  if (!Array.isArray(contexts)) return { ...outer, contexts: [], regular: false }
  const list = contexts as readonly Json[]
  if (list.length === 1 && list[0] === VCDM_2) return outer.strict ? STRICT_2 : COMPACT_2
  return {
    strict: outer.strict,
    open: outer.open || !list.every(definesNoClaims),
    contexts: list,
    regular: vcdmFault(contexts) === undefined,
  }
}

/** As `vcdmFrame`, for the fast path: `undefined` if the contexts have a fault. */
export function withinVcdm(outer: Frame, contexts: Json | undefined): Frame | undefined {
  const frame = vcdmFrame(outer, contexts)
  return frame.regular ? frame : undefined
}

/** The first fault of the contexts (VCDM 2.0 section 4.3, VCDM 1.1 section 4.1). */
export function vcdmFault(contexts: Json | undefined): ContextFault | undefined {
  if (!Array.isArray(contexts)) return { code: 'context_not_a_list' }
  const list = contexts as readonly Json[]
  if (list[0] !== VCDM_2 && list[0] !== VCDM_1) return { index: 0, code: 'context_order' }
  const at = list.findIndex((item, i) => i > 0 && !isContextItem(item))
  return at < 0 ? undefined : { index: at, code: 'context_item' }
}

const definesNoClaims = (context: Json): boolean =>
  isNeutral(context) && !isOpenBadgesContext(context) && !isOpenBadgesAlias(context)
