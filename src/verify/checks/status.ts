/** Row 5: did the issuer withdraw it? Each entry is checked; without an answer the row is unknown (Bitstring Status List §3.2). */
import { lazy } from '../../lazy.js'
import { type Check, type Finding, skipped, unknown } from '../verification/secured-document.js'

const lists = /* @__PURE__ */ lazy('status lists', () => import('../status/check-status-entries.js'))

export const status: Check = {
  run: (secured, verification) => {
    const { credentialStatus: value } = secured.document
    if (value === undefined || secured.role === 'status-list') return skipped('no_status')
    const room = lists()
    return room instanceof Promise
      ? room.then(({ checkStatusEntries }) => checkStatusEntries(value, secured, verification), unavailable)
      : room.checkStatusEntries(value, secured, verification)
  },
}

/** The row is unknown if the lazy part does not load. Other errors pass. */
function unavailable(): Finding {
  return unknown('part_unavailable')
}
