/** The error for a document with members that JSON-LD would drop or cannot define. */
import { visible } from '../../encoding/forms/characters.js'
import { type Issue, issuesInWords, OpenBadgeError } from '../../errors.js'

export function unsafe(issues: readonly Issue[]): OpenBadgeError<'jsonld_unsafe'> {
  const shown = issues.map((issue) => ({ ...issue, pointer: visible(issue.pointer) }))
  return new OpenBadgeError('jsonld_unsafe', issuesInWords(shown), { issues })
}
