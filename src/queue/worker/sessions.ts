/** The sessions of a worker. Each opens with its first job, and closes when the store no longer has it. */
import { hash } from 'node:crypto'
import { SESSION_ID, sessionName } from '../session/names.js'
import type { SecretOf } from '../session/secret.js'
import type { ObjectStore } from '../store/object-store.js'
import { queueFailed } from '../store/queue-failed.js'
import type { WorkQueue } from '../store/work-queue.js'
import { receive } from '../wire/letter.js'
import { unpack } from '../wire/packet.js'
import { type Seal, sealOf } from '../wire/seal.js'
import type { Handler, OpenHandler } from './handler.js'

export interface SessionsOptions {
  readonly queue: WorkQueue
  readonly secretOf: SecretOf
  readonly open: OpenHandler
  readonly store?: ObjectStore | undefined
}

export interface OpenSession {
  readonly seal: Seal
  /** Rejects if the session is not for this worker. */
  readonly handler: Promise<Handler>
}

/** The maximum number of open sessions: more than needed, but limited in case somebody floods the store with sessions. */
const MOST = 16

export class Sessions {
  private readonly options: SessionsOptions
  private readonly open = new Map<string, Promise<OpenSession | undefined>>()

  constructor(options: SessionsOptions) {
    this.options = options
  }

  /**
   * `undefined` for a session that has ended.
   * @throws OpenBadgeError `queue_failed` (`foreign_plan`) for a session with another secret
   */
  async get(session: string): Promise<OpenSession | undefined> {
    let found = this.open.get(session)
    if (found === undefined) {
      if (this.open.size >= MOST) await this.sweep()
      if (this.open.size >= MOST)
        throw queueFailed('foreign_plan', `there are more than ${MOST} open sessions`)
      found = this.read(session)
      this.open.set(session, found)
      found.then(
        (opened) => opened === undefined && this.open.delete(session),
        () => this.open.delete(session),
      )
    }
    return found
  }

  /** Closes the sessions that have ended. */
  async sweep(): Promise<void> {
    for (const [session, opened] of [...this.open]) {
      if ((await this.options.queue.get(sessionName(session))) !== undefined) continue
      this.open.delete(session)
      await closed(opened)
    }
  }

  async close(): Promise<void> {
    for (const opened of this.open.values()) await closed(opened)
    this.open.clear()
  }

  private async read(session: string): Promise<OpenSession | undefined> {
    const { queue, secretOf, open, store } = this.options
    if (!SESSION_ID.test(session)) return undefined
    const letter = await queue.get(sessionName(session))
    if (letter === undefined) return undefined
    const received = await receive(letter, { session, store })
    if (received === undefined) return undefined
    const seal = sealOf(await secretOf(session), session)
    const document = seal.open('session', received.sealed)
    if (document === undefined || hash('sha256', document) !== session) {
      throw queueFailed('foreign_plan', 'the run was opened with another key')
    }
    const handler = open(unpack(document), session)
    handler.catch(() => undefined)
    return { seal, handler }
  }
}

async function closed(opened: Promise<OpenSession | undefined>): Promise<void> {
  try {
    await (await (await opened)?.handler)?.close()
  } catch {
    // The session never opened.
  }
}
