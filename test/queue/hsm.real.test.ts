import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ACHIEVEMENT } from '../bulk/world.js'
import { type Command, laurel, needed, type Store, startStore } from './processes.js'

/** Where Debian, and others, put it. */
const MODULES = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/libsofthsm2.so', '/usr/lib/libsofthsm2.so']
const SIGNER = fileURLToPath(new URL('../../examples/signers/pkcs11/signer.mjs', import.meta.url))

let folder: string
let store: Store
let env: Record<string, string>
const running: Command[] = []
const path = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-hsm-'))
  const util = needed('softhsm2-util')
  const tool = needed('pkcs11-tool')
  const module = MODULES.find((file) => existsSync(file))
  if (module === undefined) throw new Error('npm run test:real finds no libsofthsm2.so')
  mkdirSync(path('tokens'))
  writeFileSync(path('softhsm.conf'), `directories.tokendir = ${path('tokens')}\n`)
  env = {
    SOFTHSM2_CONF: path('softhsm.conf'),
    PKCS11_MODULE: module,
    PKCS11_TOKEN: 'laurel',
    PKCS11_KEY: 'issuer',
    PKCS11_PIN: '1234',
  }
  Object.assign(process.env, env)
  const quiet = { stdio: 'ignore' } as const
  execFileSync(
    util,
    ['--init-token', '--free', '--label', 'laurel', '--pin', '1234', '--so-pin', '5678'],
    quiet,
  )
  const key = ['--keypairgen', '--key-type', 'EC:edwards25519', '--label', 'issuer', '--id', '01']
  execFileSync(
    tool,
    ['--module', module, '--login', '--pin', '1234', '--token-label', 'laurel', ...key],
    quiet,
  )
  // In a process of its own, as the command has it: a module of PKCS#11 is opened once a process.
  const print = `import(${JSON.stringify(SIGNER)}).then(({ signer }) => console.log(signer().controller))`
  const issuer = execFileSync(process.execPath, ['--eval', print], { encoding: 'utf8' }).trim()
  writeFileSync(
    path('issuer.json'),
    JSON.stringify({ id: issuer, type: ['Profile'], name: 'Example University' }),
  )
  writeFileSync(path('rust.json'), JSON.stringify(ACHIEVEMENT))
  const people = Array.from({ length: 1100 }, (_, i) => `zoe${i}@example.org,Zoe ${i}\n`)
  writeFileSync(path('people.csv'), `email,name\n${people.join('')}`)
  store = await startStore(path('store'))
})
afterAll(async () => {
  for (const command of running) await command.kill('SIGKILL')
  await store?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function begin(command: Command): Command {
  running.push(command)
  return command
}

function issue(out: string, ...more: string[]): Command {
  const what = ['--achievement', path('rust.json'), '--issuer', path('issuer.json'), '--signer', SIGNER]
  return begin(laurel(['issue', path('people.csv'), ...what, '--out', path(out), '--json', ...more]))
}

it('a key that never leaves an HSM signs a batch, here and over a queue', async () => {
  const here = issue('here')
  expect([await here.status, here.err()]).toEqual([0, ''])

  const joins = ['worker', '--queue', store.address, '--signer', SIGNER, '--workers', '1', '--json']
  for (const _ of [1, 2]) await begin(laurel(joins)).says('"worker"')
  const there = issue('there', '--queue', store.address)
  expect([await there.status, there.err()]).toEqual([0, ''])
  expect(JSON.parse(there.out())).toMatchObject({ rows: 1100, signed: 1100 })

  for (const out of ['here', 'there']) {
    const audit = begin(laurel(['audit', path(out), '--json']))
    expect([await audit.status, audit.err()]).toEqual([0, ''])
    expect(JSON.parse(audit.out())).toMatchObject({ badges: 1100, clean: true })
  }
})
