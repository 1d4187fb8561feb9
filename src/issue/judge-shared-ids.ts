/** Refuses at issuing what `verify` would refuse of objects with one id, so that no badge is signed that is not verified. */
import type { AlsoJudge } from '../jsonld/safe-mode/check-shared-ids.js'
import { lazy } from '../lazy.js'
import { andThen } from '../platform/and-then.js'

const rule = /* @__PURE__ */ lazy(
  'the rule for members of objects with one id',
  () => import('../one-id/judge-objects.js'),
)

export const judgeSharedIds: AlsoJudge = (document, nodes, spend) =>
  andThen(rule(), ({ isFatal, issueOf, judgeObjects }) =>
    judgeObjects(document, nodes, new Map(), spend).filter(isFatal).map(issueOf),
  )
