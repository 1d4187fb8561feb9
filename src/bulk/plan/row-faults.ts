/** Finds in the badge of a row what the data model allows, but its issuer can hardly want. */
import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isJsonObject, itemsOf, type Json, type JsonObject } from '../../encoding/json.js'
import { resultNumber } from '../../schema/results/pass-mark.js'

export interface RowFault {
  readonly code: 'expired_at_issue' | 'result_not_number'
  readonly severity: 'error' | 'warning'
  readonly pointer: string
  readonly message: string
  readonly hint: string
}

/** Types of results that are always numbers (Open Badges 3.0, ResultType). */
const NUMBERS: readonly Json[] = ['GradePointAverage', 'Percent', 'RawScore']

/** `signed`: when the badge is signed, as an ISO date-time. */
export function rowFaults(credential: JsonObject, signed: string): readonly RowFault[] {
  const faults = resultFaults(credential)
  const { validUntil } = credential
  const end = typeof validUntil === 'string' ? readDateTimeStamp(validUntil) : undefined
  if (end === undefined || end > readDateTimeStamp(signed)!) return faults
  return [
    ...faults,
    {
      code: 'expired_at_issue',
      severity: 'warning',
      pointer: '/validUntil',
      message: 'The badge has expired already when it is signed.',
      hint: 'If it should be valid, correct the end of its validity.',
    },
  ]
}

/**
 * Results on a scale of numbers whose value is not a number, because they cannot be compared with the range and the pass mark.
 * Texts are allowed where the description lists them, or has no numbers.
 */
function resultFaults({ credentialSubject: subject }: JsonObject): readonly RowFault[] {
  if (!isJsonObject(subject) || subject['result'] === undefined) return []
  const scales = new Set<Json>()
  const { achievement } = subject
  for (const [description] of itemsOf(
    isJsonObject(achievement) ? achievement['resultDescription'] : undefined,
    '',
  )) {
    if (isJsonObject(description) && isOfNumbers(description)) scales.add(description['id']!)
  }
  const faults: RowFault[] = []
  for (const [result, at] of itemsOf(subject['result'], '/credentialSubject/result')) {
    if (!isJsonObject(result) || !scales.has(result['resultDescription']!)) continue
    const { value } = result
    if (typeof value !== 'string' || resultNumber(value) !== undefined) continue
    faults.push({
      code: 'result_not_number',
      severity: 'error',
      pointer: `${at}/value`,
      message: 'The scale of the result has numbers, but its value is not a number.',
      hint: /^\s*[+-]?\d+,\d+\s*(?:%\s*)?$/.test(value)
        ? 'If the comma is before the decimals, give the column "type": "number" and "decimal": "," in the mapping, and write {COLUMN|text} as the value.'
        : 'Write a number like 87.5. For words and letters, list them in "allowedValue" of the result description, and remove its numbers.',
    })
  }
  return faults
}

function isOfNumbers({ allowedValue, valueMin, valueMax, requiredValue, resultType }: JsonObject): boolean {
  if (allowedValue !== undefined) return false
  const hasNumber = [valueMin, valueMax, requiredValue].some((value) => resultNumber(value) !== undefined)
  return hasNumber || (resultType !== undefined && NUMBERS.includes(resultType))
}
