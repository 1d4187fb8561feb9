/** The whole data model, from which schemas, types and validators are generated. */
import { achievementClasses } from './achievement.ts'
import { credentialClasses, serviceClasses } from './credential.ts'
import { enumerations as badgeEnumerations } from './enumerations.ts'
import type { ClassSource, EnumerationSource } from './kinds.ts'
import { profileClasses } from './profile.ts'
import { associationType, recordClasses } from './record.ts'
import { resultClasses } from './result.ts'
import { vcdmClasses } from './verifiable-credential.ts'

export const classes: readonly ClassSource[] = [
  ...credentialClasses,
  ...achievementClasses,
  ...resultClasses,
  ...profileClasses,
  ...serviceClasses,
  ...vcdmClasses,
  ...recordClasses,
]

export const enumerations: readonly EnumerationSource[] = [...badgeEnumerations, associationType]

export type { ClassSource, EnumerationSource, Kind, PropertySource } from './kinds.ts'
/** Loaded only where a record is met. */
export const classesOfRecords: ReadonlySet<string> = new Set(recordClasses.map(({ name }) => name))
/** Loaded only where a credential is met that is no badge; badges name related resources too. */
export const classesOfVcdm: ReadonlySet<string> = new Set(
  vcdmClasses.map(({ name }) => name).filter((name) => name !== 'RelatedResource'),
)
