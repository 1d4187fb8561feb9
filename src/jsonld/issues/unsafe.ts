/** The error for a document with members that JSON-LD would drop or cannot define. */
import { visible } from '../../encoding/forms/characters.js'
import { type Issue, OpenBadgeError } from '../../errors.js'

export function unsafe(issues: readonly Issue[]): OpenBadgeError<'jsonld_unsafe'> {
  const first = issues[0]!
  const rest = issues.length === 1 ? '' : `, and ${issues.length - 1} more`
  return new OpenBadgeError(
    'jsonld_unsafe',
    `${visible(first.pointer) || 'the document'}: ${first.message}${rest}`,
    {
      issues,
    },
  )
}
