/**
 * Issues sixty badges with a signing service in another process that throttles, is slow, does not answer, returns nonsense and
 * crashes. The key is never in this process, every signature is verified, and every badge is issued once.
 *
 *     npx tsx examples/remote-signer/main.ts
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { achievement, isOpenBadgeError, issue, openBadge, profile, remoteSigner, verify } from 'laurel'

class Throttled extends Error {
  readonly wait: number

  constructor(wait: number) {
    super('the service asks to slow down')
    this.wait = wait
  }
}

const BADGES = 60
const folder = mkdtempSync(join(tmpdir(), 'laurel-remote-signer-'))
const created = new Date('2026-06-01T12:00:00Z')
const counts = { calls: 0, throttled: 0, starts: 0, rounds: 0 }
const failures = new Map<string, number>()
/** What tells this process from any other that could reach the service. */
const token = randomBytes(32).toString('base64url')
const headers = { authorization: `Bearer ${token}` }

let service = await startService('moody')
const publicKeyMultibase = await (await fetch(service.url, { headers })).text()

// 1. The signer: a URL, a public key and one function. laurel knows nothing else about the service.
const signer = remoteSigner(
  {
    verificationMethod: `did:key:${publicKeyMultibase}#${publicKeyMultibase}`,
    publicKeyMultibase,
    sign: async (bytes, signal) => {
      counts.calls++
      const response = await fetch(service.url, {
        method: 'POST',
        headers,
        body: new Uint8Array(bytes),
        signal,
      })
      if (response.status === 429) throw new Throttled(Number(response.headers.get('retry-after')) * 1000)
      if (!response.ok) throw new Error(`the service answers ${response.status}`)
      return new Uint8Array(Buffer.from(await response.text(), 'base64'))
    },
  },
  {
    concurrency: 8, // twice as many as the service allows, so that it throttles
    timeoutMilliseconds: 500,
    attempts: 50,
    budget: 2_000, // signatures cost money; this limits the cost of a wrong loop
    isThrottled: (error) => {
      if (!(error instanceof Throttled)) return false
      counts.throttled++
      return error.wait * (1 + Math.random())
    },
  },
)

// 2. The badges. Their ids and the time of signing are fixed, so a retry gives the same badge, not a second one.
const issuer = profile({ id: `did:key:${publicKeyMultibase}`, name: 'Example University of the Rivers' })
const rust = achievement({
  id: 'https://rivers.example.edu/achievements/rust-1',
  name: 'Rust I',
  description: 'Writes small programs that neither crash nor leak.',
  criteria: 'Passed the examination.',
})
const todo = Array.from({ length: BADGES }, (_, i) =>
  openBadge({
    id: `urn:uuid:00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    issuer,
    recipient: { email: `student-${i}@rivers.example.edu` },
    achievement: rust,
    validFrom: created,
  }),
)

// 3. Rounds: failed badges are tried again in the next round, when the service runs again.
const issued = new Map<string, object>()
for (let rest = todo; rest.length > 0; rest = rest.filter(({ id }) => !issued.has(id as string))) {
  if (++counts.rounds > 5) throw new Error('the service never recovered')
  if (!(await isUp(service.url))) service = await startService('calm')
  await Promise.all(
    rest.map(async (badge) => {
      try {
        issued.set(badge.id as string, await issue(badge, { signer, created }))
      } catch (error) {
        if (!isOpenBadgeError(error, 'signer_failed')) throw error
        failures.set(error.details.reason, (failures.get(error.details.reason) ?? 0) + 1)
      }
    }),
  )
}

// 4. The result.
let verified = 0
for (const badge of issued.values()) {
  if ((await verify(badge, { now: () => created, issuers: [issuer.id] })).verified) verified++
}
console.log(`badges issued:          ${issued.size} of ${BADGES}, each once`)
console.log(`badges verified:        ${verified}`)
console.log(`calls to the service:   ${counts.calls}, ${counts.throttled} of them throttled and tried again`)
console.log(`budget left:            ${signer.remaining()} calls`)
console.log(`signatures that failed: ${[...failures].map(([reason, n]) => `${n} × ${reason}`).join(', ')}`)
console.log(`service starts:         ${counts.starts}; rounds: ${counts.rounds}`)

service.process.disconnect()
rmSync(folder, { recursive: true })
if (verified !== BADGES) process.exitCode = 1

async function startService(mood: 'moody' | 'calm'): Promise<{ process: ChildProcess; url: string }> {
  counts.starts++
  const script = fileURLToPath(new URL('./signing-service.ts', import.meta.url))
  const child = fork(script, [join(folder, 'key.json'), mood], {
    env: { ...process.env, SIGNING_TOKEN: token },
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(message as number))
    child.once('exit', () => reject(new Error('the service did not start')))
  })
  return { process: child, url: `http://127.0.0.1:${port}/` }
}

async function isUp(url: string): Promise<boolean> {
  return fetch(url, { headers }).then(
    ({ ok }) => ok,
    () => false,
  )
}
