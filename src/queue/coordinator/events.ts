/** What happens around a run on a queue, beside its progress. */

export type QueueEvent =
  /** The session is open; `plan` names what it makes of a row, and may be pinned by workers. */
  | { readonly kind: 'opened'; readonly session: string; readonly plan?: string }
  /** Nobody answered for so many seconds. */
  | { readonly kind: 'waiting'; readonly seconds: number }
  /** A worker answered for the first time, or gives no sign of life any more. */
  | { readonly kind: 'joined' | 'lost'; readonly worker: string }
  /** A chunk was handed out again. */
  | { readonly kind: 'again'; readonly position: number; readonly attempt: number }
  /** A worker finished a chunk whose lease had gone to another. */
  | { readonly kind: 'stale'; readonly position: number; readonly worker: string }
  /** A message that nobody with the secret wrote. */
  | { readonly kind: 'stray' }

export type OnQueueEvent = (event: QueueEvent) => void
