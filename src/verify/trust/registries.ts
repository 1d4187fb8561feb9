/** Looks an issuer up in registries, which are data like any other: fetched through `load`, never trusted blindly. */
import { isJsonObject, type Json, type JsonObject, snapshot } from '../../encoding/json.js'
import type { Registry } from '../options/issuer-policy.js'
import { type Finding, fail, pass, unknown } from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'
import { askOpenidFederation } from './openid-federation.js'

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
      if (await isListed(issuer, registry, verification)) {
        return pass('issuer_trusted', { issuer, registry: registry.name })
      }
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

async function isListed(issuer: string, registry: Registry, verification: Verification): Promise<boolean> {
  if (registry.type === 'openid-federation') return askOpenidFederation(issuer, registry, verification)
  const list = snapshot(await verification.load(registry.url, 'registry'), LIMITS)
  return isJsonObject(list) && lists(list, issuer)
}

function lists(list: JsonObject, issuer: string): boolean {
  const { registry } = list
  if (Array.isArray(registry)) {
    return (registry as readonly Json[]).some(
      (item) => item === issuer || (isJsonObject(item) && item['did'] === issuer),
    )
  }
  return isJsonObject(registry) && Object.hasOwn(registry, issuer)
}
