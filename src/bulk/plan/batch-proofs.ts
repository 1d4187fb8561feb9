/** The proofs of a batch, and the checks of `verify` for its rows before they are signed. */
import type { Awaitable } from '#platform'
import { bundled } from '../../documents/bundled.js'
import { documents, firstOf } from '../../documents/loaders.js'
import { isJsonObject, type JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { judgeSharedIds } from '../../issue/judge-shared-ids.js'
import { LIMITS_BEFORE_PROOF, needsVerify } from '../../issue/needs-verify.js'
import { refuseUnverifiedProof } from '../../issue/refuse-unverified.js'
import { andThen, isPromise } from '../../platform/and-then.js'
import { type ProofMaker, proofMaker } from '../../proof/data-integrity/proof-maker.js'

export interface BatchProofsOptions {
  readonly verificationMethod: string
  /** The time of the proofs, RFC 3339 to the second. */
  readonly created: string
  /** Contexts that are not bundled, by URL. */
  readonly contexts: Readonly<Record<string, JsonObject>>
}

export interface BatchProofs extends ProofMaker {
  /** @throws OpenBadgeError `model_invalid`, as `issue` does */
  readonly refuseUnverified: (credential: JsonObject) => Awaitable<void>
}

export function batchProofs({ verificationMethod, created, contexts }: BatchProofsOptions): BatchProofs {
  // Without contexts of the caller, no promise is awaited.
  const load = Object.keys(contexts).length === 0 ? undefined : firstOf(bundled, documents(contexts))
  const signer = { verificationMethod, algorithm: 'Ed25519' } as const
  const options = {
    created: new Date(created),
    alsoJudge: judgeSharedIds,
    ...(load === undefined ? {} : { load }),
  }
  const maker = proofMaker(signer, { ...options, limits: LIMITS_BEFORE_PROOF }, true)
  // For documents of which `refuseUnverified` measures the work.
  const large = proofMaker(signer, options)
  let last: string | undefined
  return {
    ...maker,
    dataToSign: (credential) => {
      const otherwise = (error: unknown): Awaitable<Uint8Array> => {
        if (isOpenBadgeError(error, 'limit_exceeded') && needsVerify(credential)) {
          return large.dataToSign(credential)
        }
        throw error
      }
      try {
        const data = maker.dataToSign(credential)
        return isPromise(data) ? data.catch(otherwise) : data
      } catch (error) {
        return otherwise(error)
      }
    },
    refuseUnverified: (credential) => {
      if (!needsVerify(credential)) return undefined
      const content = contentOf(credential)
      if (content === last) return undefined
      return andThen(refuseUnverifiedProof(large, credential, { load }), () => {
        last = content
      })
    },
  }
}

/**
 * All that the checks depend on, so that rows with the same content are checked once: not the ids and the status entries, which the
 * plan makes, not the recipient, and not the parts of a record, which were verified when they were read.
 */
function contentOf({ id: _, credentialStatus: __, credentialSubject: subject, ...rest }: JsonObject): string {
  if (!isJsonObject(subject)) return JSON.stringify([rest, subject])
  const { id: ___, identifier: ____, verifiableCredential: _____, ...content } = subject
  return JSON.stringify([rest, 'verifiableCredential' in subject ? Object.keys(content) : content])
}
