/** On Node, Bun and Deno: the package as they resolve it themselves. */
import { data } from 'runtimes:data'
import * as platform from 'runtimes:platform'
import { conformance } from './conformance.js'
import { runCases } from './data.js'
import { entries } from './entries.js'
import { smoke } from './smoke.js'
import { makeWorld } from './world.js'

await runCases([...smoke(await makeWorld()), ...conformance(data, platform), ...entries(data)])
