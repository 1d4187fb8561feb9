/** The version, read from the package that this file belongs to. */
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
      // The other place has it: dist/ lies one level down, src/cli/ two.
    }
  }
  return 'unknown'
}

export const version: string = findVersion()
