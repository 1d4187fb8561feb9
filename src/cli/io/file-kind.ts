/** Recognises what a JSON file is, so that a command can say that another file belongs in its place. */
import type { JsonObject } from '../../encoding/json.js'
import { CallError } from './shell.js'

interface FileKind {
  /** With its article. */
  readonly name: string
  readonly is: (file: JsonObject, types: readonly string[]) => boolean
  /** What to give if this kind belongs here. */
  readonly give: string
}

/** Members of a document with the keys of an issuer. The person who passes such a document decides which signatures count. */
const KEY_MEMBERS = ['verificationMethod', 'assertionMethod', 'publicKey']

/** In the order in which a file is compared with them. */
const KINDS = {
  profile: {
    name: 'a profile',
    is: (_, types) => types.includes('Profile'),
    give: 'Give the profile.json that "laurel init" wrote.',
  },
  achievement: {
    name: 'an achievement',
    is: (file, types) => types.includes('Achievement') || 'criteria' in file,
    give: 'Give the file with the achievement: JSON with "type": ["Achievement"].',
  },
  presentation: {
    name: 'a presentation',
    is: (_, types) => types.some((type) => type.endsWith('VerifiablePresentation')),
    give: 'Give the presentation.',
  },
  signed: {
    name: 'a signed credential',
    is: (file, types) =>
      types.includes('EnvelopedVerifiableCredential') || (isCredential(file, types) && 'proof' in file),
    give: 'Give the signed credential.',
  },
  credential: {
    name: 'a credential',
    is: (file, types) => isCredential(file, types),
    give: 'Give a file with a credential that has no proof.',
  },
  didDocument: {
    name: 'a DID document',
    is: (file) => KEY_MEMBERS.some((name) => name in file),
    give: "Give the issuer's did.json.",
  },
  pathway: {
    name: 'a pathway',
    is: (file) => 'root' in file,
    give: 'Give the file with the pathway: JSON with "root".',
  },
  mapping: {
    name: 'a mapping',
    is: (file, types) => types.length === 0 && ('columns' in file || 'recipient' in file),
    give: 'Give the file with the mapping: "laurel mapping init TABLE" writes one.',
  },
  key: {
    name: 'a key',
    is: (file) => 'kty' in file || 'publicKeyMultibase' in file,
    give: 'Give the key.json that "laurel init" wrote.',
  },
} satisfies Readonly<Record<string, FileKind>>

/** What a command can ask for. */
export type WantedFile = keyof typeof KINDS

const isCredential = (file: JsonObject, types: readonly string[]): boolean =>
  types.includes('VerifiableCredential') || 'credentialSubject' in file

function typesOf({ type }: JsonObject): readonly string[] {
  return [type].flat().filter((name) => typeof name === 'string')
}

/** Whether a file is of a kind. A file can be of several, such as a signed credential, which is a credential. */
export function isFileOf(kind: WantedFile, file: JsonObject): boolean {
  return KINDS[kind].is(file, typesOf(file))
}

/** What a file is, with its article; `undefined` if it is none of the kinds. */
export function fileKind(file: JsonObject): string | undefined {
  const types = typesOf(file)
  return Object.values<FileKind>(KINDS).find(({ is }) => is(file, types))?.name
}

/**
 * Refuses a file that is recognised as another kind. A file that is not recognised passes: what reads it names its faults.
 * @param path for the message
 * @throws CallError that says what the file is, and what to give
 */
export function refuseOther(wanted: WantedFile, file: JsonObject, path: string): void {
  const found = isFileOf(wanted, file) ? undefined : fileKind(file)
  if (found === undefined) return
  const { name, give } = KINDS[wanted]
  throw new CallError(`${path} is ${found}, not ${name}`, give)
}
