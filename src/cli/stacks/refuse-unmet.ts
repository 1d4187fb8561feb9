/** Refuses to make a larger credential whose pathway is not met, and says what is missing. */
import { OpenBadgeError } from '../../errors.js'
import { type Evaluation, explain } from '../../pathways/index.js'

/** @throws OpenBadgeError `stack_refused` with the sentences of `laurel pathway explain` */
export function refuseUnmet(evaluation: Evaluation): void {
  if (evaluation.outcome === 'met') return
  const why = explain(evaluation).map(({ text }) => text)
  throw new OpenBadgeError('stack_refused', ['cannot make the larger credential.', ...why].join(' '), {
    reason: 'not_met',
  })
}
