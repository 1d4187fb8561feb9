/** Derives list, index and URL from a status number, with a seeded permutation, so that workers need no coordination. */
import type { JsonObject } from '../../encoding/json.js'
import { statusIndices } from '../../status/index-permutation.js'
import { statusEntry } from '../../status/status-entry.js'
import { type BatchStatus, listUrl } from '../journal/journal-records.js'

export interface StatusPlan {
  readonly place: (number: number) => { readonly list: number; readonly index: number }
  /** The `credentialStatus` of a row: one entry, or one for each purpose. */
  readonly entries: (number: number) => JsonObject | readonly JsonObject[]
  readonly url: (list: number, purpose: string) => string
}

export function statusPlan(status: BatchStatus, seed: Uint8Array): StatusPlan {
  const permutations: ((n: number) => number)[] = []
  const place = (number: number): { list: number; index: number } => {
    const list = Math.floor(number / status.length)
    permutations[list] ??= statusIndices(seed, status.length, list)
    return { list, index: permutations[list](number % status.length) }
  }
  const url = (list: number, purpose: string): string => listUrl(status, list, purpose)
  /** The first entry of each list. The others differ only in their index. */
  const firsts: (readonly JsonObject[])[] = []
  return {
    place,
    url,
    entries: (number) => {
      const { list, index } = place(number)
      firsts[list] ??= status.purposes.map((purpose) =>
        statusEntry({ statusListCredential: url(list, purpose), index: 0, purpose }),
      )
      const entries = firsts[list].map((first) => ({
        ...first,
        id: `${first['statusListCredential']}#${index}`,
        statusListIndex: String(index),
      }))
      return entries.length === 1 ? entries[0]! : entries
    },
  }
}
