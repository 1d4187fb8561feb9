/** Keys of other kinds than Ed25519 in a Multikey, which few badges have. */
import { part } from '../../part.js'

export const otherKeys = /* @__PURE__ */ part(
  'keys of other curves',
  () => import('../../keys/public-key.js'),
)
