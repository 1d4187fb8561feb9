/** How large the credential of a status list may be. */
import { JSON_LIMITS, type JsonLimits, type JsonObject } from '../encoding/json.js'

/** Enough characters for 16 MiB of bits that do not compress. */
export const LIST_LIMITS: JsonLimits = { ...JSON_LIMITS, length: 1_600_000 }

/** Whether a credential says that it is a status list. */
export function isStatusList({ type }: JsonObject): boolean {
  return [type].flat().some((each) => /^(?:Bitstring)?StatusList(?:2021)?Credential$/.test(String(each)))
}
