/**
 * Presentations as JWT: the payload is the presentation, typed `vp+jwt` (VC-JOSE-COSE section 3.1.2), or its `vp` claim
 * holds it (VCDM 1.1 section 6.3.1). Both answer with the claims `nonce` and `aud`.
 */
import { VCDM_2 } from '../../documents/context-urls.js'
import { isJsonObject, type JsonObject } from '../../encoding/json.js'
import { jwtFault } from './jwt-fault.js'
import {
  firstContext,
  idOf,
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
      throw jwtFault('jwt_type_mismatch', 'the JWT is not of the type vp+jwt')
    }
    if (cty !== undefined && (typeof cty !== 'string' || mediaType(cty) !== 'vp')) {
      throw jwtFault('jwt_type_mismatch', 'the content of the JWT is not of the type vp')
    }
  },

  isCredentialType: ({ typ }) => typeof typ === 'string' && TYPES.has(tokenType(typ)),

  decode: (payload, warnings) => {
    if (Object.hasOwn(payload, 'vc')) {
      throw jwtFault('jwt_version_mismatch', 'a presentation has no vc claim')
    }
    const { vp } = payload
    if (vp !== undefined && !isJsonObject(vp))
      throw jwtFault('jwt_claim_malformed', 'the claim vp is no object', { claim: 'vp' })
    const document = vp === undefined ? direct(payload) : claimed(payload, vp)
    if ((firstContext(document) === VCDM_2) !== (vp === undefined)) {
      const message = 'version 2.0 of the data model has no vp claim, and version 1.1 has one'
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

  /** What it holds is verified by itself, under contexts of its own. */
  meaningOf: ({ verifiableCredential: _, ...own }: JsonObject) => own,

  checkAnswer: (payload, { challenge, domain }) => {
    const { nonce, aud } = payload
    if (domain !== undefined) {
      const audience = [aud ?? []].flat()
      const ours: readonly unknown[] = [domain].flat()
      if (audience.length === 0 || !audience.every((each) => ours.includes(each))) {
        throw jwtFault('domain_mismatch', 'the JWT is made for another audience')
      }
    }
    if (challenge === undefined) return
    if (nonce === undefined) throw jwtFault('challenge_missing', 'the JWT does not answer the challenge')
    if (nonce !== challenge) throw jwtFault('challenge_mismatch', 'the JWT answers another challenge')
  },
}

function direct(payload: JsonObject): JsonObject {
  const { nonce: _, ...document } = withoutRegisteredClaims(payload) as Readonly<JsonObject>
  return document as JsonObject
}

/** The claims `iss` and `jti` say who holds it and what its id is. */
function claimed(payload: JsonObject, vp: JsonObject): JsonObject {
  const iss = stringClaim(payload, 'iss')
  const jti = stringClaim(payload, 'jti')
  return {
    ...(jti === undefined ? {} : { id: jti }),
    ...(iss === undefined ? {} : { holder: iss }),
    ...vp,
  }
}
