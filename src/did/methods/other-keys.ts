/** Keys of other kinds than Ed25519 in a Multikey, which few badges have. */
import { lazy } from '../../lazy.js'

export const otherKeys = /* @__PURE__ */ lazy(
  'keys of other curves',
  () => import('../../keys/public-key.js'),
)
