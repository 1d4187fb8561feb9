/** Row 7: was it issued to the person whom the caller names? (Open Badges 3.0, Verification and Validation.) */
import { lazy } from '../../lazy.js'
import {
  type Check,
  type Finding,
  fail,
  signersOf,
  skipped,
  unknown,
} from '../verification/secured-document.js'

const persons = /* @__PURE__ */ lazy('the comparing of persons', () => import('./match-recipient.js'))

export const recipient: Check = {
  run: (secured, { settings, account }) => {
    const { kind, document, role, embedded } = secured
    const { recipient: question, challenge } = settings
    if (question === undefined || (role !== 'document' && role !== 'part'))
      return skipped('recipient_not_asked')
    const inside = embedded
      .filter(({ role }) => role === 'credential')
      .map(({ report }) => report.check.recipient)
    if (kind !== 'presentation') {
      const room = persons()
      const { credentialSubject: subject } = document
      const own =
        room instanceof Promise
          ? room.then(
              (loaded) => loaded.matchRecipient(subject, question, role, account),
              () => unknown('part_unavailable'),
            )
          : room.matchRecipient(subject, question, role, account)
      // A record claims of its person what its parts claim, so the parts must be about the same person.
      return kind === 'clr' && inside.length > 0 ? own.then((found) => ofPresented([found, ...inside])) : own
    }
    const asked = [question.id ?? []].flat()
    // With a challenge and an id of the recipient, the signer of the presentation must have this id.
    const stranger = challenge !== undefined && !signersOf(secured).some((id) => asked.includes(id ?? ''))
    const found = ofPresented(inside)
    return found.outcome === 'pass' && stranger && asked.length > 0 ? fail('presented_by_other') : found
  },
}

/** For a presentation, each contained credential is compared. Without credentials the row is skipped. */
export function ofPresented(rows: readonly (Finding | undefined)[]): Finding {
  const [first] = rows
  if (first === undefined) return fail('no_credentials')
  const { outcome, code } = rows.find((row) => row?.outcome !== 'pass') ?? first
  return { outcome, code }
}
