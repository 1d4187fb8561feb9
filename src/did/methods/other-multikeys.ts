/** Keys other than Ed25519 in a Multikey. Loaded on demand, because few badges use them. */
import { lazy } from '../../lazy.js'

export const otherKeys = /* @__PURE__ */ lazy(
  'keys of other curves',
  () => import('../../keys/public-key.js'),
)
