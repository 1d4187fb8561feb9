/** Looks an issuer up in registries, which are data like any other: fetched through `load`, never trusted blindly. */
import { isJsonObject, type Json, snapshot } from '../../encoding/json.js'
import type { Registry } from '../options/issuer-policy.js'
import { type Finding, fail, pass, unknown } from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'
import { askOpenidFederation } from './openid-federation.js'
import { type Listed, nameIn } from './registry-answer.js'

/** Registries list thousands of issuers. */
const LIMITS = { length: 8_388_608, depth: 32, nodes: 500_000 }

/** Listed in one of them: trusted. In none, and all could be asked: not trusted. Else nobody knows. */
export async function askRegistries(
  issuer: string,
  registries: readonly Registry[],
  verification: Verification,
): Promise<Finding> {
  const silent: string[] = []
  for (const registry of registries) {
    try {
      const listed = await listedIn(issuer, registry, verification)
      if (listed !== undefined) return pass('issuer_trusted', { issuer, registry: registry.name, ...listed })
    } catch {
      // A loader may throw whatever it likes: the registry has not answered.
      verification.settings.signal?.throwIfAborted()
      silent.push(registry.name)
    }
  }
  return silent.length > 0
    ? unknown('trust_unknown', { issuer, unreachable: silent })
    : fail('issuer_not_listed', { issuer })
}

/** @throws whatever the loader does, and for an answer that is none */
async function listedIn(
  issuer: string,
  registry: Registry,
  verification: Verification,
): Promise<Listed | undefined> {
  if (registry.type === 'openid-federation') return askOpenidFederation(issuer, registry, verification)
  return entryOf(snapshot(await verification.load(registry.url, 'registry'), LIMITS), issuer)
}

/** @throws TypeError for what is no list: an error page says of nobody that he is not listed */
function entryOf(list: Json, issuer: string): Listed | undefined {
  const registry = isJsonObject(list) ? list['registry'] : undefined
  if (Array.isArray(registry)) {
    const items = registry as readonly Json[]
    const own = items.find((item) => item === issuer || (isJsonObject(item) && item['did'] === issuer))
    if (own !== undefined) return nameIn(own)
    if (items.every(isEntry)) return undefined
  }
  if (registry !== undefined && isJsonObject(registry)) {
    return Object.hasOwn(registry, issuer) ? nameIn(registry[issuer]) : undefined
  }
  throw new TypeError('the answer is no list of issuers')
}

const isEntry = (item: Json): boolean =>
  typeof item === 'string' || (isJsonObject(item) && typeof item['did'] === 'string')
