/** The parts of a verified record that are genuine but revoked, suspended or out of date. A page shows each with a mark. */
import { isJsonObject, type Json, type JsonObject, type PlainObject } from '../../encoding/json.js'
import type { Report } from '../../verify/report/report.js'
import { type PageFacts, pageFacts } from './page-facts.js'

export interface LapsedPart {
  readonly facts: PageFacts
  readonly mark: 'revoked' | 'suspended' | 'expired' | 'not_yet_valid'
}

const MARKS: readonly string[] = [
  'revoked',
  'suspended',
  'expired',
  'not_yet_valid',
] satisfies LapsedPart['mark'][]

/** @param document the record that the report is about */
export function lapsedParts(
  document: PlainObject,
  report: Report | undefined,
  language: string,
): readonly LapsedPart[] {
  if (report?.kind !== 'clr' || !report.verified) return []
  return report.warnings.flatMap(({ code, pointer, details }) => {
    const mark = details?.['code']
    if (code !== 'part_lapsed' || pointer === undefined || !MARKS.includes(String(mark))) return []
    const part = at(document as JsonObject, pointer)
    return part === undefined
      ? []
      : [{ facts: pageFacts(part, [], language), mark: mark as LapsedPart['mark'] }]
  })
}

function at(document: JsonObject, pointer: string): JsonObject | undefined {
  let value: Json | undefined = document
  for (const name of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Readonly<Record<string, Json>>)[name]
  }
  return value !== undefined && isJsonObject(value) ? value : undefined
}
