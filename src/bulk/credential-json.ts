/** The JSON text of a batch's credentials: what all share is written once, and the proof is laid behind the rest. */
import type { Awaitable } from '#platform'
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import { configurationHash } from '../proof/configuration-hash.js'
import type { TransformOptions } from '../proof/suite.js'
import { creatableSuite } from '../proof/suites.js'
import { type BadgeDefinition, CONTEXTS } from './row-credential.js'

/** JSON.stringify, with the text of what all credentials share kept: issuer, achievement, contexts. */
export function stringifier({ issuer, achievement }: BadgeDefinition): (credential: JsonObject) => string {
  const kept = new Map<Json, string>()
  for (const shared of [issuer, achievement, CONTEXTS]) kept.set(shared, JSON.stringify(shared))
  const members = (object: JsonObject, write: (value: Json) => string): string => {
    let text = ''
    for (const name of Object.keys(object))
      text += `${text && ','}${JSON.stringify(name)}:${write(object[name]!)}`
    return `{${text}}`
  }
  const inner = (value: Json): string => kept.get(value) ?? JSON.stringify(value)
  return (credential) => {
    const subject = credential['credentialSubject']
    return members(credential, (value) =>
      value === subject && isJsonObject(subject) ? members(subject, inner) : inner(value),
    )
  }
}

export interface ProofWriter {
  /** Hash of the canonical proof configuration, for documents with this context. */
  readonly hashFor: (credential: JsonObject) => Awaitable<Uint8Array>
  /** The signed credential: the unsigned one with the proof behind its last member. */
  readonly seal: (json: Uint8Array, proofValue: string) => Buffer
}

/** `created` is RFC 3339 text to the second. */
export function proofWriter(
  { created, verificationMethod }: { readonly created: string; readonly verificationMethod: string },
  world: TransformOptions,
): ProofWriter {
  const suite = creatableSuite('eddsa-rdfc-2022')!
  const proof: JsonObject = {
    type: suite.type,
    cryptosuite: 'eddsa-rdfc-2022',
    created,
    verificationMethod,
    proofPurpose: 'assertionMethod',
  }
  const head = `,"proof":[${JSON.stringify(proof).slice(0, -1)},"proofValue":"`
  return {
    hashFor: (credential) =>
      configurationHash(suite, suite.canonicalisation.configure(proof, credential), 'SHA-256', world),
    seal: (json, proofValue) => {
      const tail = `${head}${proofValue}"}]}`
      const sealed = Buffer.allocUnsafe(json.length - 1 + tail.length)
      sealed.set(json.subarray(0, -1))
      sealed.write(tail, json.length - 1, 'latin1')
      return sealed
    },
  }
}
