/** Runs recipes one after the other, each in the folder of its page, and prints one line of JSON for each. */
import { Socket } from 'node:net'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'

const refuse = (): never => {
  throw new Error('a recipe asked for the network')
}
Socket.prototype.connect = refuse
globalThis.fetch = refuse

for (const path of process.argv.slice(2)) {
  const printed: string[] = []
  console.log = (...values) => void printed.push(...format(...values).split('\n'))
  process.chdir(dirname(path))
  const error = await import(pathToFileURL(path).href).then(
    () => undefined,
    (cause: unknown) => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)),
  )
  process.stdout.write(`${JSON.stringify({ path, printed, error })}\n`)
}
// Whatever a recipe left running ends with it.
process.exit()
