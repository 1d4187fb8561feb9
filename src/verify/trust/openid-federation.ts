/** Asks an OpenID Federation trust anchor about an issuer. Its answer is a signed statement. */
import { parseUrl } from '../../encoding/forms/parse-url.js'
import { isJsonObject, type Json, type JsonObject, parseJson } from '../../encoding/json.js'
import { decodeBase64url } from '../../encoding/multibase.js'
import { decodeUtf8, encodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import { publicKeyFromJwk } from '../../keys/public-key.js'
import type { Registry } from '../options/issuer-policy.js'
import { readOnce } from '../verification/once.js'
import type { Verification } from '../verification/verification.js'
import { type Listed, nameIn } from './registry-answer.js'

interface Statement {
  readonly header: JsonObject
  readonly payload: JsonObject
  readonly signature: Uint8Array
  readonly signed: Uint8Array
}

const KEYS_MAXIMUM = 16
const LIFETIME_SKEW_SECONDS = 300
const NO_ENDPOINT = 'the anchor names no fetch endpoint'

/**
 * The name of the issuer at the anchor, if the anchor's signed statement is valid and about the issuer; `undefined` if the anchor
 * does not know the issuer.
 * @throws OpenBadgeError `document_*` if the anchor cannot be reached, `jwt_invalid` if its answer is not valid
 */
export async function askOpenidFederation(
  issuer: string,
  registry: Registry,
  verification: Verification,
): Promise<Listed | undefined> {
  const anchor = await readOnce(verification, registry.url, 'registry', parse)
  const { iss, sub } = anchor.payload
  if (typeof sub !== 'string' || iss !== sub)
    throw invalid('the statement of the anchor is about another entity')
  const keys = keysOf(anchor.payload)
  await check(anchor, keys, verification)
  const question = parseUrl(registry.fetchEndpoint ?? endpointOf(anchor.payload))
  if (question === undefined) throw invalid(NO_ENDPOINT)
  question.searchParams.set('sub', issuer)
  let answer: unknown
  try {
    answer = await verification.load(question.href, 'registry')
  } catch (error) {
    // A trust anchor answers 404 for a subject that it does not know (OpenID Federation 1.0, section 8.1).
    if (isOpenBadgeError(error, 'document_unavailable') && error.details.reason === 'status 404')
      return undefined
    throw error
  }
  const statement = parse(answer)
  await check(statement, keys, verification)
  if (statement.payload['sub'] !== issuer || statement.payload['iss'] !== sub)
    throw invalid('the statement is about another issuer')
  const { metadata } = statement.payload
  return nameIn(
    metadata !== undefined && isJsonObject(metadata) ? metadata['federation_entity'] : undefined,
    'organization_name',
  )
}

function parse(answer: unknown): Statement {
  const parts = typeof answer === 'string' ? answer.trim().split('.') : []
  if (parts.length !== 3) throw invalid('the statement is not a compact JWS')
  const [header, payload] = parts.slice(0, 2).map((part) => parseJson(decodeUtf8(decodeBase64url(part)))) as [
    Json,
    Json,
  ]
  if (!isJsonObject(header) || !isJsonObject(payload)) throw invalid('the statement is not a compact JWS')
  if ('crit' in header || 'crit' in payload || header['typ'] !== 'entity-statement+jwt')
    throw invalid('the typ of the statement is not entity-statement+jwt')
  return {
    header,
    payload,
    signature: decodeBase64url(parts[2]!),
    signed: encodeUtf8(`${parts[0]}.${parts[1]}`),
  }
}

async function check(
  statement: Statement,
  keys: readonly JsonObject[],
  { settings }: Verification,
): Promise<void> {
  const { header, payload, signature, signed } = statement
  const jwk = keys.find((key) => key['kid'] === header['kid']) ?? (keys.length === 1 ? keys[0] : undefined)
  if (jwk === undefined) throw invalid('the statement is signed by an unknown key')
  const key = await publicKeyFromJwk(jwk)
  const names: Readonly<Record<string, readonly string[]>> = { Ed25519: ['EdDSA', 'Ed25519'] }
  if (!(names[key.algorithm] ?? [key.algorithm]).includes(String(header['alg']))) {
    throw invalid('the statement has another algorithm than its key')
  }
  if (!(await key.verify(signature, signed))) throw invalid('the signature of the statement is not valid')
  const now = settings.now.getTime() / 1000
  const { exp, iat } = payload
  if (typeof exp !== 'number' || exp < now - LIFETIME_SKEW_SECONDS) throw invalid('the statement has expired')
  if (typeof iat === 'number' && iat > now + LIFETIME_SKEW_SECONDS)
    throw invalid('the date of the statement is in the future')
}

function keysOf(payload: JsonObject): readonly JsonObject[] {
  const { jwks } = payload
  const keys = isJsonObject(jwks) ? jwks['keys'] : undefined
  return (Array.isArray(keys) ? (keys as readonly Json[]) : []).filter(isJsonObject).slice(0, KEYS_MAXIMUM)
}

function endpointOf({ metadata }: JsonObject): string {
  const secured = isJsonObject(metadata) ? metadata['federation_entity'] : undefined
  const endpoint = isJsonObject(secured) ? secured['federation_fetch_endpoint'] : undefined
  if (typeof endpoint !== 'string') throw invalid(NO_ENDPOINT)
  return endpoint
}

function invalid(reason: string): OpenBadgeError {
  return new OpenBadgeError('jwt_invalid', reason, { reason })
}
