/** Reads the members of one proof, or reports the first one that is invalid (VC Data Integrity §2.1). */

import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { proofFault } from '../result/proof-fault.js'

export interface ProofMembers {
  readonly type: string
  readonly cryptosuite?: string
  readonly verificationMethod: string
  readonly proofPurpose: string
  /** Milliseconds since 1970. */
  readonly created?: number
  readonly expires?: number
  readonly challenge?: string
  readonly domain?: readonly string[]
  readonly previousProof?: readonly string[]
}

/** Reads type and cryptosuite first, because a proof of an unknown type may have any other members. */
export function readProofType(proof: Json): { readonly type: string; readonly cryptosuite?: string } {
  if (!isJsonObject(proof)) throw proofFault('proof_malformed', 'the proof is not an object')
  const type = proof['type']
  if (typeof type !== 'string') throw malformed('type')
  const cryptosuite = text(proof, 'cryptosuite')
  if (type === 'DataIntegrityProof' && cryptosuite === undefined) throw malformed('cryptosuite')
  return cryptosuite === undefined ? { type } : { type, cryptosuite }
}

/** @throws OpenBadgeError `proof_invalid` with reason `proof_malformed` */
export function readProofMembers(proof: JsonObject): ProofMembers {
  const verificationMethod = text(proof, 'verificationMethod')
  const proofPurpose = text(proof, 'proofPurpose')
  if (verificationMethod === undefined || !isAbsoluteUri(verificationMethod))
    throw malformed('verificationMethod')
  if (proofPurpose === undefined) throw malformed('proofPurpose')
  const id = text(proof, 'id')
  if (id !== undefined && !isAbsoluteUri(id)) throw malformed('id')
  const created = instant(proof, 'created')
  const expires = instant(proof, 'expires')
  const challenge = text(proof, 'challenge')
  const domain = texts(proof, 'domain')
  const previousProof = texts(proof, 'previousProof')
  const { type, cryptosuite } = readProofType(proof)
  const members: { -readonly [name in keyof ProofMembers]: ProofMembers[name] } = {
    type,
    verificationMethod,
    proofPurpose,
  }
  if (cryptosuite !== undefined) members.cryptosuite = cryptosuite
  if (created !== undefined) members.created = created
  if (expires !== undefined) members.expires = expires
  if (challenge !== undefined) members.challenge = challenge
  if (domain !== undefined) members.domain = domain
  if (previousProof !== undefined) members.previousProof = previousProof
  return members
}

function text(proof: JsonObject, name: string): string | undefined {
  if (!Object.hasOwn(proof, name)) return undefined
  const value = proof[name]
  if (typeof value !== 'string') throw malformed(name)
  return value
}

function texts(proof: JsonObject, name: string): readonly string[] | undefined {
  if (!Object.hasOwn(proof, name)) return undefined
  const value = proof[name]!
  const items = Array.isArray(value) ? (value as readonly Json[]) : [value]
  if (!items.every((item) => typeof item === 'string')) throw malformed(name)
  return items
}

function instant(proof: JsonObject, name: string): number | undefined {
  const value = text(proof, name)
  if (value === undefined) return undefined
  const time = readDateTimeStamp(value)
  if (time === undefined) throw malformed(name)
  return time
}

function malformed(name: string): Error {
  return proofFault('proof_malformed', `the proof's ${name} is missing or has the wrong form`, `/${name}`)
}
