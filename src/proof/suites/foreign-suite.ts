/** Verifies one proof with a suite of Digital Bazaar's libraries, after laurel has checked the document and the key. */
import { bundled, isBundled } from '../../documents/bundled.js'
import { isOpenBadgeError } from '../../errors.js'
import type { ForeignProof } from './suite.js'

/** The methods of subclasses of `LinkedDataProof` (DataIntegrityProof, Ed25519Signature2020 …). */
export interface LinkedDataProofSuite {
  verifyProof(options: {
    readonly proof: unknown
    readonly proofSet: readonly unknown[]
    readonly document: unknown
    readonly documentLoader: (url: string) => Promise<unknown>
  }): Promise<{ readonly verified: boolean; readonly error?: unknown }>
}

export async function verifyWithLinkedDataProof(
  suite: LinkedDataProofSuite,
  { document, proof, verificationMethod, load }: ForeignProof,
): Promise<boolean> {
  const documentLoader = async (url: string): Promise<unknown> => {
    const isPinned = isBundled(url)
    const known = url === verificationMethod['id']
    const found = known ? verificationMethod : await (isPinned ? bundled : load)(url, 'context')
    // A copy, because the library may change it. Only contexts that never change may stay in its memory for later calls.
    const tag = isPinned ? { tag: 'static' } : {}
    return { contextUrl: null, documentUrl: url, document: structuredClone(found), ...tag }
  }
  const answer = await suite.verifyProof({
    proof: structuredClone(proof),
    proofSet: [],
    document: structuredClone(document),
    documentLoader,
  })
  if (!answer.verified) rethrowOwn(answer.error)
  return answer.verified
}

/** Rethrows a loader's error that the library wrapped, because it is more precise than "not verified". */
function rethrowOwn(error: unknown): void {
  for (let inner = error, i = 0; typeof inner === 'object' && inner !== null && i < 8; i++) {
    if (isOpenBadgeError(inner)) throw inner
    const { cause, details } = inner as { cause?: unknown; details?: { cause?: unknown } }
    inner = cause ?? details?.cause
  }
}
