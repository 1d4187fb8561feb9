/** Reports of `verify` in places where a credential belongs. */

/** What to pass instead. */
export const REPORT_HINT = 'pass report.source, which is the credential as it was received'

/** Whether a value is a report. A credential has a context. */
export function isReport(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { checks, verified } = value as { readonly checks?: unknown; readonly verified?: unknown }
  return Array.isArray(checks) && typeof verified === 'boolean' && !('@context' in value)
}
