/** Events of a run on a queue, besides its progress. */

export type QueueEvent =
  /** The session is open. `plan` is the digest that workers can require. */
  | { readonly kind: 'opened'; readonly session: string; readonly plan?: string }
  /** No worker answered for this number of seconds. */
  | { readonly kind: 'waiting'; readonly seconds: number }
  /** A worker answered for the first time, or no longer answers. */
  | { readonly kind: 'joined' | 'lost'; readonly worker: string }
  /** A chunk was handed out again. */
  | { readonly kind: 'again'; readonly position: number; readonly attempt: number }
  /** A worker finished a chunk whose lease had gone to another. */
  | { readonly kind: 'stale'; readonly position: number; readonly worker: string }
  /** A message was not written with the secret. */
  | { readonly kind: 'stray' }

export type OnQueueEvent = (event: QueueEvent) => void
