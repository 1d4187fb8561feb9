/** Finds what `verify` would refuse in a document with any signature. `issue` and `present` do not sign such a document. */
import { bundled } from '../documents/bundled.js'
import { idOf, type JsonObject } from '../encoding/json.js'
import type { Issue } from '../errors.js'
import type { IssueCode } from '../issue-codes.js'
import { toCanonical } from '../jsonld/canonize.js'
import { signaturePrice } from '../keys/signature-price.js'
import type { Load } from '../ports.js'
import type { ProofResult } from '../proof/result/proof-result.js'
import { LIST_LIMITS } from '../status/list-limits.js'
import { authenticate } from './authenticate.js'
import { applyNamedDocuments } from './authenticate-with-documents.js'
import { proof } from './checks/proof.js'
import { detectInput } from './input/detect-input.js'
import { isDetected } from './input/detected.js'
import { english, type SentenceCode } from './messages/en.js'
import { messageWriter } from './messages/message-writer.js'
import { readOptions, type Settings } from './options/options.js'
import { readSigned } from './reading/reading.js'
import type { EmbeddedReport } from './report/report.js'
import { CHECKS } from './run-checks.js'
import { type Finding, fail, pass, type SecuredDocument } from './verification/secured-document.js'
import { openAccount, openVerification, type Verification } from './verification/verification.js'

export interface BeforeSigningOptions {
  /** Loads contexts that are not bundled. Nothing else is loaded. */
  readonly load?: Load | undefined
  readonly signal?: AbortSignal | undefined
  /** `verify` loads status lists, and reads longer ones than other documents. */
  readonly isStatusList?: boolean
  /** For a presentation. */
  readonly challenge?: string
  readonly domain?: string | readonly string[]
}

/** The rows that need neither the signature nor options of `verify`. */
const ROWS = ['validity', 'status', 'endorsements'] as const

/**
 * The failed rows as issues. Rows that need a clock, a status list or a fetched document do not count.
 * @param text the whole document or token, with a signature that is not valid
 */
export async function faultsBeforeSigning(
  text: string,
  options: BeforeSigningOptions,
): Promise<readonly Issue[]> {
  const settings = settingsOf(options)
  const limits =
    options.isStatusList === true ? { ...settings.limits, document: LIST_LIMITS.length } : settings.limits
  const found = await detectInput(text, limits)
  if (!isDetected(found)) return 'items' in found ? [] : issuesOf(found, [])
  const verification = openVerification(
    found.kind === 'clr' ? { ...settings, recipient: ANYBODY } : settings,
    await messageWriter('en'),
    openAccount(settings.limits, found.share),
  )
  const { secured, findings } = await authenticate(found, 'document', verification)
  const refused = secured.proofs.some(
    ({ outcome, code }) => outcome === 'fail' && code !== 'signature_invalid',
  )
  const rows = [findings.structure, ...(refused ? [findings.proof] : [])]
  if (rows.every(({ outcome }) => outcome !== 'fail')) {
    const { document, kind } = secured
    const controller = idOf(document[kind === 'presentation' ? 'holder' : 'issuer']) ?? ''
    const valid = secured.proofs.map(
      ({ code: _, ...each }): ProofResult => ({ ...each, outcome: 'pass', verified: true, controller }),
    )
    const spend = (count: number): void => verification.account.spend('scalars', count)
    const { proofs } = readSigned({ document, proofs: valid }, controller, secured.shared, spend)
    const signed: SecuredDocument = { ...secured, proofs }
    if (proofs.some(({ outcome }) => outcome === 'fail')) rows.push(await proof.run(signed, verification))
    const load = { load: verification.load, work: verification.account }
    // `verify` reads the meaning of a token only after its signature.
    if (found.jws !== undefined && kind !== 'presentation') await toCanonical(document, load)
    const all = { structure: findings.structure, proof: pass('signature_valid'), issuer: pass('key_bound') }
    rows.push(
      (await applyNamedDocuments({ secured: signed, findings: all }, verification)).findings.structure,
    )
    for (const id of ROWS) rows.push(await CHECKS[id].run(signed, verification))
    rows.push(payForUnchecked(secured.embedded, verification))
  }
  return rows.filter(({ outcome }) => outcome === 'fail').flatMap((row) => issuesOf(row, secured.embedded))
}

