/** Wherever there is a module to run: the package as a bundler for the web makes it. */
import { data } from 'runtimes:data'
import * as platform from 'runtimes:platform'
import { conformance } from './conformance.js'
import { runCases } from './data.js'
import { smoke } from './smoke.js'
import { makeWorld } from './world.js'

await runCases([...smoke(await makeWorld()), ...conformance(data, platform)])
