/** Abort controllers that follow signals, with one listener on each signal however many follow it. */

export interface Follower {
  readonly controller: AbortController
  /** Must be called when the work is done. */
  readonly unlink: () => void
}

/**
 * `AbortSignal.any` has no way back, so a signal that lives through 100,000 signatures would collect as many followers;
 * and Node warns of more than ten listeners on one signal.
 */
export class Followers {
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
      const tell = (): void => {
        for (const member of [...members]) member.abort(signal.reason)
      }
      group = { signal, members, tell }
      this.groups.set(signal, group)
    }
    if (group.members.size === 0) signal.addEventListener('abort', group.tell)
    group.members.add(controller)
    return group
  }

  private leave({ signal, members, tell }: Group, controller: AbortController): void {
    if (members.delete(controller) && members.size === 0) signal.removeEventListener('abort', tell)
  }
}

interface Group {
  readonly signal: AbortSignal
  readonly members: Set<AbortController>
  readonly tell: () => void
}
