/** Judges a larger credential with its parts. `verifyStack` loads this file when it is called. */
import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import type { JsonObject } from '../../encoding/json.js'
import type { Report, VerifiedCredentialReport, Warning } from '../../verify/index.js'
import { readOptions } from '../../verify/options/options.js'
import { openAccount } from '../../verify/verification/verification.js'
import { carriedStack } from '../stack/carried-stack.js'
import { type PartEntry, partEntries } from '../stack/stack-entries.js'
import { evaluateParts } from './evaluate-parts.js'
import { type JudgedEntry, judgeEntry } from './judge-entry.js'
import { onlyOnce, type Verify } from './judge-part.js'
import { levelOf } from './level.js'
import type { VerifyStackOptions } from './options.js'
import { type PartPool, readPool } from './part-pool.js'
import { awardedIn, badgeKeyOf, knownPathwayOf, mayNameMore } from './read-stack.js'
import type { ChangedPart, JudgedStack, StackCode, StackReport } from './report.js'
import { stackSentences } from './sentences.js'
import { readStackOptions, type StackSettings } from './settings.js'

type VerifyRoom = Pick<typeof import('../../verify/verify.js'), 'verify' | 'verifyWith'>

/** The state that all steps of one call share. */
export interface Run {
  readonly settings: StackSettings
  readonly verify: Verify
  readonly pool: PartPool
  /** The instant of the verification. */
  readonly now: Date
  /** Number of parts that may still be judged, at all levels together. */
  readonly left: { parts: number }
  /** The entries of a larger credential, which are read once, however many entries name it. */
  readonly entriesOf: (credential: JsonObject) => readonly PartEntry[]
  /** Judges a part that is itself a larger credential. */
  readonly judge: (
    report: VerifiedCredentialReport,
    outer: readonly string[],
    run: Run,
  ) => Promise<JudgedStack>
}

/** `verifyStack` when all its parts are loaded. */
export async function judgeShown(
  stack: unknown,
  parts: Iterable<unknown>,
  options: VerifyStackOptions,
  room: VerifyRoom,
): Promise<StackReport> {
  const settings = readStackOptions(options)
  const isSingle = typeof parts === 'string' || parts instanceof Uint8Array
  if (isSingle || typeof (parts as Partial<Iterable<unknown>> | null)?.[Symbol.iterator] !== 'function')
    throw new TypeError('verifyStack: parts must be a list of credentials, such as partsOf(evaluation)')
  const report = await room.verify(stack, settings.own)
  return report.kind === 'clr'
    ? judgeRecord(stack, parts, settings, room)
    : judgeWith(report, parts, settings, room)
}

/**
 * Judges a record that holds a larger credential with its parts. The record must be verified, but its issuer need not be
 * trusted. Only the issuer of the larger credential must be.
 */
async function judgeRecord(
  input: unknown,
  parts: Iterable<unknown>,
  settings: StackSettings,
  room: VerifyRoom,
): Promise<StackReport> {
  const { issuers: _, ...own } = settings.own
  const record = await room.verify(input, own)
  if (!record.verified) return { verified: false, report: record }
  const { bytes, parts: most } = settings.limits
  const carried = await carriedStack(input, { input: bytes, parts: most })
  if (carried === undefined) return { verified: false, report: record }
  const report = await room.verify(carried.stack.content, { ...settings.own, refresh: false })
  const others = carried.others.map(({ content }) => content)
  const judged = await judgeWith(report, [...others, ...parts], settings, room)
  if (judged.level === undefined) return judged
  if (judged.level === 'contradicted') markContradicted(record, judged.code, judged.message)
  return { ...judged, record }
}

/** Judges one credential with the shown parts. */
async function judgeWith(
  report: Report,
  parts: Iterable<unknown>,
  settings: StackSettings,
  room: VerifyRoom,
): Promise<StackReport> {
  if (report.credential === undefined) return { verified: false, report }
  const pool = await readPool(parts, settings.limits)
  return judgeStack(report, [], {
    settings,
    verify: onOneAccount(pool, settings, room),
    pool,
    now: new Date(report.checkedAt),
    left: { parts: settings.limits.parts },
    entriesOf: readOnce(partEntries),
    judge: judgeStack,
  })
}

