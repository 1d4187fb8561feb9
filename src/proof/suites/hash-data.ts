/** The bytes that a Data Integrity signature signs, and the text form of the signature. */
import { sha256, sha384 } from '#platform'
import { decodeMultibase, encodeBase58btc } from '../../encoding/multibase.js'
import { proofFault } from '../result/proof-fault.js'
import type { KeyKind } from './suite.js'

export function digest(canonical: string, hash: KeyKind['hash']): Uint8Array {
  return hash === 'SHA-256' ? sha256(canonical) : sha384(canonical)
}

/** Hash of the canonical proof configuration, then hash of the canonical document (EdDSA Cryptosuites §3.2). */
export function hashData(proof: Uint8Array, document: Uint8Array): Uint8Array {
  const data = new Uint8Array(proof.length + document.length)
  data.set(proof)
  data.set(document, proof.length)
  return data
}

/** Multibase base58-btc. */
export function serializeSignature(signature: Uint8Array): string {
  return encodeBase58btc(signature)
}

/** @throws OpenBadgeError `proof_invalid` (VC Data Integrity §2.1) */
export function parseSignature(proofValue: unknown, length: number): Uint8Array {
  if (typeof proofValue !== 'string') {
    throw proofFault('proof_value_malformed', 'proofValue is missing or not a text', '/proofValue')
  }
  // 64 bytes are at most 88 characters. The limit keeps the quadratic decoder fast.
  if (proofValue[0] !== 'z' || proofValue.length > length * 2) {
    throw proofFault(
      'proof_value_malformed',
      'proofValue is not a base58btc signature of the suite',
      '/proofValue',
    )
  }
  let signature: Uint8Array
  try {
    signature = decodeMultibase(proofValue)
  } catch {
    throw proofFault('proof_value_malformed', 'proofValue is not base58btc', '/proofValue')
  }
  if (signature.length !== length) {
    throw proofFault(
      'proof_value_malformed',
      `proofValue has ${signature.length} bytes, but a signature of the suite has ${length}`,
      '/proofValue',
    )
  }
  return signature
}
