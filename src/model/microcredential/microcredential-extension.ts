/** An extension with the elements of a microcredential that Open Badges does not have. */

import type { JsonObject } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import { isUri } from '../../schema/classes/value-kinds.js'
import { defineExtension, type ExtensionBuilders } from '../builders/define-extension.js'

const MEMBERS = {
  Achievement: {
    /** Hours of learning that the achievement takes on average. */
    workloadHours: 'number',
    /** Credits of the European Credit Transfer and Accumulation System. */
    ectsCredits: 'number',
    /** Level of the European Qualifications Framework, 1 to 8. */
    eqfLevel: 'number',
    /** How learners were assessed, for example `written exam`. */
    assessmentType: 'string',
    /** Form of participation: `online`, `onsite` or `blended`. */
    participation: 'string',
    /** The quality assurance, for example the agency and its decision. */
    qualityAssurance: 'string',
    /** How the assessment was supervised and the learner's identity checked. */
    supervision: 'string',
    /** What learners need to enrol. */
    prerequisites: 'string',
    /** `stand-alone`, or which credential it counts towards. */
    stackability: 'string',
  },
} as const

/** The builders with these members, and the context that defines the members. */
export interface MicrocredentialExtension extends ExtensionBuilders<typeof MEMBERS> {
  /** The JSON-LD document to host at the address, as `application/ld+json`. */
  readonly context: JsonObject
}

export interface MicrocredentialExtensionOptions {
  /**
   * Writes the definitions into each badge instead of its address: badges are half a kilobyte longer, and verifiers need
   * not fetch or know the context. Default false.
   */
  readonly inline?: boolean
}

const OPTIONS: ReadonlySet<string> = new Set(['inline'] satisfies (keyof MicrocredentialExtensionOptions)[])

/**
 * Makes builders for the elements of the European Union's description of a microcredential that Open Badges lacks: workload,
 * level, assessment, participation, quality assurance, supervision, prerequisites, stackability.
 *
 * @param url - Absolute https URL at which you host `context`; the terms are its fragments.
 * @param options - See `MicrocredentialExtensionOptions`.
 * @returns The context and the builders.
 * @throws TypeError for a bad URL or bad options.
 * @example
 * const micro = microcredentialExtension('https://example.edu/contexts/microcredential/1')
 * const rust = micro.achievement({
 *   id: 'https://example.edu/achievements/rust-1',
 *   name: 'Rust I',
 *   description: 'Writes safe systems code.',
 *   criteria: 'Passed the exam.',
 *   ectsCredits: 5,
 * })
 */
export function microcredentialExtension(
  url: string,
  options: MicrocredentialExtensionOptions = {},
): MicrocredentialExtension {
  if (!isUri(url) || !/^https:\/\/[^#]+$/.test(url)) {
    throw new TypeError('url must be an absolute https address without a fragment')
  }
  checkOptionNames('microcredentialExtension', options, OPTIONS)
  if (options.inline !== undefined && typeof options.inline !== 'boolean') {
    throw new TypeError('inline must be true or false')
  }
  const terms = Object.fromEntries(
    Object.keys(MEMBERS.Achievement).map((name) => [name, { '@id': `${url}#${name}` }]),
  )
  const builders = defineExtension({ context: options.inline === true ? terms : url, members: MEMBERS })
  return Object.freeze({ ...builders, context: { '@context': terms } })
}