/**
 * All parts draw on one account, so that many parts cost no more than one long record. As for a record, the limits grow with
 * the bytes of all parts; those of contained credentials and of documents grow with the number of parts.
 */
function onOneAccount(
  { bytes, count }: PartPool,
  { part }: StackSettings,
  { verifyWith }: VerifyRoom,
): Verify {
  const { limits } = readOptions(part)
  const { document, embedded, loads } = limits
  const account = openAccount(
    { ...limits, embedded: embedded * Math.max(1, count), loads: loads + 4 * count },
    Math.max(1, Math.ceil(bytes / document)),
  )
  return onlyOnce(({ content }, now) => verifyWith(content, readOptions({ ...part, now }), account))
}

function readOnce<T>(read: (credential: JsonObject) => T): (credential: JsonObject) => T {
  const known = new Map<JsonObject, T>()
  return (credential) => {
    let found = known.get(credential)
    if (found === undefined) known.set(credential, (found = read(credential)))
    return found
  }
}

/** Judges a verified credential; `outer` are the credentials of which it is a part. */
async function judgeStack(
  report: VerifiedCredentialReport,
  outer: readonly string[],
  run: Run,
): Promise<JudgedStack> {
  const { settings, pool } = run
  const document = report.credential
  const named = run.entriesOf(document)
  const tooMuch = named.length > run.left.parts || outer.length >= settings.limits.depth
  const start = startOf(document)
  const chain = [...outer, badgeKeyOf(document)]
  const parts: JudgedEntry[] = []
  if (!tooMuch) {
    run.left.parts -= named.length
    for (const entry of named) parts.push(await judgeEntry(entry, start ?? run.now, chain, run))
  }
  const entries = parts.map(({ entry }) => entry)
  const { state, known } = knownPathwayOf(document, settings.pathways)
  const answer =
    known && start && evaluateParts(known, document, parts, { start, now: run.now }, settings.recipient)
  const mayHaveMore = mayNameMore(report)
  const award = awardedIn(document)
  const verdict = levelOf({
    entries,
    mayHaveMore,
    pathway: state,
    namesItself: parts.some(({ key, entry }) => entry.id === document['id'] || chain.includes(key ?? '')),
    awardDiffers: known !== undefined && award !== known.awards?.id && (award !== undefined || !mayHaveMore),
    dated: start !== undefined,
    tooMuch,
    lost: answer?.lost === true,
    outcome: answer?.evaluation.outcome ?? 'unknown',
    personUnknown: known !== undefined && answer?.personUnknown !== false,
  })
  const message = stackSentences(verdict, settings.language)
  if (verdict.level === 'contradicted') markContradicted(report, verdict.code, message)
  return {
    ...verdict,
    report,
    message,
    pathway: state,
    entries,
    changed: parts.flatMap(changeOf),
    ...(answer === undefined ? {} : { evaluation: answer.evaluation }),
    strangers: pool.count - pool.used.size,
  }
}

/** The report alone must not make a page or a certificate of a contradicted credential. Nobody else has this report yet. */
function markContradicted({ warnings }: Report, code: StackCode, message: string): void {
  const warning: Warning = { code: 'stack_contradicted', message, details: { code } }
  ;(warnings as Warning[]).push(warning)
}

function changeOf({ entry: { id, standing } }: JudgedEntry): readonly ChangedPart[] {
  return standing === 'expired' || standing === 'revoked' || standing === 'suspended'
    ? [{ part: id, now: standing }]
    : []
}

/** The start of the credential. */
function startOf({ validFrom, issuanceDate }: JsonObject): Date | undefined {
  const text = validFrom ?? issuanceDate
  const time = typeof text === 'string' ? readDateTimeStamp(text) : undefined
  return time === undefined ? undefined : new Date(time)
}
