/** In which versions a credential is written: of the W3C data model, and of the Open Badges context. */

import {
  type ContextVersion,
  CURRENT_VERSION,
  OPEN_BADGES_CONTEXTS,
  VCDM_1,
  VCDM_2,
} from '../../documents/context-urls.js'
import { checkOptionNames } from '../../encoding/options.js'
import type { Issue } from '../../errors.js'

/** Of the W3C Verifiable Credentials Data Model. What is certified, and what you get without options, is 2.0. */
export type DataModel = '2.0' | '1.1'

/** The Open Badges contexts that go with each. */
export interface OpenBadgesContexts {
  /** Those that were made for it. */
  readonly '2.0': {
    [V in ContextVersion]: (typeof OPEN_BADGES_CONTEXTS)[V]['dataModel'] extends '2.0' ? V : never
  }[ContextVersion]
  readonly '1.1': ContextVersion
}

/** The options of a builder, as it infers `V` from them. */
export interface BuilderOptions<V extends DataModel> {
  /**
   * `2.0` unless said otherwise. `1.1` is for displayers that read nothing newer: dates go by `issuanceDate` and
   * `expirationDate`, and the badge needs a `name`.
   */
  readonly dataModel?: V | EveryVersion<V>
  /**
   * `3.0.3` unless said otherwise; with VCDM 1.1 `3.0.1`, the last that was made for it. Older ones are for readers
   * that pin one; what a context does not define, such as `inLanguage` before 3.0.3, is refused.
   */
  readonly openBadgesContext?: OpenBadgesContexts[V]
  /**
   * Is told what is allowed and yet looks like a slip, such as a result below its pass mark; by default nobody is.
   * `validate` tells the same of the finished badge.
   */
  readonly onWarning?: (warning: Issue) => void
}

/** Every version, so that editors offer them all; nothing is inferred from it. */
export type EveryVersion<V extends DataModel> = V extends DataModel ? DataModel : never

/** The options of a builder. */
export type VersionOptions = BuilderOptions<DataModel>

/** The options of a builder, read. */
export interface Versions {
  /** VCDM 1.1. */
  readonly older: boolean
  /** The standard's contexts, in order. */
  readonly contexts: readonly [vcdm: string, ...others: string[]]
  readonly onWarning?: (warning: Issue) => void
}

const VERSIONS = Object.keys(OPEN_BADGES_CONTEXTS) as ContextVersion[]
const LAST_FOR_VCDM_1 = VERSIONS.filter((version) => OPEN_BADGES_CONTEXTS[version].dataModel === '1.1').at(
  -1,
)!

const isVersion = (name: unknown): name is ContextVersion =>
  typeof name === 'string' && Object.hasOwn(OPEN_BADGES_CONTEXTS, name)

const OPTIONS: ReadonlySet<string> = new Set([
  'dataModel',
  'openBadgesContext',
  'onWarning',
] satisfies (keyof VersionOptions)[])

/** @throws TypeError for unknown options, unknown versions, and two that JSON-LD does not take together */
export function readVersions(builder: string, options: VersionOptions = {}): Versions {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(
      `${builder}: options are an object; with map, write map((input) => ${builder}(input))`,
    )
  }
  checkOptionNames(builder, options, OPTIONS)
  const { dataModel = '2.0' } = options
  if (dataModel !== '2.0' && dataModel !== '1.1') {
    throw new TypeError(`${builder}: dataModel is '2.0' or '1.1'`)
  }
  const older = dataModel === '1.1'
  const version: string = options.openBadgesContext ?? (older ? LAST_FOR_VCDM_1 : CURRENT_VERSION)
  if (!isVersion(version)) {
    throw new TypeError(`${builder}: openBadgesContext is one of ${VERSIONS.join(', ')}`)
  }
  if (!older && OPEN_BADGES_CONTEXTS[version].dataModel === '1.1') {
    throw new TypeError(
      `${builder}: openBadgesContext ${version} redefines what VCDM 2.0 protects; it goes with dataModel: '1.1'`,
    )
  }
  const { onWarning } = options
  if (onWarning !== undefined && typeof onWarning !== 'function') {
    throw new TypeError(`${builder}: onWarning is a function that takes an issue`)
  }
  return {
    older,
    contexts: [older ? VCDM_1 : VCDM_2, OPEN_BADGES_CONTEXTS[version].url],
    ...(onWarning === undefined ? {} : { onWarning }),
  }
}
