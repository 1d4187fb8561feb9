/**
 * Before a key signs, the checks of `verify` run on all documents that are not plain, so that laurel can verify what it signs.
 */
import type { Awaitable } from '#platform'
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../encoding/json.js'
import type { Issue } from '../errors.js'
import { lazy } from '../lazy.js'
import { andThen } from '../platform/and-then.js'
import type { ProofMaker } from '../proof/data-integrity/proof-maker.js'
import { isStatusList } from '../status/list-limits.js'
import type { BeforeSigningOptions } from '../verify/faults-before-signing.js'
import { invalid } from './prepare-credential.js'

const checks = /* @__PURE__ */ lazy(
  'the checks before signing',
  () => import('../verify/faults-before-signing.js'),
)

/**
 * For a signature of the text: readers of JSON may read another integer than the one that was signed (RFC 7493 §2.2).
 * @throws OpenBadgeError `model_invalid`
 */
export function refuseUnsafeIntegers(document: JsonObject): void {
  const issues: Issue[] = []
  const visit = (value: Json, pointer: string): void => {
    if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      issues.push({
        pointer,
        code: 'lossy_value',
        message: 'the integer is beyond 2^53',
        found: String(value),
        hint: 'write it as a string',
      })
    } else if (Array.isArray(value))
      for (let i = 0; i < value.length; i++) visit(value[i] as Json, `${pointer}/${i}`)
    else if (isJsonObject(value)) {
      for (const name of Object.keys(value)) visit(value[name]!, pointer + pointerToken(name))
    }
  }
  visit(document, '')
  if (issues.length > 0) throw invalid(issues)
}

/** @param text with a signature that is not valid @throws OpenBadgeError `model_invalid` */
export function refuseUnverified(
  text: string,
  options: BeforeSigningOptions,
  what?: string,
): Awaitable<void> {
  return andThen(checks(), async ({ faultsBeforeSigning }) => {
    const issues = await faultsBeforeSigning(text, options)
    if (issues.length > 0) throw invalid(issues, what)
  })
}

/** The same for a document with a Data Integrity proof. @throws OpenBadgeError `model_invalid`, and as `dataToSign` does */
export function refuseUnverifiedProof(
  maker: ProofMaker,
  document: JsonObject,
  options: BeforeSigningOptions,
  what?: string,
): Awaitable<void> {
  return andThen(maker.dataToSign(document), () => {
    const proof = maker.proofOf(document, new Uint8Array(maker.signatureLength).fill(0xff))
    const text = JSON.stringify({ ...document, proof: [proof] })
    return refuseUnverified(text, { ...options, isStatusList: isStatusList(document) }, what)
  })
}
