/** Envelopes of VCDM 2.0, which contain a credential as a JWS. */
import { VCDM_2 } from '../../documents/context-urls.js'
import type { JsonObject } from '../../encoding/json.js'
import type { SentenceCode } from '../messages/en.js'
import type { Kind } from '../report/report.js'
import { texts } from './detect-kind.js'

/** The kind of the content, by the type of the envelope. */
export type Enveloped = 'credential' | 'presentation'

const ENVELOPES: readonly { readonly type: string; readonly media: string; readonly holds: Enveloped }[] = [
  { type: 'EnvelopedVerifiableCredential', media: 'data:application/vc', holds: 'credential' },
  { type: 'EnvelopedVerifiablePresentation', media: 'data:application/vp', holds: 'presentation' },
]

/**
 * A JWS, or COSE as text that begins with `cose:`; or the kind and the code of content with a securing mechanism that is not
 * supported (VC-JOSE-COSE section 3).
 */
export type Envelope =
  | { readonly jws: string; readonly holds: Enveloped }
  | { readonly kind: Kind; readonly code: SentenceCode }

/**
 * Opens an envelope: the credential is the JWS in its `data:` URL (VCDM 2.0 §4.13). Envelopes with further members are not
 * opened. They break the rules, because nobody signed these members.
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
  // The specification allows other securing mechanisms, so this is not a fault.
  if (scheme === undefined || scheme === 'jwt' || scheme === 'sd-jwt') return undefined
  const kind = row.holds === 'credential' ? 'credential' : 'presentation'
  return { kind, code: kind === 'credential' ? 'envelope_unsupported' : 'presentation_jwt' }
}

/** The JWS of an envelope, if it is complete. */
export function envelopedJws(value: JsonObject): string | undefined {
  const envelope = openEnvelope(value)
  return envelope !== undefined && 'jws' in envelope && !/[~:]/.test(envelope.jws) ? envelope.jws : undefined
}
