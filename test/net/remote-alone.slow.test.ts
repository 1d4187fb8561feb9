/** A process that does nothing but wait for a document does not end before its time limit has passed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'

describe('the time limit', () => {
  it('keeps the process alive until it has passed', async () => {
    const script = `
      import { remote } from 'laurel/net'
      const never = () => new Promise(() => undefined)
      const load = remote({ cache: { get: never, set: never }, lookup: never, timeoutMilliseconds: 200 })
      await load('https://uni.example/x', 'status').catch(({ details }) => console.log(details.reason))`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TSX_TSCONFIG_PATH: 'test/tsconfig.json' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.on('data', (text) => (out += text))
    const [status] = await once(child, 'close')
    expect({ status, out }).toEqual({ status: 0, out: 'timeout\n' })
  }, 30_000)
})
