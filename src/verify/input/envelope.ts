/** Envelopes of VCDM 2.0, in which a credential lies as a JWS. */
import { VCDM_2 } from '../../documents/context-urls.js'
import type { JsonObject } from '../../encoding/json.js'
import type { SentenceCode } from '../messages/en.js'
import type { Kind } from '../report/report.js'
import { texts } from './detect-kind.js'

/** What is said to be in the envelope. */
export type Enveloped = 'credential' | 'presentation'

const ENVELOPES: readonly { readonly type: string; readonly media: string; readonly holds: Enveloped }[] = [
  { type: 'EnvelopedVerifiableCredential', media: 'data:application/vc', holds: 'credential' },
  { type: 'EnvelopedVerifiablePresentation', media: 'data:application/vp', holds: 'presentation' },
]

/** A JWS, or what says the same as COSE behind `cose:`; or the kind and the sentence of what is secured in a way that is not covered here (VC-JOSE-COSE section 3). */
export type Envelope =
  | { readonly jws: string; readonly holds: Enveloped }
  | { readonly kind: Kind; readonly code: SentenceCode }

/**
 * VCDM 2.0 §4.13: the credential is the JWS in a `data:` URL, and nothing else says anything. Other envelopes stay as they are
 * and fail the rules: what stands beside the JWS, nobody signed.
 */
export function openEnvelope(value: JsonObject): Envelope | undefined {
  const { id, type, '@context': context } = value
  if (typeof id !== 'string' || !id.startsWith('data:')) return undefined
  const is = [type].flat()
  const row = ENVELOPES.find((each) => is.length === 1 && is[0] === each.type && id.startsWith(each.media))
  if (row === undefined || !texts(context).includes(VCDM_2) || Object.keys(value).length > 3) return undefined
  const media = id.slice(row.media.length, row.media.length + 40)
  // Drafts of VC-JOSE-COSE wrote `vc+ld+json+jwt`.
  const [head = '', scheme] = /^(?:\+ld(?:\+json)?)?\+([a-z0-9.-]+)[,;]/.exec(media) ?? []
  const content = id.slice(row.media.length + head.length)
  if ((scheme === 'jwt' || scheme === 'sd-jwt') && head.endsWith(',')) {
    return { jws: content, holds: row.holds }
  }
  const cose = scheme === 'cose' ? /^base64,([A-Za-z0-9+/]+)={0,2}\s*$/.exec(content) : null
  if (cose !== null) {
    return { jws: `cose:${cose[1]!.replaceAll('+', '-').replaceAll('/', '_')}`, holds: row.holds }
  }
  // Secured in its own way, as the specification allows: not for us to say that it is wrong.
  if (scheme === undefined || scheme === 'jwt' || scheme === 'sd-jwt') return undefined
  const kind = row.holds === 'credential' ? 'credential' : 'presentation'
  return { kind, code: kind === 'credential' ? 'envelope_unsupported' : 'presentation_jwt' }
}

/** The JWS of an envelope, where it is a whole one. */
export function envelopedJws(value: JsonObject): string | undefined {
  const envelope = openEnvelope(value)
  return envelope !== undefined && 'jws' in envelope && !/[~:]/.test(envelope.jws) ? envelope.jws : undefined
}
