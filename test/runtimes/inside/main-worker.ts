/** In a worker: `workerd test` calls `test`. */
import { data } from 'runtimes:data'
import * as platform from 'runtimes:platform'
import { conformance } from './conformance.js'
import { runCases } from './data.js'
import { smoke } from './smoke.js'
import { makeWorld } from './world.js'

const worker = {
  async test(): Promise<void> {
    await runCases([...smoke(await makeWorld()), ...conformance(data, platform)])
  },
}

// biome-ignore lint/style/noDefaultExport: workerd calls the default export.
export { worker as default }
