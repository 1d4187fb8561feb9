/** Verifies a larger credential and its parts. A page that may never do so loads only this file. */
import { lazy } from '../../lazy.js'
import type { VerifyStackOptions } from './options.js'
import type { StackReport } from './report.js'

const judging = /* @__PURE__ */ lazy(
  'the verification of larger credentials',
  () => import('./judge-stack.js'),
)
const verification = /* @__PURE__ */ lazy('verification', () => import('../../verify/verify.js'))

/**
 * Verifies a larger credential and the parts that are shown with it, and evaluates its pathway again. Each part is compared
 * with the digest in the larger credential, and verified for the instant of the award and for now. A bad credential, part or
 * network does not make the function throw. A part that expired or was withdrawn later is listed in `changed`.
 *
 * @param stack - The larger credential, as `verify` takes it; or the record that holds it with its parts.
 * @param parts - The parts that the holder shows, in any order: credentials, sealed parts, presentations, records.
 * @param options - As for `verify`, and `pathway`; without it no level is higher than `asserted`. See `VerifyStackOptions`.
 * @returns The report. If verified: `level` with its reason, and the standing of each entry.
 * @throws TypeError for bad options; the signal's reason on abort.
 * @example
 * const seen = await verifyStack(signed, [], { issuers: [signer.controller], pathway: path })
 * if (seen.verified) console.log(seen.level)
 */
export async function verifyStack(
  stack: unknown,
  parts: Iterable<unknown>,
  options: VerifyStackOptions = {},
): Promise<StackReport> {
  const [{ judgeShown }, { verify }] = await Promise.all([judging(), verification()])
  return judgeShown(stack, parts, options, verify)
}
