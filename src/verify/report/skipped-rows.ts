/** The rows that the verifier required and that were skipped. A report without other reasons is not verified because of them. */
import type { CheckId, CheckResult, Report } from './report.js'

/** In the order of the report. */
export function skippedRows({ checks, warnings }: Report): readonly CheckResult[] {
  const ids = warnings.flatMap(({ code, details }) =>
    code === 'required_skipped' ? [details?.['check'] as CheckId] : [],
  )
  return checks.filter(({ id }) => ids.includes(id))
}
