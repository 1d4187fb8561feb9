/** The larger credential: an ordinary badge that names the badges that it rests on, by their digests. */
import { readDateTimeStamp, readEnd } from '../../encoding/forms/date-time-stamp.js'
import { isCompactJws } from '../../encoding/forms/jws.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import type { OpenBadge } from '../../model/assembly/credential.js'
import type { AchievementInput } from '../../model/assembly/inputs.generated.js'
import { type OpenBadgeInput, openBadge } from '../../model/builders/open-badge.js'
import type { Recipient } from '../../model/builders/recipient.js'
import type { RelatedResource } from '../../schema/generated/types.generated.js'
import type { RecipientQuestion } from '../../verify/index.js'
import { evaluate } from '../answer/evaluate.js'
import type { BadgeName, Candidate, CountedPart, EvaluatedNode, Evaluation } from '../evaluate/types.js'
import { addDuration, parseDuration } from '../pathway/duration.js'
import { nodesOf } from '../pathway/nodes-of.js'
import type { Pathway } from '../pathway/types.js'
import { partDigest } from './part-bytes.js'
import { jwsPayload } from './read-part.js'
import { type SealedPart, sealedName, sealParts } from './seal-parts.js'
import { MEDIA } from './stack-entries.js'

/** The members of `openBadge`'s input, less those that the pathway and the evaluation decide. */
export interface StackOptions
  extends Omit<OpenBadgeInput, 'achievement' | 'validFrom' | 'validUntil' | 'recipient' | 'bearer'> {
  /** Who earned it. */
  readonly recipient: Recipient
  /**
   * Whose the parts are, where the recipient's id and e-mail address do not say it already; as for `evaluate`, all of it
   * proven by you to belong to the recipient.
   */
  readonly holder?: RecipientQuestion
  /** By default what the pathway awards; one of your own has the same id. */
  readonly achievement?: AchievementInput
  /**
   * `named` (default): whoever sees the credential sees the ids of its parts. `sealed`: the credential shows only how many
   * there are, and its holder opens them one by one.
   */
  readonly form?: 'named' | 'sealed'
  /** For `sealed`: as for `sealParts`, which makes the envelopes for the holder from the same seed. */
  readonly seed?: Uint8Array
}

/**
 * The number of parts that one larger credential may have.
 *
 * @example
 * console.log(PARTS_MAXIMUM)
 */
export const PARTS_MAXIMUM = 256
/** A tenth of what an evaluation may take: whoever is shown the parts must be able to check them. */
const STEPS = 20_000

/**
 * Makes the unsigned larger credential for a pathway that is met. Its `relatedResource` (VCDM 2.0 §5.3) names the pathway and
 * each badge that counted, by digest. It is valid from the instant of the evaluation; where a node says `keep`, until its
 * first badge expires.
 *
 * @param p - The pathway that was evaluated; publish `partBytes(p)` at its id.
 * @param evaluation - What `evaluate` returned, with the outcome `met`.
 * @param options - Issuer, recipient and whatever else `openBadge` takes; see `StackOptions`.
 * @returns A badge, frozen; `issue` signs it.
 * @throws OpenBadgeError `stack_refused` where the pathway is not met by this recipient's badges, or a badge cannot be named;
 *   `model_invalid` as `openBadge` does; TypeError for bad options.
 * @example
 * const diploma = await issue(stack(path, done, { issuer, recipient: { email: 'ada@example.org' } }), { signer })
 */
