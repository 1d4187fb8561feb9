/** Row 5: has the issuer withdrawn it? Every entry is looked at, and silence is never a yes (Bitstring Status List §3.2). */
import { part } from '../../part.js'
import { type Check, type Finding, skipped, unknown } from '../verification/secured-document.js'

const lists = /* @__PURE__ */ part('status lists', () => import('../status/check-status-entries.js'))

export const status: Check = {
  id: 'status',
  run: (entity, scope) => {
    const { credentialStatus: value } = entity.document
    if (value === undefined || entity.role === 'status-list') return skipped('no_status')
    const room = lists()
    return room instanceof Promise
      ? room.then(({ lookUpStatus }) => lookUpStatus(value, entity, scope), unavailable)
      : room.lookUpStatus(value, entity, scope)
  },
}

/** Of the part alone: whatever goes wrong inside it passes by here. */
function unavailable(): Finding {
  return unknown('part_unavailable')
}
