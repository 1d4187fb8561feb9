/** Of a document from which its holder may have left out members, what is absent is not known (VC DI ECDSA 1.0 section 3). */
import type { JsonObject } from '../../encoding/json.js'
import type { CheckId } from '../report/report.js'
import { type Finding, skipped, unknown } from '../verification/secured-document.js'

const TERMS = 'https://www.w3.org/2018/credentials#'
const STATUS = `${TERMS}credentialStatus`
/** Start and end, under the names of either version. */
const PAIRS = [
  ['validFrom', 'issuanceDate'],
  ['validUntil', 'expirationDate'],
] as const

/** Shown, or known not to be there. */
function isKnown(name: string, document: JsonObject, mandatory: readonly string[]): boolean {
  return document[name] !== undefined || mandatory.includes(TERMS + name)
}

/** What a row says of the whole document, as far as the document is shown. */
const ROWS: Partial<
  Record<CheckId, (found: Finding, document: JsonObject, mandatory: readonly string[]) => Finding>
> = {
  // Each date stands once, so one that is shown is the one.
  validity: (found, document, mandatory) =>
    PAIRS.every((names) => names.some((name) => isKnown(name, document, mandatory)))
      ? found
      : unknown('parts_withheld'),
  // Beside an entry that is shown there may be others, unless the issuer made all of them mandatory.
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
