import type { JsonObject } from '../../src/encoding/json.js'
import { OB, VC2, type World } from './world.js'

export const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'

/** The stranger's unsigned record of these parts. */
export function recordOf(
  { stranger }: World,
  parts: readonly unknown[],
  subject: object = { id: 'did:example:ada' },
): JsonObject {
  const made = {
    '@context': [VC2, CLR, OB],
    id: 'urn:x:record',
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Transcript',
    issuer: { id: stranger.controller, type: ['Profile'], name: 'Collector' },
    validFrom: '2026-02-01T00:00:00Z',
    credentialSubject: { ...subject, type: ['ClrSubject'], verifiableCredential: parts },
  }
  return made as unknown as JsonObject
}
