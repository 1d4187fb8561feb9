/** Walks a document, and judges what the walk found: all issues of a document are thrown together. */
import type { Awaitable } from '#platform'
import type { Json, JsonObject } from '../encoding/json.js'
import { type Issue, isOpenBadgeError } from '../errors.js'
import { lazy } from '../lazy.js'
import { andThen } from '../platform/and-then.js'
import type { Work } from './budget/limits.js'
import type { ContextDocuments } from './context/context-documents.js'
import { refuseForbidden } from './issues/proto-members.js'
import { unsafe } from './issues/unsafe.js'
import { NameCheck } from './safe-mode/name-check.js'
import type { AlsoJudge, JudgeSharedIds } from './safe-mode/node-mention.js'
import type { LineSources } from './to-rdf/line-sources.js'
import { QuadWriter } from './to-rdf/to-rdf.js'

/** Applied only to signed documents and to status lists. */
const strictRule = /* @__PURE__ */ lazy(
  'the rule for objects with one id',
  () => import('./safe-mode/misplaced-members.js'),
)

/** Only for documents with undefined names. */
const suggestions = /* @__PURE__ */ lazy('hints', () => import('./safe-mode/suggestion.js'))

interface WalkOptions {
  readonly standardNames?: boolean
  readonly judgeSharedIds?: JudgeSharedIds | undefined
  readonly alsoJudge?: AlsoJudge | undefined
  readonly lineSources?: LineSources
}

/** Makes the quads of a document, or throws all its issues. @throws MissingContext, Unsupported */
export function walk(
  document: Json,
  contexts: ContextDocuments,
  work: Work,
  { standardNames, judgeSharedIds, alsoJudge, lineSources }: WalkOptions = {},
): Awaitable<QuadWriter> {
  const isJudged = standardNames || judgeSharedIds !== undefined
  const names = isJudged ? new NameCheck(judgeSharedIds, alsoJudge !== undefined) : undefined
  const writer = new QuadWriter(contexts.find, work, lineSources, names)
  try {
    writer.write(document)
  } catch (error) {
    // A member `__proto__` always stops the walk, and so does the end of the account.
    if (!isOpenBadgeError(error, 'limit_exceeded')) refuseForbidden(document)
    throw error
  }
  const own = (standardNames && names?.issues) || NONE
  const shared = names?.finish(writer.dataset.named) ?? NONE
  if (shared.length === 0) return withoutIssues(writer, document, own)
  const root = document as JsonObject
  const spend = (count: number): void => work.spend('scalars', count)
  return andThen(strictRule(), ({ misplacedMembers }) => {
    const misplaced = misplacedMembers(root, shared, spend)
    const finish = (found: readonly Issue[]): Awaitable<QuadWriter> =>
      withoutIssues(writer, document, [...own, ...found])
    if (alsoJudge === undefined || misplaced.length > 0) return finish(misplaced)
    return andThen(alsoJudge(root, shared, spend), finish)
  })
}

const NONE = [] as const

/** @throws OpenBadgeError `jsonld_unsafe` with all issues, and hints for undefined names */
function withoutIssues(writer: QuadWriter, document: Json, others: readonly Issue[]): Awaitable<QuadWriter> {
  const { found, undefinedNames } = writer
  if (found.issues.length + others.length === 0) return writer
  refuseForbidden(document)
  const refuse = (): never => {
    throw unsafe([...found.issues, ...others])
  }
  if (undefinedNames.length === 0) return refuse()
  return Promise.resolve(suggestions())
    .then((room) => room.addHints(found.issues, undefinedNames))
    .then(refuse, refuse)
}
