/** An issuer of SD-JWTs (RFC 9901 section 4), made with Node's crypto. */
import { createHash } from 'node:crypto'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import type { Signer } from '../../src/ports.js'
import { rawToken } from '../forgery/world.js'

export interface Hidden {
  readonly payload: JsonObject
  readonly disclosures: readonly string[]
}

const base64url = (value: Json): string => Buffer.from(JSON.stringify(value)).toString('base64url')
export const digestOf = (disclosure: string): string =>
  createHash('sha256').update(disclosure).digest('base64url')

export const disclosureOf = (...parts: Json[]): string => base64url(['c2FsdA', ...parts])

/** Puts a digest into the place of a member or an item; the last step of a place is its name or position. */
export function hide(
  { payload, disclosures }: Hidden,
  place: readonly (string | number)[],
  salt = place.join(),
): Hidden {
  const made: string[] = []
  const step = (value: Json, [name, ...rest]: readonly (string | number)[]): Json => {
    if (rest.length > 0) {
      const inner = step((value as never)[name!] as Json, rest)
      return Array.isArray(value)
        ? (value as Json[]).map((item, i) => (i === name ? inner : item))
        : { ...(value as JsonObject), [name!]: inner }
    }
    if (Array.isArray(value)) {
      made.push(base64url([salt, value[name as number] as Json]))
      return (value as Json[]).map((item, i) => (i === name ? { '...': digestOf(made[0]!) } : item))
    }
    const { [name as string]: hidden, _sd: digests = [], ...others } = value as Record<string, Json>
    made.push(base64url([salt, name as string, hidden!]))
    return { ...others, _sd: [...(digests as Json[]), digestOf(made[0]!)] }
  }
  return { payload: step(payload, place) as JsonObject, disclosures: [...disclosures, ...made] }
}

export async function selectiveToken(
  { payload }: Hidden,
  shown: readonly string[],
  header: JsonObject,
  signer: Signer,
): Promise<string> {
  const token = await rawToken(header, payload, signer)
  return [token, ...shown, ''].join('~')
}
