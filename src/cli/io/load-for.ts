/** The loader of a command: offline, unless --online is given. */
import type { Load } from '../../ports.js'

/** `{ load }` with the guarded https loader if --online is given, else an empty object. */
export async function loadFor(options: { readonly online?: true }): Promise<{ readonly load?: Load }> {
  if (options.online !== true) return {}
  const { remote } = await import('../../net/index.js')
  return { load: remote() }
}
