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
 * @param parts - The parts that the holder shows, in any order: credentials, sealed parts, presentations, records. A record
 *   holds its own.
 * @param options - As for `verify`, and `pathway`; without it no level is higher than `asserted`. If parts name the person by
 *   e-mail address, pass all addresses in `recipient`, because hashes cannot be compared. See `VerifyStackOptions`.
 * @returns The report. `verified` is true only at the level `proven`: the larger credential is genuine, and all its parts were
 *   shown and meet the pathway. `report.verified` is about the larger credential alone. If that is true: `level` with its
 *   reason, and the name and standing of each entry; else `level` is `undefined`, and there is no `message` and no `entries`.
 * @throws TypeError for bad options, and for reports or candidates instead of signed parts; the signal's reason on abort.
 * @example
 * const seen = await verifyStack(signed, [], { issuers: [signer.controller], pathway: path })
 * console.log(seen.verified, seen.level)
 */
export async function verifyStack(
  stack: unknown,
  parts: Iterable<unknown> = [],
  options: VerifyStackOptions = {},
): Promise<StackReport> {
  const [{ judgeShown }, room] = await Promise.all([judging(), verification()])
  return judgeShown(stack, parts, options, room)
}
