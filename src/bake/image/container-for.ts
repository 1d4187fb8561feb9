/** Which standard a credential is of, and so where it lies in an image. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import { CONTAINERS, type Container, OPEN_BADGES_3 } from './containers.js'

const OPEN_BADGES_1_2 = /^https?:\/\/w3id\.org\/openbadges\/v[12]/

/** A test for each standard but ours, which takes everything else. */
const TESTS: Readonly<
  Record<Exclude<Container['standard'], 'open-badges-3'>, (value: JsonObject) => boolean>
> = {
  'clr-2': ({ type }) => texts(type).includes('ClrCredential'),
  'open-badges-2': ({ '@context': context, type, verification, verify, badge }) =>
    texts(context).some((url) => OPEN_BADGES_1_2.test(url)) ||
    (texts(type).includes('Assertion') && isObject(verification)) ||
    (isObject(verify) && badge !== undefined),
}

function containerOf(value: JsonObject): Container {
  return (
    CONTAINERS.find(({ standard }) => standard !== 'open-badges-3' && TESTS[standard](value)) ?? OPEN_BADGES_3
  )
}

/**
 * The container of a credential in JSON. Older badges are known by the address where they are hosted; every other one needs
 * a proof, or the image would show what nobody vouches for.
 * @throws OpenBadgeError `model_invalid`
 */
export function containerOfJson(value: JsonObject): Container {
  const container = containerOf(value)
  const { proof, id } = value
  const proven = Array.isArray(proof) ? proof.length > 0 : isObject(proof)
  const enveloped = typeof id === 'string' && id.startsWith('data:application/vc')
  if (proven || enveloped || container.standard === 'open-badges-2') return container
  throw new OpenBadgeError(
    'model_invalid',
    'the credential is not signed; sign it first: await issue(credential, { signer })',
    {
      issues: [
        {
          pointer: '/proof',
          code: 'missing',
          message: 'the credential is not signed',
          expected: 'a signed credential',
          found: 'no proof',
          hint: 'sign it first: await issue(credential, { signer })',
        },
      ],
    },
  )
}

/** The container of a compact JWS, by its payload. What cannot be read is for the verifier to refuse. */
export function containerOfJws(jws: string): Container {
  try {
    const payload = jws.split('.', 2)[1]!.replaceAll('-', '+').replaceAll('_', '/')
    // Names of types and contexts are ASCII; other letters do not matter here.
    const claims = JSON.parse(atob(payload)) as Json
    if (!isObject(claims)) return OPEN_BADGES_3
    const { vc } = claims
    return containerOf(isObject(vc) ? vc : claims)
  } catch {
    return OPEN_BADGES_3
  }
}

const isObject = (value: Json | undefined): value is JsonObject => value !== undefined && isJsonObject(value)

function texts(value: Json | undefined): readonly string[] {
  return ([value].flat() as readonly (Json | undefined)[]).filter((item) => typeof item === 'string')
}
