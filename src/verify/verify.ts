/** `verify` takes any upload and gives one report. */

import { lazy } from '../lazy.js'
import { detectInput } from './input/detect-input.js'
import { messageWriter } from './messages/message-writer.js'
import { readOptions, type Settings, type VerifyOptions } from './options/options.js'
import type { Report } from './report/report.js'
import { runChecks } from './run-checks.js'
import { openAccount, openVerification, type Verification } from './verification/verification.js'

/**
 * Verifies a badge (Open Badges 3.0 §8, VC Data Integrity §4.4). A bad badge or a failing network does not make it throw:
 * each failure is a row of the report, with a stable code and one sentence. `verified` is true only when no required row
 * failed or is unknown.
 *
 * @param input - An object, JSON text, a compact JWS or SD-JWT, or the bytes of JSON, JWS, COSE, PNG or SVG.
 * @param options - `issuers`: whom you trust; `load`: how documents are fetched, default only bundled contexts; `recipient`,
 *   `now`, `require` and more. See `VerifyOptions`.
 * @returns The report.
 * @throws TypeError for bad options, and for an input that cannot be an upload: `undefined`, a Promise, a function, a URL, a signer,
 *   a File, Blob, form, Response or stream (pass the bytes: `await file.arrayBuffer()`), a report of `verify`; the signal's reason on
 *   abort.
 * @example
 * const report = await verify(signed, { issuers: [signer.controller] })
 * if (report.verified) console.log('genuine')
 */
export async function verify(input: unknown, options: VerifyOptions = {}): Promise<Report> {
  const report = await verifyWith(input, readOptions(options))
  if (typeof input !== 'string' && mayBeMistake(report)) {
    const part = await Promise.resolve(mistakes()).catch(() => undefined)
    part?.refuseWrongInput(input)
  }
  return report
}

const mistakes = /* @__PURE__ */ lazy('mistakes in calls', () => import('./input/refuse-wrong-input.js'))

/** Whether no credential was found, or one inside an object, as in a report. */
function mayBeMistake({ check, warnings }: Report): boolean {
  return check.structure.code.startsWith('json_') || warnings.some(({ code }) => code === 'unwrapped')
}

/**
 * As `verify`, with options that are checked already.
 * @param account of a call that verifies several documents; without it, the document has its own
 */
export async function verifyWith(
  input: unknown,
  settings: Settings,
  account?: Verification['account'],
): Promise<Report> {
  settings.signal?.throwIfAborted()
  const detected = detectInput(input, settings.limits)
  const found = detected instanceof Promise ? await detected : detected
  const loading = messageWriter(settings.language)
  const messages = loading instanceof Promise ? await loading : loading
  const share = 'share' in found ? found.share : undefined
  const opened = openVerification(settings, messages, account ?? openAccount(settings.limits, share))
  return (await runChecks(found, 'document', opened)).report
}
