/** The JSON Schemas that are published: those of draft 2020-12 stand in `schemas/`, those of 2019-09 are made by the build. */
import { classes, enumerations } from '../source/model.ts'
import { type Draft, emitJsonSchema, type Form } from './json-schema.ts'

const SCHEMAS: readonly (readonly [root: string, name: string, form: Form])[] = [
  ['AchievementCredential', 'openbadge-credential', 'strict'],
  ['AchievementCredential', 'openbadge-credential.compact', 'compact'],
  ['AchievementCredential11', 'openbadge-credential-1.1', 'strict'],
  ['AchievementCredential11', 'openbadge-credential-1.1.compact', 'compact'],
  ['EndorsementCredential', 'endorsement-credential', 'strict'],
  ['EndorsementCredential', 'endorsement-credential.compact', 'compact'],
  ['EndorsementCredential11', 'endorsement-credential-1.1', 'strict'],
  ['EndorsementCredential11', 'endorsement-credential-1.1.compact', 'compact'],
  ['VerifiableCredential', 'verifiable-credential', 'strict'],
  ['VerifiableCredential', 'verifiable-credential.compact', 'compact'],
  ['VerifiableCredential11', 'verifiable-credential-1.1', 'strict'],
  ['VerifiableCredential11', 'verifiable-credential-1.1.compact', 'compact'],
  ['ClrCredential', 'clr-credential', 'strict'],
  ['ClrCredential', 'clr-credential.compact', 'compact'],
  ['ClrCredential11', 'clr-credential-1.1', 'strict'],
  ['ClrCredential11', 'clr-credential-1.1.compact', 'compact'],
  ['Profile', 'profile', 'strict'],
  ['Profile', 'profile.compact', 'compact'],
]
/** Name, without `.json`, and text of each schema of a draft. */
export function schemaFiles(draft: Draft): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const [root, base, form] of SCHEMAS) {
    const name = draft === '2020-12' ? base : `${base}.${draft}`
    files.set(name, emitJsonSchema({ root, form, draft, name }, classes, enumerations))
  }
  return files
}