/** Without a network, keys are not available. Their signatures are charged, so that all the work of `verify` counts. */
function payForUnchecked(parts: readonly EmbeddedReport[], { account, settings }: Verification): Finding {
  const count = uncheckedProofs(parts)
  if (account.take('hashes', count * signaturePrice('Ed25519'))) return pass('endorsements_valid')
  return fail('limit_exceeded', { limit: 'hashes', maximum: settings.limits.hashes })
}

function uncheckedProofs(parts: readonly EmbeddedReport[]): number {
  return parts.reduce((sum, { report: { checks, embedded = [] } }) => {
    const isUnchecked = checks.some(({ id, outcome }) => id === 'proof' && outcome === 'unknown')
    return sum + (isUnchecked ? 1 : 0) + uncheckedProofs(embedded)
  }, 0)
}

/**
 * A verifier of a record may know that two names are of one person. If `recipient` is given, each part is compared with that
 * person and not with the record, so different names are not a fault of the record.
 */
const ANYBODY = { id: 'urn:x-anybody' }

/** Percent of one limit, fewer than `verify` allows, so that room is left for a second proof. */
const COMBINED_MAXIMUM = 110

/** Without a network, and with a tolerance of dates without end. */
function settingsOf({ load, signal, challenge, domain }: BeforeSigningOptions): Settings {
  const contexts: Load = (url, purpose, end) =>
    (purpose === 'context' && load !== undefined ? load : bundled)(url, purpose, end)
  const given = { challenge, domain, signal }
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const settings = readOptions({ ...present, load: contexts, now: new Date(0), refresh: false })
  const limits = { ...settings.limits, combined: COMBINED_MAXIMUM }
  return { ...settings, limits, clockSkewSeconds: Number.POSITIVE_INFINITY }
}

/** Codes of issues that say the same as a code of the report. */
const CODES: Readonly<Partial<Record<SentenceCode, IssueCode>>> = {
  dates_invalid: 'invalid_date',
  limit_exceeded: 'limit',
  related_resource_changed: 'invalid_digest',
}

const HINTS: Readonly<Partial<Record<SentenceCode, string>>> = {
  dates_invalid: 'write RFC 3339 with an offset of at most 14 hours, such as 2026-01-31T12:00:00Z',
  limit_exceeded: 'remove a part of it, or link to that part',
  related_resource_changed: 'write the digest of the published bytes, or remove the entry',
  status_entry_invalid: 'make the entry with statusEntry({ statusListCredential, index })',
  credentials_failed: 'remove this credential, or ask its issuer for a genuine one',
  endorsements_failed: 'remove this endorsement, or ask its issuer for a genuine one',
}

function issuesOf(
  row: Pick<Finding, 'code' | 'pointer' | 'details'>,
  embedded: readonly EmbeddedReport[],
): readonly Issue[] {
  const { code, pointer = '', details = {} } = row
  if (code === 'structure_invalid') return details['issues'] as unknown as readonly Issue[]
  const part = embedded.find((each) => each.pointer === pointer)?.report
  const inner = part?.checks.find(({ outcome }) => outcome === 'fail')
  const cause = inner?.code === 'limit_exceeded' ? inner.code : code
  const hint = HINTS[cause]
  return [
    {
      pointer,
      code: CODES[cause] ?? 'not_verified',
      message: `${english.write(code, details)}${inner === undefined ? '' : ` ${inner.message}`}`,
      found: foundOf(
        code,
        details,
        embedded.find((each) => each.pointer === pointer),
      ),
      ...(hint === undefined ? {} : { hint }),
    },
  ]
}

/** The code of the report, with its cause. */
function foundOf(code: string, { limit, maximum }: JsonObject, part: EmbeddedReport | undefined): string {
  const bad = part?.report.checks.find(({ outcome }) => outcome === 'fail')
  if (bad !== undefined) return `${code}: ${bad.id} ${bad.code}`
  return limit === undefined ? code : `${code}: ${String(limit)} above ${String(maximum)}`
}
