/** Checks the options of `verifyStack`, and derives the options for the parts. */

import { isJsonObject, snapshot } from '../../encoding/json.js'
import { checkOptionNames, checkOptions, requireOptions } from '../../encoding/options.js'
import type { RecipientQuestion, VerifyOptions } from '../../verify/index.js'
import type { Language } from '../../verify/messages/message-writer.js'
import { SHAPES } from '../../verify/options/option-shapes.js'
import { issuerPolicy } from '../../verify/options/options.js'
import { pathway } from '../pathway/pathway.js'
import type { Pathway } from '../pathway/types.js'
import { documentDigest } from '../stack/part-bytes.js'
import { STACK_LIMITS, type StackLimits, type VerifyStackOptions } from './options.js'

/** A pathway, and the digest that a larger credential must have for it. */
export interface KnownPathway {
  readonly definition: Pathway
  readonly digest: string
}

export interface StackSettings {
  /** For the larger credential itself. */
  readonly own: VerifyOptions
  /** For each part. */
  readonly part: VerifyOptions
  readonly recipient: RecipientQuestion
  readonly pathways: ReadonlyMap<string, KnownPathway>
  readonly limits: StackLimits
  readonly language: Language
}

const PART_OPTIONS = { partIssuers: issuerPolicy }
const PART_SHAPES = { partIssuers: SHAPES['issuers']! }

/** @throws TypeError for bad options; OpenBadgeError `json_invalid` or `model_invalid` for an invalid pathway */
export function readStackOptions(options: VerifyStackOptions): StackSettings {
  requireOptions('verifyStack', options)
  const { pathway: given = [], partIssuers, stackLimits = {}, ...own } = options
  if (partIssuers !== undefined) checkOptions('verifyStack', { partIssuers }, PART_OPTIONS, PART_SHAPES)
  const {
    issuers: _,
    recipient = {},
    kinds = ['open-badge', 'clr'],
    require: __,
    challenge: ___,
    domain: ____,
    ...shared
  } = own
  return {
    own: { ...own, kinds },
    part: { ...shared, refresh: false, ...(partIssuers === undefined ? {} : { issuers: partIssuers }) },
    recipient,
    pathways: knownPathways([given].flat()),
    limits: readLimits(stackLimits),
    language: own.language ?? 'en',
  }
}

function knownPathways(given: readonly Pathway[]): ReadonlyMap<string, KnownPathway> {
  const known = new Map<string, KnownPathway>()
  for (const definition of given) {
    const own = snapshot(definition)
    const id = isJsonObject(own) ? own['id'] : undefined
    if (typeof id !== 'string' || !isJsonObject(own))
      throw new TypeError('verifyStack: pathway must be a result of pathway(), or a list of such results')
    if (known.has(id)) throw new TypeError(`verifyStack: two pathways have the id ${id}`)
    known.set(id, { definition: pathway(own as unknown as Pathway), digest: documentDigest(own) })
  }
  return known
}

const LIMITS: ReadonlySet<string> = new Set(Object.keys(STACK_LIMITS))

function readLimits(given: Partial<StackLimits>): StackLimits {
  checkOptionNames('verifyStack, stackLimits', given, LIMITS)
  for (const [name, value] of Object.entries(given)) {
    if (!Number.isInteger(value) || value < 0)
      throw new TypeError(`verifyStack: stackLimits.${name} must be a whole number`)
  }
  return { ...STACK_LIMITS, ...given }
}
