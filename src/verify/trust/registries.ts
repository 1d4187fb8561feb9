/** Looks for an issuer in registries. They are fetched with `load`, and their content is untrusted input. */
import { isJsonObject, type Json, snapshot } from '../../encoding/json.js'
import type { Registry } from '../options/issuer-policy.js'
import { once, readOnce } from '../verification/once.js'
import { type Finding, fail, pass, unknown } from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'
import { askOpenidFederation } from './openid-federation.js'
import { type Listed, nameIn } from './registry-answer.js'

/** Limits for a registry, which may list thousands of issuers. */
const LIMITS = { length: 8_388_608, depth: 32, nodes: 500_000 }

/**
 * An issuer is trusted if one of the registries lists it, and not trusted if all have answered and none lists it. Otherwise it
 * is unknown.
 */
export async function askRegistries(
  issuer: string,
  registries: readonly Registry[],
  verification: Verification,
): Promise<Finding> {
  const silent: string[] = []
  for (const registry of registries) {
    try {
      const listed = await once(verification, registry, issuer, () =>
        listedIn(issuer, registry, verification),
      )
      if (listed !== undefined) return pass('issuer_trusted', { issuer, registry: registry.name, ...listed })
    } catch {
      // A loader may throw anything. The registry has not answered.
      verification.settings.signal?.throwIfAborted()
      silent.push(registry.name)
    }
  }
  return silent.length > 0
    ? unknown('trust_unknown', { issuer, unreachable: silent })
    : fail('issuer_not_listed', { issuer })
}

/** @throws what the loader throws, and for an answer that is not a registry */
async function listedIn(
  issuer: string,
  registry: Registry,
  verification: Verification,
): Promise<Listed | undefined> {
  if (registry.type === 'openid-federation') return askOpenidFederation(issuer, registry, verification)
  return entryOf(await readOnce(verification, registry.url, 'registry', openRegistry), issuer)
}

interface OpenRegistry {
  /** Issuer → its entry. */
  readonly entries: ReadonlyMap<Json, Json>
  /** Whether all is well-formed, so that an issuer without an entry is not listed. */
  readonly isWhole: boolean
}

/** @throws TypeError for an answer that is not a list: an error page does not show that an issuer is not listed */
function openRegistry(answer: unknown): OpenRegistry {
  const list = snapshot(answer, LIMITS)
  const registry = isJsonObject(list) ? list['registry'] : undefined
  if (Array.isArray(registry)) {
    const items = registry as readonly Json[]
    const entries = new Map<Json, Json>()
    for (const item of items) {
      const issuer = isJsonObject(item) ? item['did'] : item
      if (typeof issuer === 'string' && !entries.has(issuer)) entries.set(issuer, item)
    }
    return { entries, isWhole: items.every(isEntry) }
  }
  if (registry === undefined || !isJsonObject(registry))
    throw new TypeError('the answer is not a list of issuers')
  const entries = new Map(Object.entries(registry).filter(([, entry]) => isJsonObject(entry)))
  return { entries, isWhole: entries.size === Object.keys(registry).length }
}

/** @throws TypeError if the list is malformed and has no entry of the issuer */
function entryOf({ entries, isWhole }: OpenRegistry, issuer: string): Listed | undefined {
  const own = entries.get(issuer)
  if (own !== undefined) return nameIn(own)
  if (isWhole) return undefined
  throw new TypeError('the list of issuers is malformed')
}

const isEntry = (item: Json): boolean =>
  typeof item === 'string' || (isJsonObject(item) && typeof item['did'] === 'string')
