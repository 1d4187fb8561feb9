/** The members of the credential that a mapping must not set, because the plan sets them. */
import { VCDM_2 } from '../../documents/context-urls.js'
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import { compileTemplate } from './template.js'

/** Member → what to do instead. The other names of the member in JSON-LD are listed too. */
const OWNED: Readonly<Record<string, string>> = {
  id: 'Leave it out: the id is made from issuer, batch, achievement and key.',
  '@id': 'Leave it out: the id is made from issuer, batch, achievement and key.',
  issuer: 'Leave it out: the issuer is the profile of the batch.',
  credentialStatus: 'Leave it out, and give status lists (status, --status).',
  proof: 'Leave it out: the batch signs each badge.',
  '@type': 'Write "type".',
}

const OWNED_BY_SUBJECT: Readonly<Record<string, string>> = {
  id: 'Write "recipient": { "id": … }.',
  '@id': 'Write "recipient": { "id": … }.',
  achievement: 'Write the member "achievement" of the mapping.',
}

/** Members that hold for the whole batch, and what they must contain. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  '@context': [VCDM_2],
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
}

/** Adds a finding for each member that a mapping may not set. */
export function checkCredentialMembers(credential: JsonObject, issues: Issue[]): void {
  refuseOwned(credential, OWNED, '/credential', issues)
  for (const [name, needed] of Object.entries(FIXED)) checkFixed(credential[name], name, needed, issues)
  const subject = credential['credentialSubject']
  if (isJsonObject(subject)) {
    refuseOwned(subject, OWNED_BY_SUBJECT, '/credential/credentialSubject', issues)
  } else if (subject !== undefined) {
    issues.push({
      pointer: '/credential/credentialSubject',
      code: 'type',
      message: '"credentialSubject" is not an object.',
      hint: 'Write an object with members of the subject.',
    })
  }
}

const OWNED_BY_RECORD: Readonly<Record<string, string>> = {
  ...OWNED,
  '@context': 'Leave it out: the needed contexts are added.',
  name: 'Write "name" into "record", beside "credential".',
  recipient: 'Leave it out: the record gets the recipient of the badges.',
  knownAs: 'Leave it out: the record gets the recipient of the badges.',
  credentials: 'Leave it out: the badges of the rows are added.',
  credentialSubject: 'Leave it out: the badges of the rows are added.',
}

/** Adds a finding for each member that the mapping of records may not set. */
export function checkRecordMembers(credential: JsonObject, issues: Issue[]): void {
  refuseOwned(credential, OWNED_BY_RECORD, '/record/credential', issues)
}

function refuseOwned(
  object: JsonObject,
  owned: Readonly<Record<string, string>>,
  pointer: string,
  issues: Issue[],
): void {
  for (const name of Object.keys(object)) {
    if (!Object.hasOwn(owned, name)) continue
    issues.push({
      pointer: pointer + pointerToken(name),
      code: 'member_owned',
      message: `A mapping cannot set "${name}" here.`,
      hint: owned[name]!,
    })
  }
}

function checkFixed(value: Json | undefined, name: string, needed: readonly string[], issues: Issue[]): void {
  if (value === undefined) return
  const list: readonly Json[] = Array.isArray(value) ? value : []
  if (needed.every((item) => list.includes(item)) && compileTemplate(value).placeholders.length === 0) return
  issues.push({
    pointer: `/credential/${name}`,
    code: 'member_owned',
    message: `"${name}" must be a list without columns, and contain ${needed.map((item) => `"${item}"`).join(' and ')}.`,
    hint: `Write for example ${JSON.stringify([...needed, '…'])}.`,
  })
}
