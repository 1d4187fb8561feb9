/**
 * Machines with addresses of their own: network namespaces of Linux, on one switch. The switch is a namespace too, so the
 * network of the host stays as it is.
 */
import { spawnSync } from 'node:child_process'

export interface Machine {
  readonly address: string
  /** What comes before a command line that runs there. */
  readonly prefix: readonly string[]
  /** Nothing that is sent arrives any more. */
  readonly unplug: () => void
  readonly plugIn: () => void
}

export interface Network {
  readonly machines: readonly Machine[]
  readonly remove: () => void
}

/** Whether this process may make networks: it is root, and the kernel has what it takes. */
export function canMakeNetworks(): boolean {
  try {
    makeNetwork('laurel-probe', 1).remove()
    return true
  } catch {
    return false
  }
}

/** @param name begins the names of the namespaces; unique on this host */
export function makeNetwork(name: string, count: number): Network {
  const hub = `${name}-switch`
  const made: string[] = []
  const remove = (): void => {
    for (const space of made) spawnSync('ip', ['netns', 'del', space])
  }
  const space = (its: string): string => {
    ip('netns', 'add', its)
    made.push(its)
    return its
  }
  try {
    space(hub)
    ip('-n', hub, 'link', 'add', 'bridge', 'type', 'bridge')
    ip('-n', hub, 'link', 'set', 'bridge', 'up')
    const machines = Array.from({ length: count }, (_, i) => machine(space(`${name}-${i + 1}`), hub, i + 1))
    return { machines, remove }
  } catch (error) {
    remove()
    throw error
  }
}

function machine(name: string, hub: string, number: number): Machine {
  const address = `10.77.0.${number}`
  const port = `port${number}`
  ip('-n', name, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', port, 'netns', hub)
  ip('-n', name, 'address', 'add', `${address}/24`, 'dev', 'eth0')
  ip('-n', name, 'link', 'set', 'lo', 'up')
  ip('-n', name, 'link', 'set', 'eth0', 'up')
  ip('-n', hub, 'link', 'set', port, 'master', 'bridge')
  ip('-n', hub, 'link', 'set', port, 'up')
  return {
    address,
    prefix: ['ip', 'netns', 'exec', name],
    unplug: () => ip('-n', hub, 'link', 'set', port, 'down'),
    plugIn: () => ip('-n', hub, 'link', 'set', port, 'up'),
  }
}

function ip(...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync('ip', args, { encoding: 'utf8' })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`)
}
