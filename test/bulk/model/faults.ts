/** Kills a run in this process: from the chosen write on nothing reaches the disk any more, and that write only in part. */
type Files = Record<string, (...args: never[]) => unknown>

class Killed extends Error {
  readonly code = 'KILLED'
}

/** Writes that are still let through; and whether the run is dead. */
const state = { left: Number.POSITIVE_INFINITY, isDead: false }

export function killAfter(writes: number): void {
  state.left = writes
  state.isDead = false
}

/** The next run lives. Tells whether the last one was killed. */
export function revive(): boolean {
  const { isDead } = state
  killAfter(Number.POSITIVE_INFINITY)
  return isDead
}

function step(): void {
  if (state.isDead || --state.left < 0) {
    state.isDead = true
    throw new Killed('killed')
  }
}

const MUTATING = ['rename', 'rm', 'link', 'mkdir', 'copyFile', 'truncate', 'writeFile', 'unlink']
const ON_HANDLES = ['truncate', 'datasync', 'sync']
const WRITING = ['write', 'writev', 'writeFile', 'appendFile']

/** `node:fs/promises` whose writes may be the last. */
export function faultyPromises(original: object): object {
  const files = original as Files
  const open = async (path: string, flags?: unknown, mode?: unknown): Promise<unknown> => {
    if (flags !== undefined && flags !== 'r') step()
    return faultyHandle(await (files['open'] as (...args: unknown[]) => Promise<object>)(path, flags, mode))
  }
  const faulty = {
    ...files,
    ...Object.fromEntries(MUTATING.map((name) => [name, stepped(files[name]!)])),
    open,
  }
  return { ...faulty, default: faulty }
}

/** `node:fs` whose synchronous writes may be the last. */
export function faultySync(original: object): object {
  const files = original as Files
  const openSync = (path: string, flags?: string, mode?: number): unknown => {
    if (flags !== undefined && flags !== 'r') step()
    return (files['openSync'] as (...args: unknown[]) => unknown)(path, flags, mode)
  }
  const faulty = {
    ...files,
    openSync,
    writeSync: stepped(files['writeSync']!),
    rmSync: stepped(files['rmSync']!),
  }
  return { ...faulty, default: faulty }
}

function stepped(call: (...args: never[]) => unknown): (...args: never[]) => unknown {
  return (...args) => {
    step()
    return call(...args)
  }
}

function faultyHandle(handle: object): object {
  return new Proxy(handle, {
    get: (target, name) => {
      const member = Reflect.get(target, name) as unknown
      if (typeof member !== 'function') return member
      const call = member.bind(target) as (...args: unknown[]) => Promise<unknown>
      if (ON_HANDLES.includes(String(name))) {
        return async (...args: unknown[]) => {
          step()
          return call(...args)
        }
      }
      if (!WRITING.includes(String(name))) return call
      return async (...args: unknown[]) => {
        try {
          step()
        } catch (error) {
          // The write that is cut off leaves a part, once.
          if (state.left === -1) await call(...halved(args))
          throw error
        }
        return call(...args)
      }
    },
  })
}

function halved([data, ...rest]: unknown[]): unknown[] {
  if (typeof data === 'string') return [data.slice(0, data.length >> 1), ...rest]
  if (data instanceof Uint8Array) return [data.subarray(0, data.length >> 1), ...rest]
  return [(data as readonly unknown[]).slice(0, (data as readonly unknown[]).length >> 1), ...rest]
}
