import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ACHIEVEMENT, ISSUER, KEY, rows } from '../bulk/world.js'
import { canMakeNetworks, type Machine, makeNetwork, type Network } from './machines.js'
import { type Command, coordinate, laurel, type Store, startStore, startStoreOn } from './processes.js'
import { left } from './world.js'

const LEASE = '8'

let folder: string
let table: string
let running: Command[] = []
let store: Store | undefined
let network: Network | undefined
const path = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-real-'))
  table = path('rows.csv')
  writeFileSync(table, rows(5_000))
  writeFileSync(path('key.json'), JSON.stringify(KEY.key))
  writeFileSync(path('issuer.json'), JSON.stringify(ISSUER))
  writeFileSync(path('rust.json'), JSON.stringify(ACHIEVEMENT))
  writeFileSync(path('secret'), '0123456789abcdef0123456789abcdef')
  writeFileSync(path('slow.mjs'), signerModule('await new Promise((resolve) => setTimeout(resolve, 200))'))
  writeFileSync(path('steady.mjs'), signerModule('Atomics.wait(cell, 0, 0, 2)'))
})
afterEach(async () => {
  for (const command of running) await command.kill('SIGKILL')
  running = []
  await store?.stop()
  store = undefined
  network?.remove()
  network = undefined
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function begin(command: Command): Command {
  running.push(command)
  return command
}

/** Each batch has a folder of its own, because batches of one status list beside each other are refused. */
function batch(out: string): string {
  return path(`of-${out}/out`)
}

function local(out: string, source = table): Command {
  return begin(coordinate([source, batch(out)]))
}

function coordinator(out: string, inFlight = 32, source = table, on?: Machine): Command {
  return begin(coordinate([source, batch(out), store!.address, LEASE, String(inFlight)], on))
}

async function worker(...signing: string[]): Promise<Command> {
  return workerOn(undefined, ...signing)
}

async function workerOn(on: Machine | undefined, ...signing: string[]): Promise<Command> {
  const args = ['worker', '--queue', store!.address, '--lease', LEASE, '--workers', '1', '--json']
  const own = signing.length === 0 ? ['--key', path('key.json')] : signing
  const command = begin(laurel([...args, ...own], on))
  await command.says('"worker"')
  return command
}

async function good(command: Command): Promise<void> {
  expect([await command.status, command.err()]).toEqual([0, ''])
}

/** Said by a run that is in the middle of its signatures. */
const SIGNING = /"phase":"sign","done":[1-9]\d{3}/

describe('a batch of real processes', () => {
  it('outlives a worker, the coordinator and the store, and leaves what a local run leaves', async () => {
    store = await startStore(path('store'))
    await good(local('calm'))
    const steady = ['--signer', path('steady.mjs')]
    const workers = [await worker(...steady), await worker(...steady), await worker(...steady)]
    // Few chunks in flight, so that most are left when the lost one has been signed by another.
    const first = coordinator('there', 4)
    await first.says('"joined"')
    // A worker dies with chunks in its hands, the coordinator in the middle of its signatures.
    await workers[0]!.kill('SIGKILL')
    await first.says(SIGNING)
    await first.kill('SIGKILL')
    // A local run goes on from the same instant.
    cpSync(batch('there'), batch('here'), { recursive: true })
    cpSync(`${batch('there')}.journal`, `${batch('here')}.journal`)
    const second = coordinator('there', 4)
    await second.says(SIGNING)
    await store.restart()
    await good(second)
    await good(local('here'))

    const there = left(batch('there'))
    expect(there).toEqual(left(batch('here')))
    const { journal: _, ...outputs } = left(batch('calm'))
    expect(there).toMatchObject(outputs)
    await good(begin(laurel(['audit', batch('there'), '--json'])))
  })

  // Every machine has an address of its own; the store asks for a password.
  it.runIf(canMakeNetworks())(
    'outlives the same on machines of their own, and a cable that is pulled',
    async () => {
      network = makeNetwork(`laurel-${process.pid}`, 5)
      const [host, desk, ...others] = network.machines
      store = await startStoreOn(host!, path('store-7'))
      await good(local('near'))
      const steady = ['--signer', path('steady.mjs')]
      const workers = await Promise.all(others.map((each) => workerOn(each, ...steady)))
      const first = coordinator('far', 8, table, desk)
      await first.says('"joined"')
      await workers[0]!.kill('SIGKILL')
      // It holds chunks, and nobody hears of it until its lease has run out.
      others[1]!.unplug()
      await first.says(SIGNING)
      await first.kill('SIGKILL')
      cpSync(batch('far'), batch('close'), { recursive: true })
      cpSync(`${batch('far')}.journal`, `${batch('close')}.journal`)
      const second = coordinator('far', 8, table, desk)
      await second.says('"phase":"sign"')
      await store.restart()
      others[1]!.plugIn()
      await good(second)
      await good(local('close'))
      expect(left(batch('far'))).toEqual(left(batch('close')))
      const { journal: _, ...outputs } = left(batch('near'))
      expect(left(batch('far'))).toMatchObject(outputs)
    },
  )

  it('leaves the journal of an undisturbed run, where none of its records was cut off', async () => {
    store = await startStore(path('store-2'))
    await good(local('plain'))
    const steady = ['--signer', path('steady.mjs')]
    const victim = await worker(...steady)
    const early = coordinator('queued')
    await early.says('"opened"')
    await early.kill('SIGKILL')
    await worker(...steady)
    await worker(...steady)
    const late = coordinator('queued', 6)
    await late.says('"joined"')
    await victim.kill('SIGKILL')
    await late.says('"phase":"sign"')
    await store.restart()
    await good(late)
    expect(left(batch('queued'))).toEqual(left(batch('plain')))
  })

  it('a worker whose absence was longer than its lease returns nothing', async () => {
    store = await startStore(path('store-3'))
    writeFileSync(path('few.csv'), rows(600))
    await good(local('few', path('few.csv')))
    const sleeper = await worker('--signer', path('slow.mjs'))
    const run = coordinator('late', 32, path('few.csv'))
    await sleeper.says('it signs')
    sleeper.process.kill('SIGSTOP')
    await worker()
    await good(run)
    sleeper.process.kill('SIGCONT')
    await sleeper.says('"kind":"stale"')
    expect(left(batch('late'))).toEqual(left(batch('few')))
  })

  it('a full store gives store_full, and the run continues once there is space', async () => {
    store = await startStore(path('store-4'), '--maxmemory', '1mb', '--maxmemory-policy', 'noeviction')
    await good(local('roomy'))
    const run = coordinator('full', 256)
    expect(await run.status).toBe(2)
    expect(run.out()).toContain('"reason":"store_full"')
    await store.stop()
    store = await startStore(path('store-5'))
    await worker()
    await good(coordinator('full'))
    expect(left(batch('full'))).toEqual(left(batch('roomy')))
  })

  it('the command issues over the queue, and processes of one worker share the work', async () => {
    store = await startStore(path('store-6'))
    const many = begin(
      laurel(['worker', '--queue', store.address, '--key', path('key.json'), '--workers', '2', '--json']),
    )
    await many.says(/"worker".*\n.*"worker"/)
    writeFileSync(path('people.csv'), `email,name\n${people(1500)}`)
    const issued = begin(
      laurel([
        ...['issue', path('people.csv'), '--achievement', path('rust.json'), '--issuer', path('issuer.json')],
        ...['--key', path('key.json'), '--out', path('people'), '--queue', store.address, '--json'],
      ]),
    )
    expect(await issued.status).toBe(0)
    expect(JSON.parse(issued.out())).toMatchObject({ rows: 1500, signed: 1500 })
    many.process.kill('SIGTERM')
    await many.status
    const verifier = await worker('--secret', path('secret'))
    const audit = ['audit', path('people'), '--queue', store.address, '--secret', path('secret'), '--json']
    const audited = begin(laurel(audit))
    await good(audited)
    expect(JSON.parse(audited.out())).toMatchObject({ badges: 1500, clean: true })
    expect(verifier.out()).toContain('"job":"audit-0"')
  })

  it('an unreachable store gives store_unavailable', async () => {
    const none = begin(
      laurel([
        'worker',
        '--queue',
        'redis://127.0.0.1:1',
        '--key',
        path('key.json'),
        '--workers',
        '1',
        '--json',
      ]),
    )
    expect(await none.status).toBe(2)
    expect(none.err()).toContain('"queue_failed"')
  })
})

function people(count: number): string {
  return Array.from({ length: count }, (_, i) => `zoe${i}@example.org,Zoe ${i}\n`).join('')
}

/** The same key behind a service that waits before each signature, so that a batch lasts until it is killed, on any machine. */
function signerModule(waiting: string): string {
  return `
import { createPrivateKey, sign } from 'node:crypto'
const jwk = ${JSON.stringify(KEY.key)}
const key = createPrivateKey({ key: jwk, format: 'jwk' })
const id = 'did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw'
const cell = new Int32Array(new SharedArrayBuffer(4))
export const signer = {
  verificationMethod: id + '#' + id.slice(8),
  algorithm: 'Ed25519',
  sign: async (bytes) => {
    if (bytes.length === 64) {
      console.error('it signs')
      ${waiting}
    }
    return sign(null, bytes, key)
  },
}
`
}
