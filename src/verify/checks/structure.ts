/** Row 1: is the document well formed? The schema of its data model, and the rules between members. */
import type { Awaitable } from '#platform'
import { type Issue, isOpenBadgeError } from '../../errors.js'
import { lazy } from '../../lazy.js'
import { andThen } from '../../platform/and-then.js'
import { isClean } from '../../schema/is-clean.js'
import type { Settings } from '../options/options.js'
import type { Kind } from '../report/report.js'
import {
  type Check,
  type Finding,
  fail,
  pass,
  type SecuredDocument,
  unknown,
} from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'

/** The messages of issues, and the rules of credentials that are not badges. */
const explanations = /* @__PURE__ */ lazy(
  'the schema check in words',
  () => import('../../schema/check-non-record.js'),
)
const holders = /* @__PURE__ */ lazy(
  'the rules of presentations and records',
  () => import('../rules/presentation-and-record.js'),
)

const weighing = /* @__PURE__ */ lazy('the weighing of issues', () => import('./weigh-issues.js'))

export const structure: Check = {
  run: (secured, verification) => {
    const examined = examine(secured, verification)
    return examined instanceof Promise ? examined.catch(unavailable) : examined
  },
}

/** The row is unknown if a lazy part does not load. */
function unavailable(error: unknown): Finding {
  if (!isOpenBadgeError(error, 'part_unavailable')) throw error
  return unknown('part_unavailable')
}

function examine(secured: SecuredDocument, verification: Verification): Awaitable<Finding> {
  const { document, kind } = secured
  const { settings, account } = verification
  if (isUnexpected(secured, settings))
    return fail('kind_unexpected', { kind, kinds: settings.kinds!.join(', ') })
  const isOpenBadges = kind === 'open-badge' || kind === 'endorsement'
  if (isOpenBadges && isClean(document, settings.form)) return pass('well_formed')
  return andThen(findIssues(secured, settings, account), (issues) =>
    issues.length === 0
      ? pass('well_formed')
      : andThen(weighing(), ({ weighIssues }) => weighIssues(issues, secured, settings)),
  )
}

function findIssues(
  { document, kind, depth, role }: SecuredDocument,
  { form }: Settings,
  account: Verification['account'],
): Awaitable<readonly Issue[]> {
  switch (kind) {
    case 'presentation':
      return andThen(holders(), (rules) =>
        rules.checkPresentation(document, depth > 0 || role !== 'document'),
      )
    case 'clr':
      return andThen(holders(), (rules) => rules.checkRecord(document, form, account))
    case 'open-badge':
    case 'endorsement':
      return andThen(explanations(), (rules) => rules.checkNonRecord(document, form, account))
    default:
      // The strict form is that of Open Badges. Other credentials have only one form.
      return andThen(explanations(), (rules) => rules.checkVcdm(document, 'compact', account))
  }
}

/** Whether another kind was asked for. A challenge asks for a presentation. */
function isUnexpected({ kind, role, depth }: SecuredDocument, { kinds, challenge }: Settings): boolean {
  if (kinds === undefined || role !== 'document') return false
  if (kind === 'presentation' && challenge !== undefined) return false
  // If only presentations were asked for, they may contain any kind.
  const anyInside = depth > 0 && kinds.length > 0 && kinds.every((each) => each === 'presentation')
  return !anyInside && !(kinds as readonly Kind[]).includes(kind)
}
