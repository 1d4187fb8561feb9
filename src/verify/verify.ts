/** `verify`: whatever was uploaded, one report. */

import { sniff } from './input/detect-input.js'
import { catalogueOf } from './messages/catalogue.js'
import { readOptions, type Settings, type VerifyOptions } from './options/options.js'
import type { Report } from './report/report.js'
import { verifySniffed } from './run-checks.js'
import { openScope } from './verification/verification.js'

/**
 * Verifies a badge: an object, JSON text, a compact JWS, or the bytes of JSON, JWS, PNG or SVG. Never throws for a bad
 * badge or a bad world: every failure is a row of the report, with a stable code and one plain sentence.
 * @throws TypeError for bad options; the signal's reason on abort
 */
export async function verify(input: unknown, options: VerifyOptions = {}): Promise<Report> {
  return verifyWith(input, readOptions(options))
}

/** With options that have been read already. */
export async function verifyWith(input: unknown, settings: Settings): Promise<Report> {
  settings.signal?.throwIfAborted()
  const sniffed = sniff(input, settings.limits)
  const found = sniffed instanceof Promise ? await sniffed : sniffed
  const spoken = catalogueOf(settings.language)
  const catalogue = spoken instanceof Promise ? await spoken : spoken
  return (await verifySniffed(found, 'document', openScope(settings, catalogue))).report
}
