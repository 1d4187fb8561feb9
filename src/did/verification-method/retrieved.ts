/** The result of retrieving a verification method: its key and its controller. */
import type { Awaitable } from '#platform'
import { freezeJson, type JsonObject } from '../../encoding/json.js'
import type { PublicKey } from '../../keys/public-key.js'
import { type ControllerFault, controllerInvalid } from './controller-invalid.js'

/** A deviation that was accepted, because it does not change whose key it is. */
export interface MethodWarning {
  readonly code: 'key_type_odd' | 'method_single' | 'controller_empty' | 'relationship_unlisted'
  readonly message: string
}

export interface RetrievedVerificationMethod {
  /** Id of the controller document. The issuer must equal it. */
  readonly controller: string
  readonly key: PublicKey
  /** The method as the document has it. */
  readonly method: JsonObject
  readonly warnings: readonly MethodWarning[]
}

const NO_WARNINGS: readonly MethodWarning[] = Object.freeze([])

export function withKey(
  key: Awaitable<PublicKey>,
  controller: string,
  method: JsonObject,
  warnings = NO_WARNINGS,
): Awaitable<RetrievedVerificationMethod> {
  const result = (found: PublicKey): RetrievedVerificationMethod =>
    Object.freeze({ controller, key: found, method: freezeJson(method), warnings })
  return key instanceof Promise ? key.then(result) : result(key)
}

export function invalidMethod(url: string, fault: ControllerFault, message: string): Error {
  return controllerInvalid(url, 'INVALID_VERIFICATION_METHOD', fault, message)
}
