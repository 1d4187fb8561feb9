/** The `load` door of a command: shut, unless --online opens it. */
import type { Load } from '../../ports.js'

/** `{ load }` with the guarded https loader behind the bundled documents, or nothing. */
export async function loadFor(options: { readonly online?: true }): Promise<{ readonly load?: Load }> {
  if (options.online !== true) return {}
  const { remote } = await import('../../net/index.js')
  return { load: remote() }
}
