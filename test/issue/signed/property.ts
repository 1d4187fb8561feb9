/** What laurel signs, laurel verifies: documents of every kind, changed, issued in every form, and verified. */
import { isOpenBadgeError, issue, issueJwt, issueMany, present, type Report, verify } from 'laurel'
import type { JsonObject } from '../../../src/encoding/json.js'
import { mutateJson, pick, type Random, random } from '../../verify/mutate.js'
import { shuffle } from '../../verify/shared-ids.js'
import { clone, makeWorld, NOW } from '../../verify/world.js'
import { makeBases } from './bases.js'
import { CHANGES, damaged } from './changes.js'

/** Outcomes that need the world: a clock, a status list, a key, a document; or the verifier, who may know two names of one person. */
const OF_THE_WORLD: ReadonlySet<string> = new Set([
  'expired',
  'not_yet_valid',
  'status_unavailable',
  'schema_unavailable',
  'credentials_unknown',
  'endorsements_unknown',
  'status_unsupported',
  'related_resource_unknown',
  'record_of_other',
])

type Issuing = (document: JsonObject) => Promise<unknown>

export interface SignedResult {
  readonly documents: number
  readonly issued: ReadonlyMap<string, number>
  readonly refused: ReadonlyMap<string, number>
  readonly warned: ReadonlyMap<string, number>
  readonly violations: readonly string[]
}

export async function whatIsSignedVerifies(
  count: number,
  from = 0,
  onProgress?: (done: number) => void,
): Promise<SignedResult> {
  const world = await makeWorld()
  const { signer } = world
  const bases = await makeBases(world)
  const record = bases.find(({ name }) => name === 'record')!.document
  const rich = bases.find(({ name }) => name === 'rich badge')!.document
  const subject = record['credentialSubject'] as { readonly verifiableCredential: readonly JsonObject[] }
  const parts = [
    ...(rich['endorsement'] as readonly JsonObject[]),
    ...((rich['issuer'] as JsonObject)['endorsement'] as readonly JsonObject[]),
    ...(rich['endorsementJwt'] as readonly string[]),
    ...subject.verifiableCredential,
  ]
  const now = (): Date => NOW
  const options = { signer, now }
  const forms: readonly (readonly [string, Issuing])[] = [
    ['eddsa-rdfc-2022', (d) => issue(d as never, options)],
    ['eddsa-jcs-2022', (d) => issue(d as never, { ...options, cryptosuite: 'eddsa-jcs-2022' })],
    ['JWT open-badges', (d) => issueJwt(d as never, options)],
    ['JWT vc-jose', (d) => issueJwt(d as never, { ...options, profile: 'vc-jose' })],
    ['issueMany', (d) => last(d)],
  ]
  async function last(document: JsonObject): Promise<unknown> {
    const base = bases.find(({ name }) => name === 'badge')!.document
    let found: unknown
    for await (const row of issueMany([base, base, document] as never[], options)) {
      if (row.outcome === 'refused') throw row.error
      found = row.credential
    }
    return found
  }
  async function presented(credentials: readonly unknown[]): Promise<string | undefined> {
    const held = credentials as readonly JsonObject[]
    try {
      const shown = await present({ credentials: held, signer: world.stranger, challenge: 'c-1', now })
      add(issued, 'presentation')
      return faults(await verify(shown, { now: NOW, challenge: 'c-1' })) || undefined
    } catch (error) {
      if (!isOpenBadgeError(error)) return `threw ${String((error as Error)?.stack)}`
      add(refused, `presentation ${error.code}${firstOf(error.details)}`)
      return undefined
    }
  }
  const issued = new Map<string, number>()
  const refused = new Map<string, number>()
  const warned = new Map<string, number>()
  const violations: string[] = []
  const add = (to: Map<string, number>, key: string): void => void to.set(key, (to.get(key) ?? 0) + 1)
  for (let seed = from; seed < from + count && violations.length < 20; seed++) {
    const roll = random(seed)
    const base = bases[roll(bases.length)]!
    const document = changed(base.document, roll, parts)
    const text = JSON.stringify(document)
    for (const [form, sign] of forms) {
      const at = `seed ${seed} (${form}, ${base.name})`
      let signed: unknown
      try {
        signed = await sign(document)
      } catch (error) {
        if (!isOpenBadgeError(error)) violations.push(`${at}: threw ${String((error as Error)?.stack)}`)
        else add(refused, `${form} ${error.code}${firstOf(error.details)}`)
        continue
      }
      add(issued, form)
      // As people receive it, or as the caller has it.
      const asText = typeof signed === 'object' && seed % 3 > 0
      const report = await verify(asText ? JSON.stringify(signed) : signed, { now: NOW })
      const bad = faults(report)
      if (bad !== '') violations.push(`${at}: ${bad}`)
      for (const { code } of report.warnings) add(warned, code)
      for (const { code } of report.issues) add(warned, `issue ${String(code)}`)
      if (report.conforms !== true) add(warned, 'does not conform')
      if (form === 'eddsa-rdfc-2022' && isInForce(report)) {
        const bad = await presented([signed, damaged(pick(parts, roll), roll)])
        if (bad !== undefined) violations.push(`${at}, presented: ${bad}`)
      }
    }
    if (JSON.stringify(document) !== text) violations.push(`seed ${seed}: issuing changed the document`)
    if ((seed - from) % 1000 === 999) onProgress?.(seed - from + 1)
  }
  return { documents: count, issued, refused, warned, violations }
}

function firstOf(details: object): string {
  const { issues, reason, limit } = details as {
    issues?: readonly { code: string }[]
    reason?: string
    limit?: string
  }
  return ` ${issues?.[0]?.code ?? reason ?? limit ?? ''}`
}

/** The rows that failed, and those that could not be answered though nothing was missing. */
function faults(report: Report): string {
  return report.checks
    .filter(({ outcome, code }) => (outcome === 'fail' || outcome === 'unknown') && !OF_THE_WORLD.has(code))
    .map(
      ({ id, outcome, code, pointer, details }) =>
        `${id} ${outcome} ${code} ${pointer ?? ''} ${JSON.stringify(details ?? {}).slice(0, 300)}`,
    )
    .join('; ')
}

const isInForce = ({ check }: Report): boolean => check.validity.outcome === 'pass'

function changed(base: JsonObject, roll: Random, parts: readonly unknown[]): JsonObject {
  let document = clone(base)
  for (let i = roll(4); i > 0; i--) {
    const kind = roll(10)
    try {
      if (kind < 2) document = JSON.parse(mutateJson(JSON.stringify(document), roll)) as JsonObject
      else if (kind === 2) shuffle(document, roll)
      else pick(CHANGES, roll)(document as Record<string, unknown>, roll, parts)
    } catch (error) {
      // A change may find its place gone.
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error
    }
    document = clone(document)
  }
  return document
}
