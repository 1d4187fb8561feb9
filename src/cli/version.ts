/** Reads the version from package.json. */
import { readFileSync } from 'node:fs'

function findVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
        readonly name?: string
        readonly version?: string
      }
      if (name === 'laurel' && version !== undefined) return version
    } catch {
      // package.json is one level above dist/, and two levels above src/cli/.
    }
  }
  return 'unknown'
}

export const version: string = findVersion()
