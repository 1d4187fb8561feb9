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

/** Version of the W3C Verifiable Credentials Data Model. The default, and the certified one, is 2.0. */
export type DataModel = '2.0' | '1.1'

/** The Open Badges contexts for each version. */
export interface OpenBadgesContexts {
  /** Those that were made for it. */
  readonly '2.0': {
    [V in ContextVersion]: (typeof OPEN_BADGES_CONTEXTS)[V]['dataModel'] extends '2.0' ? V : never
  }[ContextVersion]
  readonly '1.1': ContextVersion
}

/** The options of a builder, which infers `V` from them. */
export interface BuilderOptions<V extends DataModel> {
  /**
   * Default `2.0`. `1.1` is for readers that know no newer version: the dates are `issuanceDate` and `expirationDate`, and the
   * badge needs a `name`.
   */
  readonly dataModel?: V | EveryVersion<V>
  /**
   * Default `3.0.3`; with VCDM 1.1 `3.0.1`, the last one for it. Older ones are for readers that accept only one context.
   * Members that the context does not define, such as `inLanguage` before 3.0.3, are refused.
   */
  readonly openBadgesContext?: OpenBadgesContexts[V]
  /**
   * Receives warnings: values that are allowed but may be mistakes, such as a result below its pass mark. `validate` returns
   * the same warnings for the finished badge.
   */
  readonly onWarning?: (warning: Issue) => void
}

/** All versions, so that editors suggest them all. TypeScript infers nothing from it. */
export type EveryVersion<V extends DataModel> = V extends DataModel ? DataModel : never

/** The options of a builder. */
export type VersionOptions = BuilderOptions<DataModel>

/** The options of a builder, after they are read. */
export interface Versions {
  /** Whether the data model is VCDM 1.1. */
  readonly isVersion1: boolean
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

/** @throws TypeError for unknown options, unknown versions, and versions whose contexts contradict each other */
export function readVersions(builder: string, options: VersionOptions = {}): Versions {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(
      `${builder}: options must be an object; with map, write map((input) => ${builder}(input))`,
    )
  }
  checkOptionNames(builder, options, OPTIONS)
  const { dataModel = '2.0' } = options
  if (dataModel !== '2.0' && dataModel !== '1.1') {
    throw new TypeError(`${builder}: dataModel must be '2.0' or '1.1'`)
  }
  const isVersion1 = dataModel === '1.1'
  const { openBadgesContext: version = isVersion1 ? LAST_FOR_VCDM_1 : CURRENT_VERSION } = options
  if (!isVersion(version)) {
    throw new TypeError(`${builder}: openBadgesContext must be one of ${VERSIONS.join(', ')}`)
  }
  if (!isVersion1 && OPEN_BADGES_CONTEXTS[version].dataModel === '1.1') {
    throw new TypeError(
      `${builder}: openBadgesContext ${version} redefines protected terms of VCDM 2.0; use it with dataModel: '1.1'`,
    )
  }
  const { onWarning } = options
  if (onWarning !== undefined && typeof onWarning !== 'function') {
    throw new TypeError(`${builder}: onWarning must be a function that takes an issue`)
  }
  return {
    isVersion1,
    contexts: [isVersion1 ? VCDM_1 : VCDM_2, OPEN_BADGES_CONTEXTS[version].url],
    ...(onWarning === undefined ? {} : { onWarning }),
  }
}
