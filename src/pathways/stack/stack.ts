/** The larger credential: a badge that names the badges on which it is based, by their digests. */

import { requireObject } from '../../encoding/arguments.js'
import { readDateTimeStamp, readEnd } from '../../encoding/forms/date-time-stamp.js'
import { addDuration, parseDuration } from '../../encoding/forms/duration.js'
import { isCompactJws } from '../../encoding/forms/jws.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { requireOptions, requireResult } from '../../encoding/options.js'
import { OpenBadgeError } from '../../errors.js'
import type { OpenBadge } from '../../model/assembly/credential.js'
import type { AchievementInput } from '../../model/assembly/inputs.generated.js'
import { type OpenBadgeInput, openBadge } from '../../model/builders/open-badge.js'
import type { Recipient } from '../../model/builders/recipient.js'
import type { RelatedResource } from '../../schema/generated/types.generated.js'
import type { RecipientQuestion } from '../../verify/index.js'
import { evaluate } from '../answer/evaluate.js'
import type { BadgeName, Candidate, CountedPart, EvaluatedNode, Evaluation } from '../evaluate/types.js'
import { nodesOf } from '../pathway/nodes-of.js'
import type { Pathway } from '../pathway/types.js'
import { jwsPayload } from './jws-payload.js'
import { partDigest } from './part-bytes.js'
import { type SealedPart, sealedName, sealParts } from './seal-parts.js'
import { MEDIA } from './stack-entries.js'

/** The input of `openBadge`, without the members that the pathway and the evaluation decide. */
export interface StackOptions
  extends Omit<OpenBadgeInput, 'achievement' | 'validFrom' | 'validUntil' | 'recipient' | 'bearer'> {
  /** Who earned it. */
  readonly recipient: Recipient
  /**
   * The person of the parts, if the parts do not have the recipient's id or e-mail address. As for `evaluate`, you must have
   * proof that all these ids and addresses belong to the recipient.
   */
  readonly holder?: RecipientQuestion
  /** Default: the achievement of the pathway. Your own achievement must have the same id. */
  readonly achievement?: AchievementInput
  /**
   * `named` (default): the credential shows the ids of its parts. `sealed`: it shows only the number of its parts, and the
   * holder chooses which parts to show.
   */
  readonly form?: 'named' | 'sealed'
  /** For `sealed`: the seed from which `sealParts` makes the envelopes for the holder. */
  readonly seed?: Uint8Array
}

/**
 * The maximum number of parts of one larger credential.
 *
 * @example
 * console.log(PARTS_MAXIMUM)
 */
export const PARTS_MAXIMUM = 256
/** A tenth of the default of `evaluate`, so that verifiers can evaluate the parts again. */
const STEPS = 20_000

/**
 * Makes the unsigned larger credential for a pathway that is met. Its `relatedResource` (VCDM 2.0 §5.3) names the pathway and
 * each badge that counts, by digest. It is valid from the instant of the evaluation. If a node has `keep`, it is valid until
 * the first badge of such a node expires.
 *
 * @param p - The pathway that was evaluated; publish `partBytes(p)` at its id.
 * @param evaluation - What `evaluate` returned, with the outcome `met`.
 * @param options - Issuer, recipient and the other members that `openBadge` takes; see `StackOptions`.
 * @returns A badge, frozen; `issue` signs it.
 * @throws OpenBadgeError `stack_refused` if the recipient's badges do not meet the pathway, or a badge cannot be named;
 *   `model_invalid` as `openBadge` does; TypeError for bad options.
 * @example
 * const diploma = await issue(stack(path, done, { issuer, recipient: { email: 'ada@example.org' } }), { signer })
 */
export function stack(p: Pathway, evaluation: Evaluation, options: StackOptions): OpenBadge {
  requireResult('stack', p, 'pathway', 'root')
  requireResult('stack', evaluation, 'evaluate', 'parts')
  requireOptions('stack', options)
  const { holder, form = 'named', seed, achievement = p.awards, relatedResource = [], ...badge } = options
  checkForm(form, seed)
  if ((options.recipient ?? undefined) === undefined)
    throw new TypeError(
      "stack: recipient is missing; write recipient: { email: 'ada@example.org' } (holder only says whose badges counted)",
    )
  if (evaluation.pathway !== p.id) throw refused('other_pathway', 'the evaluation is of another pathway')
  if (evaluation.outcome !== 'met') throw refused('not_met', 'the pathway is not met')
  if (p.awards === undefined || achievement === undefined) {
    throw refused('awards_nothing', 'the pathway has no awards; add the achievement to it')
  }
  requireObject('stack', 'achievement', achievement, 'an achievement, such as achievement({ … })')
  if ((achievement as { readonly id?: unknown }).id !== p.awards.id) {
    throw refused('other_achievement', 'the id of the achievement is not the id in awards of the pathway')
  }
  const { parts } = evaluation
  if (parts.length > PARTS_MAXIMUM)
    throw refused('too_many_parts', `it would have more than ${PARTS_MAXIMUM} parts`)
  checkPartsSuffice(p, evaluation, holder ?? holderOf(options.recipient))
  const until = keptUntil(p, evaluation)
  return openBadge({
    ...badge,
    achievement,
    validFrom: withoutMilliseconds(evaluation.at),
    ...(until === undefined ? {} : { validUntil: until }),
    relatedResource: [
      { id: p.id, mediaType: MEDIA.json, digestMultibase: partDigest(p) },
      ...(form === 'sealed' ? sealedEntries(parts, seed!) : parts.map(namedEntry)),
      ...[relatedResource].flat(),
    ] as readonly RelatedResource[],
  })
}

