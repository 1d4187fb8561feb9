/** Refuses objects with one id that `verify` would refuse, so that each signed badge can be verified. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../encoding/json.js'
import { newWork, type WorkLimits } from '../jsonld/budget/limits.js'
import { type CanonizeOptions, toCanonical } from '../jsonld/canonize.js'
import { unsafe } from '../jsonld/issues/unsafe.js'
import type { AlsoJudge, NodeMention } from '../jsonld/safe-mode/node-mention.js'
import { lazy } from '../lazy.js'
import { andThen } from '../platform/and-then.js'

const rule = /* @__PURE__ */ lazy(
  'the rule for members of objects with one id',
  () => import('../shared-ids/judge-objects.js'),
)

export const judgeSharedIds: AlsoJudge = (document, nodes, spend) =>
  andThen(rule(), ({ isFatal, issueOf, judgeObjects }) =>
    judgeObjects(document, nodes, new Map(), spend).filter(isFatal).map(issueOf),
  )

/**
 * For a signature of the text: JSON-LD must keep all of the document, and objects with one id must not contradict each other.
 * Nobody can move members under such a signature, so each object may have members that the others lack.
 * @throws OpenBadgeError `jsonld_unsafe`, `jsonld_invalid`, `limit_exceeded`, `document_*`
 */
export function requireMeaning(
  document: JsonObject,
  options: Omit<CanonizeOptions, 'limits'>,
  limits?: WorkLimits,
): Awaitable<unknown> {
  const work = newWork(limits)
  const shared: (readonly NodeMention[])[] = []
  const judge = (nodes: readonly (readonly NodeMention[])[]): void => void shared.push(...nodes)
  return andThen(toCanonical(document, { ...options, work, judgeSharedIds: judge }), () =>
    shared.length === 0
      ? undefined
      : andThen(rule(), ({ contradicts, issueOf, judgeObjects }) => {
          const spend = (count: number): void => work.spend('scalars', count)
          const found = judgeObjects(document, shared, new Map(), spend).filter(contradicts)
          if (found.length > 0) throw unsafe(found.map(issueOf))
        }),
  )
}