export function stack(p: Pathway, evaluation: Evaluation, options: StackOptions): OpenBadge {
  const { holder, form = 'named', seed, achievement = p.awards, relatedResource = [], ...badge } = options
  checkForm(form, seed)
  if (evaluation.pathway !== p.id) throw refused('other_pathway', 'the evaluation is of another pathway')
  if (evaluation.outcome !== 'met') throw refused('not_met', 'the pathway is not met')
  if (p.awards === undefined || achievement === undefined) {
    throw refused('awards_nothing', 'the pathway does not say what it awards')
  }
  if ((achievement as { readonly id?: unknown }).id !== p.awards.id) {
    throw refused('other_achievement', 'the achievement is not the one that the pathway awards')
  }
  const { parts } = evaluation
  if (parts.length > PARTS_MAXIMUM) throw refused('too_many_parts', `more than ${PARTS_MAXIMUM} badges count`)
  checkAlone(p, evaluation, holder ?? holderOf(options.recipient))
  const until = keptUntil(p, evaluation)
  return openBadge({
    ...badge,
    achievement,
    validFrom: withoutMilliseconds(evaluation.at),
    ...(until === undefined ? {} : { validUntil: until }),
    relatedResource: [
      { id: p.id, mediaType: MEDIA.json, digestMultibase: partDigest(p) },
      ...(form === 'sealed' ? sealed(parts, seed!) : parts.map(named)),
      ...[relatedResource].flat(),
    ] as readonly RelatedResource[],
  })
}

/**
 * Gives the signed badges that count in an evaluation, in the form that `sealParts` takes.
 *
 * @param evaluation - What `evaluate` returned.
 * @returns Plain JSON, or the text of a JWS, for each of `evaluation.parts`.
 * @throws OpenBadgeError `stack_refused` where a JWS was given without its report.
 * @example
 * const parts = partsOf(done)
 */
export function partsOf(evaluation: Evaluation): readonly (JsonObject | string)[] {
  return evaluation.parts.map(signedPart)
}

function checkForm(form: unknown, seed: Uint8Array | undefined): void {
  if (form !== 'named' && form !== 'sealed') throw new TypeError("form is 'named' or 'sealed'")
  if (form === 'sealed' && seed === undefined) throw new TypeError('the form sealed needs a seed')
  if (form === 'named' && seed !== undefined) throw new TypeError('a seed is for the form sealed')
}

/** Anybody who is shown the parts, and knows the recipient, comes to the same answer. */
function checkAlone(p: Pathway, { at, parts }: Evaluation, holder: RecipientQuestion): void {
  const alone = evaluate(
    p,
    parts.map(({ candidate }) => candidate),
    { holder, at: new Date(at), limits: { steps: STEPS } },
  )
  if (alone.outcome === 'met') return
  const [stranger] = alone.unused.filter(
    ({ because }) => because === 'other_person' || because === 'person_unknown',
  )
  const what =
    stranger === undefined
      ? 'its badges alone do not meet it within the steps that verifiers take'
      : 'the recipient is not known to be the person of its badges; name that person in holder'
  throw refused(stranger === undefined ? 'not_met_alone' : 'other_person', what, stranger?.badge.id)
}

function holderOf({ id, email }: Recipient): RecipientQuestion {
  return { ...(id === undefined ? {} : { id }), ...(email === undefined ? {} : { email }) }
}

function named(part: CountedPart): JsonObject {
  const content = signedPart(part)
  return {
    id: part.badge.id,
    mediaType: typeof content === 'string' ? MEDIA.jws : MEDIA.credential,
    digestMultibase: partDigest(content),
  }
}

/** Sorted by their names, so that the order says nothing about the parts. */
function sealed(parts: readonly CountedPart[], seed: Uint8Array): readonly JsonObject[] {
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
      'a badge in a JWS is named by its text; hand in { report, input }',
      badge.id,
    )
  }
  return text
}

function idIn(payload: Json): Json | undefined {
  if (!isJsonObject(payload)) return undefined
  return isJsonObject(payload['vc']) ? payload['vc']['id'] : payload['id']
}

/** When the first badge that must still hold expires, or grows older than its node allows. */
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

/** Other software of the field writes instants to the second. */
function withoutMilliseconds(instant: string): string {
  return instant.replace(/\.0+Z$/, 'Z')
}

function refused(
  reason: string,
  message: string,
  part?: string | undefined,
): OpenBadgeError<'stack_refused'> {
  return new OpenBadgeError('stack_refused', `no larger credential: ${message}`, {
    reason,
    ...(part === undefined ? {} : { part }),
  })
}