/**
 * Returns the signed badges that count in an evaluation, in the form that `sealParts` takes.
 *
 * @param evaluation - What `evaluate` returned.
 * @returns Plain JSON, or the text of a JWS, for each of `evaluation.parts`.
 * @throws OpenBadgeError `stack_refused` if a badge in a JWS was passed without its text.
 * @example
 * const parts = partsOf(done)
 */
export function partsOf(evaluation: Evaluation): readonly (JsonObject | string)[] {
  requireResult('partsOf', evaluation, 'evaluate', 'parts')
  return evaluation.parts.map(signedPart)
}

function checkForm(form: unknown, seed: Uint8Array | undefined): void {
  if (form !== 'named' && form !== 'sealed') throw new TypeError("stack: form must be 'named' or 'sealed'")
  if (form === 'sealed' && seed === undefined) throw new TypeError("stack: the form 'sealed' needs a seed")
  if (form === 'named' && seed !== undefined)
    throw new TypeError("stack: only the form 'sealed' takes a seed")
}

/** Ensures that a verifier with only these parts and this recipient gets the same outcome. */
function checkPartsSuffice(p: Pathway, { at, parts }: Evaluation, holder: RecipientQuestion): void {
  const evaluation = evaluate(
    p,
    parts.map(({ candidate }) => candidate),
    { holder, at: new Date(at), limits: { steps: STEPS } },
  )
  if (evaluation.outcome === 'met') return
  const [otherPerson] = evaluation.unused.filter(
    ({ because }) => because === 'other_person' || because === 'person_unknown',
  )
  const what =
    otherPerson === undefined
      ? 'its parts alone do not meet the pathway within the steps of verifiers'
      : 'a badge may belong to another person than the recipient; write all ids of that person into holder'
  throw refused(otherPerson === undefined ? 'not_met_alone' : 'other_person', what, otherPerson?.badge.id)
}

function holderOf({ id, email }: Recipient): RecipientQuestion {
  return { ...(id === undefined ? {} : { id }), ...(email === undefined ? {} : { email }) }
}

function namedEntry(part: CountedPart): JsonObject {
  const content = signedPart(part)
  return {
    id: part.badge.id,
    mediaType: typeof content === 'string' ? MEDIA.jws : MEDIA.credential,
    digestMultibase: partDigest(content),
  }
}

/** Sorted by their names, so that the order reveals nothing about the parts. */
function sealedEntries(parts: readonly CountedPart[], seed: Uint8Array): readonly JsonObject[] {
  return sealParts(parts.map(signedPart), seed)
    .map((envelope: SealedPart) => ({
      id: sealedName(envelope),
      mediaType: MEDIA.json,
      digestMultibase: partDigest(envelope),
    }))
    .sort((one, two) => (one.id < two.id ? -1 : 1))
}

/** The credential as it was signed: the document with its proof, or the text of the JWS. */
function signedPart({ badge, candidate }: CountedPart): JsonObject | string {
  const report = 'report' in candidate ? candidate.report : candidate
  const document = report.source
  if (document !== undefined && Object.hasOwn(document, 'proof')) return document
  const input = 'report' in candidate ? candidate.input : undefined
  const text = typeof input === 'string' ? input.trim() : ''
  if (!isCompactJws(text) || idIn(jwsPayload(text)) !== badge.id) {
    throw refused(
      'text_missing',
      'the text of a badge in a JWS is missing; pass { report, input } to evaluate',
      badge.id,
    )
  }
  return text
}

function idIn(payload: Json): Json | undefined {
  if (!isJsonObject(payload)) return undefined
  return isJsonObject(payload['vc']) ? payload['vc']['id'] : payload['id']
}

/** When the first badge of a node with `keep` expires or becomes older than the node allows. */
function keptUntil(p: Pathway, { root, parts }: Evaluation): string | undefined {
  const nodes = nodesOf(p)
  const ends: number[] = []
  const credentials = new Map(parts.map(({ badge, candidate }) => [keyOf(badge), credentialOf(candidate)]))
  const walk = (node: EvaluatedNode): void => {
    const asked = nodes.get(node.pointer)
    const within = asked !== undefined && 'within' in asked ? parseDuration(asked.within ?? '') : undefined
    for (const support of node.keep ? node.by : []) {
      const { validUntil, expirationDate } = credentials.get(keyOf(support)) ?? {}
      const end = readEnd(String(validUntil ?? expirationDate))
      if (end !== undefined) ends.push(end)
      if (within !== undefined)
        ends.push(addDuration(readDateTimeStamp(support.awarded ?? '') ?? Number.NaN, within))
    }
    for (const child of node.children ?? []) walk(child)
  }
  walk(root)
  return ends.length === 0 ? undefined : withoutMilliseconds(new Date(Math.min(...ends)).toISOString())
}

const keyOf = ({ issuer, id }: BadgeName): string => JSON.stringify([issuer, id])
const credentialOf = (candidate: Candidate): JsonObject | undefined =>
  ('report' in candidate ? candidate.report : candidate).credential

/** Other software writes instants without milliseconds. */
function withoutMilliseconds(instant: string): string {
  return instant.replace(/\.0+Z$/, 'Z')
}

function refused(
  reason: string,
  message: string,
  part?: string | undefined,
): OpenBadgeError<'stack_refused'> {
  return new OpenBadgeError('stack_refused', `cannot make the larger credential: ${message}`, {
    reason,
    ...(part === undefined ? {} : { part }),
  })
}
