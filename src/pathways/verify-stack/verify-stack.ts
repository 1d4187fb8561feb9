/** Checks a larger credential again, part by part. */

import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import type { JsonObject } from '../../encoding/json.js'
import { lazy as lazily } from '../../lazy.js'
import type { Report, VerifiedCredentialReport } from '../../verify/index.js'
import { carriedStack } from '../stack/carried-stack.js'
import { partEntries } from '../stack/stack-entries.js'
import { evaluateParts } from './evaluate-parts.js'
import { type JudgedEntry, judgeEntry } from './judge-entry.js'
import type { Verify } from './judge-part.js'
import { levelOf } from './level.js'
import { readStackOptions, type StackSettings, type VerifyStackOptions } from './options.js'
import { type PartPool, readPool } from './part-pool.js'
import { awardedIn, badgeKeyOf, knownPathwayOf } from './read-stack.js'
import type { ChangedPart, StackReport, VerifiedStack } from './report.js'
import { stackSentence } from './sentences.js'

/** Who only evaluates does not need it. */
const verification = /* @__PURE__ */ lazily('verification', () => import('../../verify/verify.js'))

/** What one call shares with all that it leads to. */
export interface Run {
  readonly settings: StackSettings
  readonly verify: Verify
  readonly pool: PartPool
  /** When it is checked. */
  readonly now: Date
  /** Parts that may still be looked at, at all levels together. */
  readonly left: { parts: number }
  /** For a part that is a larger credential itself. */
  readonly judge: (
    report: VerifiedCredentialReport,
    around: readonly string[],
    run: Run,
  ) => Promise<VerifiedStack>
}

/**
 * Verifies a larger credential and the parts that are shown with it, and evaluates its pathway again. Each part is compared
 * with the digest in the larger credential, judged for the instant of the award, and checked for now. A bad credential, part
 * or network does not make it throw. A part that expired or was withdrawn later is listed in `changed`.
 *
 * @param stack - The larger credential, as `verify` takes it; or the record that carries it with its parts.
 * @param parts - What the holder shows, in any order: credentials, sealed parts, presentations, records.
 * @param options - As for `verify`, and `pathway`; without it no level is higher than `asserted`. See `VerifyStackOptions`.
 * @returns The report; where verified, `level` with its reason, and how each entry stands.
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
  const settings = readStackOptions(options)
  const { verify } = await verification()
  const report = await verify(stack, settings.own)
  return report.kind === 'clr'
    ? judgeRecord(stack, parts, settings, verify)
    : judgeWith(report, parts, settings, verify)
}

/**
 * Of a record that carries a larger credential with its parts. Whoever collected it must have signed it, and need not be
 * trusted: that is asked of who awarded the larger credential.
 */
async function judgeRecord(
  input: unknown,
  parts: Iterable<unknown>,
  settings: StackSettings,
  verify: Verify,
): Promise<StackReport> {
  const { issuers: _, ...own } = settings.own
  const record = await verify(input, own)
  if (!record.verified) return { verified: false, report: record }
  const { bytes, parts: most } = settings.limits
  const carried = await carriedStack(input, { input: bytes, parts: most })
  if (carried === undefined) return { verified: false, report: record }
  const report = await verify(carried.stack.content, { ...settings.own, refresh: false })
  const others = carried.others.map(({ content }) => content)
  const judged = await judgeWith(report, [...others, ...parts], settings, verify)
  return judged.verified ? { ...judged, record } : judged
}

/** Of one credential, with what is shown for its parts. */
async function judgeWith(
  report: Report,
  parts: Iterable<unknown>,
  settings: StackSettings,
  verify: Verify,
): Promise<StackReport> {
  if (report.credential === undefined) return { verified: false, report }
  const pool = await readPool(parts, settings.limits)
  return judgeStack(report, [], {
    settings,
    verify,
    pool,
    now: new Date(report.checkedAt),
    left: { parts: settings.limits.parts },
    judge: judgeStack,
  })
}

/** Of one that verified; `around` are the credentials of which it is a part. */
async function judgeStack(
  report: VerifiedCredentialReport,
  around: readonly string[],
  run: Run,
): Promise<VerifiedStack> {
  const { settings, pool } = run
  const document = report.credential
  const named = partEntries(document)
  const tooMuch = named.length > run.left.parts || around.length >= settings.limits.depth
  const then = startOf(document)
  const chain = [...around, badgeKeyOf(document)]
  const parts: JudgedEntry[] = []
  if (!tooMuch) {
    run.left.parts -= named.length
    for (const entry of named) parts.push(await judgeEntry(entry, then ?? run.now, chain, run))
  }
  const entries = parts.map(({ entry }) => entry)
  const { state, known } = knownPathwayOf(document, settings.pathways)
  const answer =
    known && then && evaluateParts(known, document, parts, { then, now: run.now }, settings.recipient)
  const verdict = levelOf({
    entries,
    pathway: state,
    namesItself: parts.some(({ key, entry }) => entry.id === document['id'] || chain.includes(key ?? '')),
    awardDiffers: known !== undefined && awardedIn(document) !== known.awards?.id,
    dated: then !== undefined,
    tooMuch,
    lost: answer?.lost === true,
    outcome: answer?.evaluation.outcome ?? 'unknown',
  })
  return {
    verified: true,
    report,
    ...verdict,
    message: stackSentence(verdict.code, settings.language),
    pathway: state,
    entries,
    changed: parts.flatMap(changeOf),
    ...(answer === undefined ? {} : { evaluation: answer.evaluation }),
    strangers: pool.count - pool.used.size,
  }
}

function changeOf({ entry: { id, standing } }: JudgedEntry): readonly ChangedPart[] {
  return standing === 'expired' || standing === 'revoked' || standing === 'suspended'
    ? [{ part: id, now: standing }]
    : []
}

/** From when on it holds. */
function startOf({ validFrom, issuanceDate }: JsonObject): Date | undefined {
  const text = validFrom ?? issuanceDate
  const time = typeof text === 'string' ? readDateTimeStamp(text) : undefined
  return time === undefined ? undefined : new Date(time)
}
