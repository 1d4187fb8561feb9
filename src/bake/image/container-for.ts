/** Finds the standard of a credential, and so its place in an image. */

import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { isReport, REPORT_HINT } from '../../encoding/json-value.js'
import { OpenBadgeError, withHint } from '../../errors.js'
import { CONTAINERS, type Container, OPEN_BADGES_3 } from './containers.js'

const OPEN_BADGES_1_2 = /^https?:\/\/w3id\.org\/openbadges\/v[12]/

/** A test for each standard except Open Badges 3.0, which is the default. */
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
 * The container of a credential in JSON. Older badges may be hosted instead of signed. Every other credential needs a
 * proof.
 * @throws OpenBadgeError `model_invalid`
 */
export function containerOfJson(value: JsonObject): Container {
  const container = containerOf(value)
  const { proof, id } = value
  const proven = Array.isArray(proof) ? proof.length > 0 : isObject(proof)
  const enveloped = typeof id === 'string' && id.startsWith('data:application/vc')
  if (proven || enveloped || container.standard === 'open-badges-2') return container
  const [message, hint] = isReport(value)
    ? ['this is a report, not a credential', REPORT_HINT]
    : ['the credential is not signed', 'sign it first: await issue(credential, { signer })']
  throw new OpenBadgeError('model_invalid', withHint(message, hint), {
    issues: [
      {
        pointer: '/proof',
        code: 'missing',
        message,
        expected: 'a signed credential',
        found: 'no proof',
        hint,
      },
    ],
  })
}

/** The container of a compact JWS, by its payload. Unreadable payloads get the default; verifiers refuse them. */
export function containerOfJws(jws: string): Container {
  try {
    const payload = jws.split('.', 2)[1]!.replaceAll('-', '+').replaceAll('_', '/')
    // `atob` does not decode UTF-8, but the names of types and contexts are ASCII.
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
