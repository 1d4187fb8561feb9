/** The whole data model, from which schemas, types and validators are generated. */
import { achievementClasses } from './achievement.ts'
import { credentialClasses, serviceClasses } from './credential.ts'
import { enumerations } from './enumerations.ts'
import type { ClassSource } from './kinds.ts'
import { profileClasses } from './profile.ts'
import { resultClasses } from './result.ts'
import { vcdmClasses } from './verifiable-credential.ts'

export const classes: readonly ClassSource[] = [
  ...credentialClasses,
  ...achievementClasses,
  ...resultClasses,
  ...profileClasses,
  ...serviceClasses,
  ...vcdmClasses,
]

export type { ClassSource, EnumerationSource, Kind, PropertySource } from './kinds.ts'
export { enumerations }
