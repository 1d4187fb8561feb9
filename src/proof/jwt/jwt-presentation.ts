/**
 * Presentations as JWT. The presentation is the payload, with the type `vp+jwt` (VC-JOSE-COSE section 3.1.2), or its claim
 * `vp` (VCDM 1.1 section 6.3.1). The claims `nonce` and `aud` hold the challenge and the domain.
 */
import { VCDM_2 } from '../../documents/context-urls.js'
import { idOf, isJsonObject, type JsonObject } from '../../encoding/json.js'
import { jwtFault } from './jwt-fault.js'
import {
  firstContext,
  type JwtProfile,
  mediaType,
  mismatch,
  stringClaim,
  tokenType,
  withoutRegisteredClaims,
} from './jwt-profile.js'

const TYPES: ReadonlySet<string> = new Set(['vp+jwt', 'vp+sd-jwt', 'vp+cose'])

export const presentationJwt: JwtProfile = {
  header: { typ: 'vp+jwt', cty: 'vp' },
  datesAreOfTheSignature: true,
  relationship: 'authentication',

  payload: (presentation) => presentation,

  checkHeader: ({ typ, cty }) => {
    const type = typeof typ === 'string' ? tokenType(typ) : ''
    if (typ !== undefined && type !== 'jwt' && !TYPES.has(type)) {
      throw jwtFault('jwt_type_mismatch', 'the typ of the JWT is not vp+jwt')
    }
    if (cty !== undefined && (typeof cty !== 'string' || mediaType(cty) !== 'vp')) {
      throw jwtFault('jwt_type_mismatch', 'the cty of the JWT is not vp')
    }
  },

  isCredentialType: ({ typ }) => typeof typ === 'string' && TYPES.has(tokenType(typ)),

  decode: (payload, warnings) => {
    if (Object.hasOwn(payload, 'vc')) {
      throw jwtFault('jwt_version_mismatch', 'a presentation must not have a claim vc')
    }
    const { vp } = payload
    if (vp !== undefined && !isJsonObject(vp))
      throw jwtFault('jwt_claim_malformed', 'the claim vp is not an object', { claim: 'vp' })
    const document = vp === undefined ? presentationInPayload(payload) : presentationInClaim(payload, vp)
    if ((firstContext(document) === VCDM_2) !== (vp === undefined)) {
      const message = 'version 1.1 of the data model has a claim vp, and version 2.0 has none'
      if (vp === undefined) throw jwtFault('jwt_version_mismatch', message)
      warnings.push({ code: 'jwt_version', message })
    }
    const iss = stringClaim(payload, 'iss')
    const holder = idOf(document['holder'])
    if (iss !== undefined && holder !== undefined && iss !== holder) throw mismatch('iss', 'holder')
    const jti = stringClaim(payload, 'jti')
    if (jti !== undefined && jti !== document['id']) throw mismatch('jti', 'id')
    return document
  },

  signerOf: ({ holder }, payload, { kid }) => {
    const named = idOf(holder) ?? stringClaim(payload, 'iss')
    if (named !== undefined || typeof kid !== 'string') return named
    return kid.startsWith('did:') ? kid.split('#', 1)[0] : undefined
  },

  /** The credentials in the presentation are verified separately, with their own contexts. */
  meaningOf: ({ verifiableCredential: _, ...own }: JsonObject) => own,

  checkAnswer: (payload, { challenge, domain }) => {
    const { nonce, aud } = payload
    if (domain !== undefined) {
      const audience = [aud ?? []].flat()
      const ours: readonly unknown[] = [domain].flat()
      if (audience.length === 0 || !audience.every((each) => ours.includes(each))) {
        throw jwtFault('domain_mismatch', 'the JWT is for another audience')
      }
    }
    if (challenge === undefined) return
    if (nonce === undefined) throw jwtFault('challenge_missing', 'the JWT has no challenge')
    if (nonce !== challenge) throw jwtFault('challenge_mismatch', 'the JWT has another challenge')
  },
}

function presentationInPayload(payload: JsonObject): JsonObject {
  const { nonce: _, ...document } = withoutRegisteredClaims(payload) as Readonly<JsonObject>
  return document as JsonObject
}

/** The claims `iss` and `jti` are the holder and the id. */
function presentationInClaim(payload: JsonObject, vp: JsonObject): JsonObject {
  const iss = stringClaim(payload, 'iss')
  const jti = stringClaim(payload, 'jti')
  return {
    ...(jti === undefined ? {} : { id: jti }),
    ...(iss === undefined ? {} : { holder: iss }),
    ...vp,
  }
}
