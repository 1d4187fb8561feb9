/** Rows of a derived credential: its holder may have left out members, so absent members are not known (VC DI ECDSA 1.0 section 3). */
import type { JsonObject } from '../../encoding/json.js'
import type { CheckId } from '../report/report.js'
import { type Finding, skipped, unknown } from '../verification/secured-document.js'

const TERMS = 'https://www.w3.org/2018/credentials#'
const STATUS = `${TERMS}credentialStatus`
/** The names of start and end in both versions of VCDM. */
const PAIRS = [
  ['validFrom', 'issuanceDate'],
  ['validUntil', 'expirationDate'],
] as const

/** Whether a member is shown, or was not in the original credential. */
function isKnown(name: string, document: JsonObject, mandatory: readonly string[]): boolean {
  return document[name] !== undefined || mandatory.includes(TERMS + name)
}

/** Changes a row so that it is true for the original credential, of which only a part is shown. */
const ROWS: Partial<
  Record<CheckId, (found: Finding, document: JsonObject, mandatory: readonly string[]) => Finding>
> = {
  // A credential has each date once, so a shown date is the only one.
  validity: (found, document, mandatory) =>
    PAIRS.every((names) => names.some((name) => isKnown(name, document, mandatory)))
      ? found
      : unknown('parts_withheld'),
  // There may be more entries than the shown ones, unless the issuer made all of them mandatory.
  status: (found, _, mandatory) => (mandatory.includes(STATUS) ? found : unknown('parts_withheld')),
  endorsements: (found) => (found.outcome === 'skipped' ? skipped('parts_withheld') : found),
}

/** @param mandatory terms that the holder could not leave out */
export function asShown(
  document: JsonObject,
  mandatory: readonly string[],
  id: CheckId,
  found: Finding,
): Finding {
  return ROWS[id]?.(found, document, mandatory) ?? found
}
