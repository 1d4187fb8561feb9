/** Refuses inputs that cannot be uploads. The error tells the caller what to pass, because a report would not help. */

import { REPORT_HINT } from '../../encoding/json-value.js'
import { isMade } from '../report/judged.js'

/** @throws TypeError for a mistake in the call */
export function refuseWrongInput(input: unknown): void {
  const wrong = mistakeIn(input)
  if (wrong !== undefined) throw new TypeError(`verify: the input is ${wrong}`)
}

/** The mistake, in words. Catches what a getter or a Proxy of a hostile input throws. */
function mistakeIn(input: unknown): string | undefined {
  if (input === undefined) return 'undefined; pass the credential'
  if (typeof input === 'function') return 'a function; pass the credential'
  try {
    if (input instanceof Promise) return 'a Promise; await it first'
    if (isMade(input as object)) return `a report of verify; ${REPORT_HINT}`
    if (input instanceof URL) return 'a URL; pass the bytes of the file that is there'
    const { arrayBuffer, formData, getReader, pipe, getAll, sign } = input as Readonly<
      Record<string, unknown>
    >
    if (typeof sign === 'function') return 'a signer; pass the credential that it signed'
    if (typeof getAll === 'function')
      return "a form; pass the bytes of its file: await form.get('badge').arrayBuffer()"
    if (typeof formData === 'function' && typeof arrayBuffer === 'function')
      return 'a request or response; pass the bytes: await request.arrayBuffer()'
    if ([arrayBuffer, getReader, pipe].some((each) => typeof each === 'function'))
      return 'a file or stream; pass the bytes: await file.arrayBuffer()'
  } catch {
    // This is not a mistake in the call. The report says what the input is.
  }
  return undefined
}
