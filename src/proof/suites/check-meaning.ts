/** Whether JSON-LD keeps everything that a text says, for proofs that sign the text and not the graph (ED-5, B13). */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { toCanonical } from '../../jsonld/canonize.js'
import { andThen, isPromise } from '../../platform/and-then.js'
import type { ProofWarning } from '../result/proof-result.js'
import type { TransformOptions } from './suite.js'

/**
 * Warns when a context is out of reach: the text is signed all the same.
 * @throws OpenBadgeError `jsonld_unsafe`, `jsonld_invalid`, `limit_exceeded`
 */
export function checkMeaning(
  document: JsonObject,
  world: TransformOptions,
  warnings: ProofWarning[],
): Awaitable<void> {
  const unknown = (error: unknown): void => {
    if (!isOpenBadgeError(error) || !error.code.startsWith('document_')) throw error
    warnings.push({
      code: 'meaning_unchecked',
      message: 'a context is out of reach, so the meaning of the terms is not checked',
    })
  }
  try {
    const done = andThen(toCanonical(document, world), () => undefined)
    return isPromise(done) ? done.catch(unknown) : done
  } catch (error) {
    return unknown(error)
  }
}
