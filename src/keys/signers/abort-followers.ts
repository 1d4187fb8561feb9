/** Abort controllers that follow signals. Each signal gets one listener for all its followers. */

export interface Follower {
  readonly controller: AbortController
  /** Call this when the work is done. */
  readonly unlink: () => void
}

/**
 * `AbortSignal.any` cannot be unlinked, so a signal that is used for 100,000 signatures would keep 100,000 followers. Also,
 * Node warns if a signal has more than ten listeners.
 */
export class AbortFollowers {
  private readonly groups = new WeakMap<AbortSignal, Group>()

  follow(...signals: readonly (AbortSignal | undefined)[]): Follower {
    const controller = new AbortController()
    const groups: Group[] = []
    for (const signal of new Set(signals)) {
      if (signal === undefined) continue
      if (signal.aborted) controller.abort(signal.reason)
      else groups.push(this.join(signal, controller))
    }
    return {
      controller,
      unlink: () => {
        for (const group of groups) this.leave(group, controller)
      },
    }
  }

  private join(signal: AbortSignal, controller: AbortController): Group {
    let group = this.groups.get(signal)
    if (group === undefined) {
      const members = new Set<AbortController>()
      const abortAll = (): void => {
        for (const member of [...members]) member.abort(signal.reason)
      }
      group = { signal, members, abortAll }
      this.groups.set(signal, group)
    }
    if (group.members.size === 0) signal.addEventListener('abort', group.abortAll)
    group.members.add(controller)
    return group
  }

  private leave({ signal, members, abortAll }: Group, controller: AbortController): void {
    if (members.delete(controller) && members.size === 0) signal.removeEventListener('abort', abortAll)
  }
}

interface Group {
  readonly signal: AbortSignal
  readonly members: Set<AbortController>
  readonly abortAll: () => void
}
