/** Inputs that no upload can be. The caller is told what to pass, because no report could help. */

/** @throws TypeError for a mistake in the call */
export function refuseSlip(input: unknown): void {
  const wrong = slipIn(input)
  if (wrong !== undefined) throw new TypeError(`verify: the input is ${wrong}`)
}

/** The mistake, in words. What a getter or a Proxy of a hostile input throws is caught. */
function slipIn(input: unknown): string | undefined {
  if (input === undefined) return 'undefined; hand in a credential'
  if (typeof input === 'function') return 'a function; hand in a credential'
  try {
    if (input instanceof Promise) return 'a Promise; await it first'
    const { arrayBuffer, getReader, pipe } = input as Readonly<Record<string, unknown>>
    if ([arrayBuffer, getReader, pipe].some((each) => typeof each === 'function'))
      return 'a file, response or stream; pass the bytes: await file.arrayBuffer()'
  } catch {
    // It is no such mistake. The report says what the input is.
  }
  return undefined
}
