/** The names of topics and keys in the store. */
import { hash } from 'node:crypto'

/** The topic of one key, so that issuers who share a store are separate. */
export function issueTopic(verificationMethod: string): string {
  return `issue-${hash('sha256', verificationMethod).slice(0, 16)}`
}

/** The topic of one secret. */
export function verifyTopic(secret: Uint8Array): string {
  return `verify-${hash('sha256', Buffer.concat([Buffer.from('laurel queue topic 1\n'), secret])).slice(0, 16)}`
}

/** The topic of one worker, which need not plan its own chunks again. */
export function ownTopic(topic: string, worker: string): string {
  return `${topic}-${worker}`
}

export function sessionName(session: string): string {
  return `session:${session}`
}

export function boxName(session: string): string {
  return `answers:${session}`
}

export function workerName(worker: string): string {
  return `worker:${worker}`
}
export const SESSION_ID = /^[0-9a-f]{64}$/
