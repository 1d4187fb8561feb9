/** Decides whether the caller trusts an issuer. `verify` loads this file if the caller says whom to trust. */
import { idOf, isJsonObject, type JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { lazy } from '../../lazy.js'
import type { IssuerFacts, IssuerPolicy, Registry } from '../options/issuer-policy.js'
import { type Finding, fail, pass, unknown } from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'

const registers = /* @__PURE__ */ lazy('registries', () => import('./registries.js'))

/** @throws the errors of the caller's function */
export async function judgeIssuer(
  document: JsonObject,
  issuers: IssuerPolicy,
  verification: Verification,
): Promise<Finding> {
  const { issuer } = document
  const id = idOf(issuer)
  if (id === undefined) return unknown('trust_unknown')
  if (typeof issuers === 'object' && 'registries' in issuers)
    return askRegisters(id, issuers.registries, verification)
  if (typeof issuers !== 'function') return verdict(issuers.includes(id), id)
  const facts: IssuerFacts = { id, profile: isJsonObject(issuer) ? issuer : undefined, credential: document }
  return verdict((await issuers(facts)) === true, id)
}

async function askRegisters(
  id: string,
  registries: readonly Registry[],
  verification: Verification,
): Promise<Finding> {
  let room: Awaited<ReturnType<typeof registers>>
  try {
    room = await registers()
  } catch (error) {
    if (!isOpenBadgeError(error, 'part_unavailable')) throw error
    return unknown('trust_unknown', { issuer: id, cause: error.code })
  }
  return room.askRegistries(id, registries, verification)
}

function verdict(trusted: boolean, issuer: string): Finding {
  return trusted ? pass('issuer_trusted', { issuer }) : fail('issuer_not_listed', { issuer })
}
