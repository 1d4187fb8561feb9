/** Reads a status list from the disk. It counts only if its issuer signed it. */
import { isJsonObject, type JsonObject, parseJson } from '../../encoding/json.js'
import type { Signer } from '../../ports.js'
import { decodeStatusList, type StatusList } from '../../status/bitstring.js'
import { credentialJudge } from '../judge/credential-judge.js'
import { signerDocuments } from '../judge/signer-documents.js'

export interface ReadList {
  readonly credential: JsonObject
  /** The indices of the statuses that are set. */
  readonly bits: ReadonlySet<number>
  /** Whether the present key signed it. */
  readonly isOfSigner: boolean
}

/** `undefined` unless it is the list of this URL, and the issuer signed it with a known key. */
export type ListReader = (text: string, url: string) => Promise<ReadList | undefined>

export async function listReader(issuer: string, signer: Signer): Promise<ListReader> {
  const documents = signerDocuments(issuer, signer)
  const judge = await credentialJudge({
    issuer,
    now: new Date().toISOString(),
    ...(documents === undefined ? {} : { documents }),
  })
  return async (text, url) => {
    const { proven } = await judge(text)
    if (proven !== url) return undefined
    const credential = parseJson(text) as JsonObject
    const bits = await setBits(credential)
    if (bits === undefined) return undefined
    const proofs = [credential['proof']].flat()
    const isOfSigner = proofs.every(
      (proof) => isJsonObject(proof) && proof['verificationMethod'] === signer.verificationMethod,
    )
    return { credential, bits, isOfSigner }
  }
}

/** `undefined` for a credential that is not a status list. */
export async function setBits({
  credentialSubject: subject,
}: JsonObject): Promise<ReadonlySet<number> | undefined> {
  const encoded = isJsonObject(subject) ? subject['encodedList'] : undefined
  if (typeof encoded !== 'string') return undefined
  try {
    return bitsOf(await decodeStatusList(encoded))
  } catch {
    return undefined
  }
}

function bitsOf(list: StatusList): ReadonlySet<number> {
  const bits = new Set<number>()
  for (const [i, byte] of list.toBytes().entries()) {
    for (let bit = 0; byte !== 0 && bit < 8; bit++) if ((byte & (0x80 >> bit)) !== 0) bits.add(i * 8 + bit)
  }
  return bits
}
