/** Row 8: does the caller trust the issuer? A genuine credential may have an issuer whom the caller does not trust. */
import { idOf, isJsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { lazy } from '../../lazy.js'
import type { IssuerFacts, Registry } from '../options/issuer-policy.js'
import { type Check, type Finding, fail, pass, skipped, unknown } from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'
import { ofPresented } from './recipient.js'

export const trust: Check = {
  run: ({ kind, document, role, embedded }, verification) => {
    const { issuers } = verification.settings
    if (issuers === undefined || (role !== 'document' && role !== 'part')) return skipped('trust_not_asked')
    // The holder is not the issuer. So the issuers of the contained credentials must be trusted.
    if (kind === 'presentation') {
      return ofPresented(
        embedded
          .filter((each) => each.role === 'credential')
          .map(({ report }) => report.checks.find(({ id }) => id === 'trust')),
      )
    }
    const { issuer } = document
    const id = idOf(issuer)
    if (id === undefined) return unknown('trust_unknown')
    if (typeof issuers === 'object' && 'registries' in issuers)
      return askThem(id, issuers.registries, verification)
    if (typeof issuers !== 'function') return verdict(issuers.includes(id), id)
    const profile = isJsonObject(issuer) ? issuer : undefined
    return ask(issuers, { id, profile, credential: document })
  },
}

const registers = /* @__PURE__ */ lazy('registries', () => import('../trust/registries.js'))

async function askThem(
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

/** Calls the caller's function. Its errors are rethrown, because they are the caller's. */
async function ask(
  predicate: (issuer: IssuerFacts) => boolean | Promise<boolean>,
  facts: IssuerFacts,
): Promise<Finding> {
  return verdict((await predicate(facts)) === true, facts.id)
}
