/** The VC-JOSE profile (VC-JOSE-COSE §3.1): the payload is the credential itself, typed `vc+jwt`. */
import { VCDM_2 } from '../../documents/context-urls.js'
import { idOf } from '../../encoding/json.js'
import { jwtFault } from './jwt-fault.js'
import {
  CREDENTIAL_TOKEN,
  firstContext,
  type JwtProfile,
  mediaType,
  mismatch,
  stringClaim,
  tokenType,
  withoutRegisteredClaims,
} from './jwt-profile.js'

/** For a whole token, for selective disclosure (section 3.2), and for COSE (section 3.3). */
const TYPES: ReadonlySet<string> = new Set(['vc+jwt', 'vc+sd-jwt', 'vc+cose'])

export const vcJoseJwt: JwtProfile = {
  ...CREDENTIAL_TOKEN,
  header: { typ: 'vc+jwt', cty: 'vc' },
  datesAreOfTheSignature: true,

  payload: (credential) => credential,

  checkHeader: ({ typ, cty }, warnings) => {
    if (typeof typ !== 'string' || !(TYPES.has(tokenType(typ)) || mediaType(typ) === 'dc+sd-jwt')) {
      throw jwtFault('jwt_type_mismatch', 'the typ of the JWT is not vc+jwt')
    }
    if (!TYPES.has(mediaType(typ))) {
      warnings.push({
        code: 'jwt_type',
        message: 'the typ of the JWT should be vc+jwt or vc+sd-jwt',
      })
    }
    if (cty !== undefined && (typeof cty !== 'string' || mediaType(cty) !== 'vc')) {
      throw jwtFault('jwt_type_mismatch', 'the cty of the JWT is not vc')
    }
  },

  isCredentialType: () => true,

  decode: (payload) => {
    if (Object.hasOwn(payload, 'vc') || Object.hasOwn(payload, 'vp')) {
      throw jwtFault('jwt_version_mismatch', 'the profile vc-jose does not allow the claims vc and vp')
    }
    const credential = withoutRegisteredClaims(payload)
    if (firstContext(credential) !== VCDM_2) {
      throw jwtFault('jwt_version_mismatch', 'the profile vc-jose needs version 2.0 of the data model')
    }
    const issuer = idOf(credential['issuer'])
    if (issuer === undefined) throw jwtFault('issuer_missing', 'the credential has no issuer')
    const iss = stringClaim(payload, 'iss')
    const jti = stringClaim(payload, 'jti')
    const sub = stringClaim(payload, 'sub')
    if (iss !== undefined && iss !== issuer) throw mismatch('iss', 'issuer')
    if (jti !== undefined && jti !== credential['id']) throw mismatch('jti', 'id')
    if (
      sub !== undefined &&
      ![credential['credentialSubject'] ?? []].flat().some((subject) => idOf(subject) === sub)
    ) {
      throw mismatch('sub', 'credentialSubject.id')
    }
    return credential
  },
}
