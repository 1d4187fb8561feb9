/**
 * Sequences with real processes that are killed: issued, revoked, suspended, corrected, with rows that come and go. After
 * each kill the same oracle asks what the folder shows. `MODEL_SEED` repeats the sequences, not the instants;
 * `PROCESS_RUNS` sets their number.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Command } from './commands.js'
import { sequence } from './commands.js'
import { Oracle } from './oracle.js'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Answers `ok`, `killed`, or the reason of the refusal. */
function child(out: string, form: string, command: Command, kill: number | undefined): Promise<string> {
  const args = ['--import', 'tsx', here('run-command.ts'), out, form, JSON.stringify(command)]
  const env = { ...process.env, TSX_TSCONFIG_PATH: here('../../../test/tsconfig.json') }
  const process_ = spawn(process.execPath, args, {
    cwd: here('../../..'),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let text = ''
    process_.stdout.on('data', (chunk) => {
      text += chunk
      if (kill !== undefined && text === 'begun\n') setTimeout(() => process_.kill('SIGKILL'), kill)
    })
    process_.on('error', reject)
    process_.on('close', (_, signal) => resolve(signal === 'SIGKILL' ? 'killed' : text.split('\n')[1]!))
  })
}

it('loses no badge and no status when processes are killed', async () => {
  const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 2 ** 31)
  const count = Number(process.env['PROCESS_RUNS'] ?? 30)
  console.log(`MODEL_SEED=${seed}`)
  let [commands, kills] = [0, 0]
  for (const { form, commands: drawn } of fc.sample(sequence, { numRuns: count, seed })) {
    const folder = mkdtempSync(join(tmpdir(), 'laurel-processes-'))
    const out = join(folder, 'out')
    const oracle = new Oracle(out)
    try {
      for (const command of drawn) {
        if (command.do !== 'issue' && command.do !== 'status') continue
        if (command.do === 'issue' && command.dry) continue
        const outcome = await child(
          out,
          form,
          command,
          command.kill === undefined ? undefined : command.kill * 3,
        )
        commands++
        const isKilled = outcome === 'killed'
        if (isKilled) kills++
        if (command.do === 'issue') {
          expect(['ok', 'killed'], JSON.stringify(drawn)).toContain(outcome)
          oracle.issued(new Map(command.rows), isKilled)
          if (!isKilled) oracle.check(new Map(command.rows))
        } else {
          const keys = command.key === undefined ? [...oracle.badges.keys()] : [command.key]
          const isTold = isKilled || outcome === 'ok'
          if (!isTold) expect(['missing', 'unknown_badge', 'no_badges', 'revoked']).toContain(outcome)
          const purpose = command.action === 'revoke' ? 'revocation' : 'suspension'
          if (isTold) oracle.changed(purpose, keys, command.action !== 'reinstate', isKilled)
          if (isTold && command.key === undefined) {
            const unseen = [...oracle.versions.keys()].filter((key) => !oracle.badges.has(key))
            oracle.changed(purpose, unseen, command.action !== 'reinstate', true)
          }
          if (outcome === 'ok') oracle.checkStatuses()
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  console.log(`${commands} commands, ${kills} killed`)
  expect(kills).toBeGreaterThan(0)
}, 7_200_000)
