/** Whether JSON-LD gives each member a meaning, for proofs that sign the text and not the graph (EdDSA Cryptosuites §3.3). */
import type { Awaitable } from '#platform'
import type { Json, JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { toCanonical } from '../../jsonld/canonize.js'
import { lazy } from '../../lazy.js'
import { andThen, isPromise } from '../../platform/and-then.js'
import type { ProofWarning } from '../result/proof-result.js'
import type { TransformOptions } from './suite.js'

const undefinedMembers = /* @__PURE__ */ lazy(
  'members without a meaning',
  () => import('./undefined-members.js'),
)

/** Without the undefined types, further members can be undefined, because a type can define the members of its node. */
const ROUNDS = 4

/** The reason if a context redefines a protected term of another one (JSON-LD 1.1 section 4.1.11). */
const REDEFINED = 'protected term redefinition'

/** Notes which contexts are signed, where the document names further ones (EdDSA Cryptosuites §3.3). */
export function noteContexts(
  signed: JsonObject,
  actual: JsonObject,
  draft: { signedContext?: Json; readonly warnings: ProofWarning[] },
): void {
  const count = (document: JsonObject): number => [document['@context'] ?? []].flat().length
  if (count(signed) === count(actual)) return
  const message = 'the document names contexts that the signature does not cover'
  draft.signedContext = signed['@context']!
  draft.warnings.push({ code: 'context_extended', message })
}

/**
 * Warns if a context cannot be loaded or contradicts another, and for each member that no context defines. Their text is signed.
 * All other members must have a meaning.
 * @throws OpenBadgeError `jsonld_unsafe`, `jsonld_invalid`, `limit_exceeded`, `part_unavailable`
 */
export function checkMeaning(
  document: JsonObject,
  transformOptions: TransformOptions,
  warnings: ProofWarning[],
  rounds = ROUNDS,
): Awaitable<void> {
  const failed = (error: unknown): Awaitable<void> => {
    if (isOpenBadgeError(error) && error.code.startsWith('document_')) {
      const message = 'a context could not be loaded, so the meaning of the terms is not checked'
      warnings.push({ code: 'meaning_unchecked', message })
      return
    }
    if (isOpenBadgeError(error, 'jsonld_invalid') && error.details.reason === REDEFINED) {
      const message = 'two contexts contradict each other, so the meaning of the terms is not checked'
      warnings.push({ code: 'contexts_contradict', message, pointer: '/@context' })
      return
    }
    if (rounds === 0 || !isOpenBadgeError(error, 'jsonld_unsafe')) throw error
    return andThen(undefinedMembers(), ({ harmlessUndefined, withoutUndefined }) => {
      const found = harmlessUndefined(error, document)
      if (found === undefined) throw error
      for (const { pointer, found: name } of found) {
        const message = `${JSON.stringify(name)} is not defined by the contexts of the credential`
        warnings.push({ code: 'undefined_member', message, pointer })
      }
      return checkMeaning(withoutUndefined(document, found), transformOptions, warnings, rounds - 1)
    })
  }
  try {
    const done = andThen(toCanonical(document, transformOptions), () => undefined)
    return isPromise(done) ? done.catch(failed) : done
  } catch (error) {
    return failed(error)
  }
}
