/** Row 1: is it well formed? Data model rules, the Open Badges schema, and the rules between members. */
import type { Awaitable } from '#platform'
import { type Issue, isOpenBadgeError } from '../../errors.js'
import { lazy } from '../../lazy.js'
import { andThen } from '../../platform/and-then.js'
import { isClean } from '../../schema/quick-check.js'
import { isVersion1 } from '../input/detect-kind.js'
import type { Settings } from '../options/options.js'
import type { Kind } from '../report/report.js'
import { Findings, type Finding as RuleFinding } from '../rules/issues.js'
import { checkVcdm1 } from '../rules/vcdm-1.js'
import { checkVcdm2 } from '../rules/vcdm-2.js'
import {
  type Check,
  type Finding,
  fail,
  pass,
  type SecuredDocument,
  unknown,
} from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'

/** The words for what is wrong, and the rules of credentials that are no badges. */
const explanations = /* @__PURE__ */ lazy(
  'the schema check in words',
  () => import('../../schema/check-other.js'),
)
const holders = /* @__PURE__ */ lazy(
  'the rules of presentations and records',
  () => import('../rules/holders.js'),
)

const weighing = /* @__PURE__ */ lazy('the weighing of issues', () => import('./weigh-issues.js'))

export const structure: Check = {
  run: (secured, verification) => {
    const judged = examine(secured, verification)
    return judged instanceof Promise ? judged.catch(unavailable) : judged
  },
}

/** Of a part alone: whatever goes wrong inside it passes by here. */
function unavailable(error: unknown): Finding {
  if (!isOpenBadgeError(error, 'part_unavailable')) throw error
  return unknown('part_unavailable')
}

function examine(secured: SecuredDocument, { settings }: Verification): Awaitable<Finding> {
  const { document, kind } = secured
  if (isUnexpected(secured, settings)) return fail('kind_unexpected', { kind })
  const found = ruleFindings(secured)
  if (kind === 'presentation' || kind === 'clr') {
    return finish(holders(), found, secured, settings, (room) => held(found, secured, settings.form, room))
  }
  const modelled = kind === 'open-badge' || kind === 'endorsement'
  if (!modelled || isClean(document, settings.form)) return judge(found, secured, settings)
  return finish(explanations(), found, secured, settings, (room) =>
    explained(found, secured, settings.form, room),
  )
}

type Rules = readonly (Issue | RuleFinding)[]

/** The rules of a part that may have to load: without it nobody knows what else there is to say. */
function finish<T>(
  room: T | Promise<T>,
  found: Rules,
  secured: SecuredDocument,
  settings: Settings,
  all: (room: T) => Rules,
): Awaitable<Finding> {
  if (!(room instanceof Promise)) return judge(all(room), secured, settings)
  return room.then(
    (loaded) => judge(all(loaded), secured, settings),
    () => unexplained(found, secured, settings),
  )
}

/** Whether another kind was asked for. A challenge asks for a presentation. */
function isUnexpected({ kind, role, depth }: SecuredDocument, { kinds, challenge }: Settings): boolean {
  if (kinds === undefined || role !== 'document') return false
  if (kind === 'presentation' && challenge !== undefined) return false
  // Where no kind but a presentation was asked for, it may hold any.
  const anyInside = depth > 0 && kinds.length > 0 && kinds.every((each) => each === 'presentation')
  return !anyInside && !(kinds as readonly Kind[]).includes(kind)
}

function judge(found: Rules, secured: SecuredDocument, settings: Settings): Awaitable<Finding> {
  if (found.length === 0) return pass('well_formed')
  return andThen(weighing(), ({ weighIssues }) => weighIssues(found, secured, settings))
}

async function unexplained(found: Rules, secured: SecuredDocument, settings: Settings): Promise<Finding> {
  const known = await judge(found, secured, settings)
  return known.outcome === 'fail' ? known : unknown('part_unavailable')
}

function ruleFindings({ document, kind }: SecuredDocument): Rules {
  const collected = new Findings()
  if (kind === 'presentation') return collected.all
  if (isVersion1(document)) checkVcdm1(document, collected)
  else checkVcdm2(document, collected)
  return collected.all
}

function held(
  found: Rules,
  { document, kind, depth, role }: SecuredDocument,
  form: Settings['form'],
  { checkRecord, checkPresentation }: Awaited<ReturnType<typeof holders>>,
): Rules {
  if (kind === 'clr') return together(found, checkRecord(document, form))
  const collected = new Findings()
  checkPresentation(document, depth > 0 || role !== 'document', collected)
  return [...found, ...collected.all]
}

function explained(
  found: Rules,
  { document }: SecuredDocument,
  form: 'strict' | 'compact',
  { checkOther }: Awaited<ReturnType<typeof explanations>>,
): Rules {
  return together(found, checkOther(document, form))
}

/** One word a place is enough. */
function together(found: Rules, schema: Rules): Rules {
  const known = new Set(found.map(({ pointer }) => pointer))
  return known.size === 0 ? schema : [...found, ...schema.filter(({ pointer }) => !known.has(pointer))]
}
