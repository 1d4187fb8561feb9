/** Challenges for holders. Each can be used once, and only for a short time (VC Data Integrity section 2.1, "challenge"). */

import { type Awaitable, randomBytes } from '#platform'
import { encodeBase64url } from '../../encoding/multibase.js'
import { checkOptionNames } from '../../encoding/options.js'
import type { Clock } from '../../ports.js'

/** A store of challenges. Several servers must share one store, in which `redeem` is atomic. */
export interface Challenges {
  /** Makes a new challenge for one presentation. */
  readonly issue: () => Awaitable<string>
  /** Whether the challenge was issued here and has not expired. It is true only once for each challenge. */
  readonly redeem: (challenge: string) => Awaitable<boolean>
}

export interface MemoryChallengesOptions {
  /** How long a challenge may be answered, in seconds; default 300. */
  readonly lifetimeSeconds?: number
  /** The maximum number of challenges; the oldest are removed first. Default 10,000. */
  readonly maximum?: number
  /** The clock; default: that of the machine. */
  readonly now?: Clock
}

const OPTIONS: ReadonlySet<string> = new Set([
  'lifetimeSeconds',
  'maximum',
  'now',
] satisfies (keyof MemoryChallengesOptions)[])

/**
 * Keeps challenges in the memory of this process: for one server, and for tests. Each is used once.
 *
 * @param options - `lifetimeSeconds`: how long a challenge may be answered, default 300; `maximum`: how many are kept, default
 *   10,000; `now`: the clock.
 * @throws TypeError for a lifetime or maximum that is not a whole number above 0.
 * @example
 * const challenges = memoryChallenges()
 * const challenge = await challenges.issue() // sent to the wallet, and kept in the session
 * const shown = await present({ credentials: [signed], signer, challenge })
 * if (await challenges.redeem(challenge)) console.log((await verify(shown, { challenge })).verified)
 */
export function memoryChallenges(options: MemoryChallengesOptions = {}): Challenges {
  checkOptionNames('memoryChallenges', options, OPTIONS)
  const { lifetimeSeconds = 300, maximum = 10_000, now = () => new Date() } = options
  if (typeof now !== 'function')
    throw new TypeError('memoryChallenges: now must be a clock, such as () => new Date()')
  for (const value of [lifetimeSeconds, maximum]) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new TypeError('memoryChallenges: lifetimeSeconds and maximum must be whole numbers above 0')
    }
  }
  /** Challenge → the instant at which it expires, in milliseconds; the oldest first. */
  const open = new Map<string, number>()
  return {
    issue: () => {
      const instant = now().getTime()
      for (const [challenge, end] of open) {
        if (end >= instant && open.size < maximum) break
        open.delete(challenge)
      }
      const challenge = encodeBase64url(randomBytes(24))
      open.set(challenge, instant + lifetimeSeconds * 1000)
      return challenge
    },
    redeem: (challenge) => {
      const end = open.get(challenge)
      open.delete(challenge)
      if (end === undefined) return false
      // A longer rest than the lifetime means that the clock was ahead, and was set back.
      const left = end - now().getTime()
      return left >= 0 && left <= lifetimeSeconds * 1000
    },
  }
}
