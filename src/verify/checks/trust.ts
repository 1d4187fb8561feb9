/** Row 8: does the caller trust the issuer? A genuine credential may have an issuer whom the caller does not trust. */
import { lazy } from '../../lazy.js'
import { type Check, skipped, unknown } from '../verification/secured-document.js'
import { ofPresented } from './recipient.js'

const judges = /* @__PURE__ */ lazy('the trust in issuers', () => import('../trust/judge-issuer.js'))

export const trust: Check = {
  run: ({ kind, document, role, embedded }, verification) => {
    const { issuers } = verification.settings
    if (issuers === undefined || (role !== 'document' && role !== 'part')) return skipped('trust_not_asked')
    // The holder is not the issuer. So the issuers of the contained credentials must be trusted.
    if (kind === 'presentation') {
      return ofPresented(
        embedded
          .filter((each) => each.role === 'credential')
          .map(({ report }) => report.checks.find(({ id }) => id === 'trust')),
      )
    }
    const room = judges()
    return room instanceof Promise
      ? room.then(
          (loaded) => loaded.judgeIssuer(document, issuers, verification),
          () => unknown('part_unavailable'),
        )
      : room.judgeIssuer(document, issuers, verification)
  },
}
