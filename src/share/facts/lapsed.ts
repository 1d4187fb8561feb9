/** The parts of a verified record that are genuine but revoked, suspended or out of date. A page shows them with a mark. */
import { judgedBy } from '../../verify/report/judged.js'
import type { Report } from '../../verify/report/report.js'
import { type PageFacts, pageFacts, reportsInside } from './page-facts.js'

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

export function lapsedParts(report: Report | undefined, language: string): readonly LapsedPart[] {
  if (report?.kind !== 'clr' || !report.verified) return []
  const inside = new Map(reportsInside(report))
  return report.warnings.flatMap(({ code, pointer = '', details }) => {
    const mark = details?.['code']
    const own = inside.get(pointer)
    if (code !== 'part_lapsed' || own === undefined || !MARKS.includes(String(mark))) return []
    const { document, reading = document } = judgedBy(own)
    return reading === undefined
      ? []
      : [{ facts: pageFacts(reading, [], language), mark: mark as LapsedPart['mark'] }]
  })
}
