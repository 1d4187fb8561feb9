/**
 * What must hold, told without the code: which badges exist under which status index, which statuses are set, and
 * what the folder therefore shows. It reads the folder with nothing but Node.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export type Purpose = 'revocation' | 'suspension'

interface Badge {
  readonly id: string
  readonly index: number
}

interface Entry {
  readonly id: string
  readonly sha256: string
  readonly statusIndex: number
  readonly file?: string
  readonly line?: number
}

export class Oracle {
  /** By natural key: what was seen to be issued. */
  readonly badges = new Map<string, Badge>()
  /** Versions that the badge of a key may show now: several after a kill. */
  readonly versions = new Map<string, ReadonlySet<number>>()
  /** Badges whose output somebody deleted or changed, and that no table has brought back since. */
  readonly damaged = new Set<string>()
  /** `true` or `false` where it is known, `undefined` after a kill. */
  readonly statuses: Readonly<Record<Purpose, Map<string, boolean | undefined>>> = {
    revocation: new Map(),
    suspension: new Map(),
  }
  private readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** A table was issued, or its run was killed. */
  issued(rows: ReadonlyMap<string, number>, isKilled: boolean): void {
    for (const [key, version] of rows) {
      const before = isKilled ? [...(this.versions.get(key) ?? [])] : []
      this.versions.set(key, new Set([...before, version]))
      if (!isKilled) this.damaged.delete(key)
    }
  }

  /** A status was set; `undefined` where the run was killed. A set revocation is for ever. */
  changed(purpose: Purpose, keys: Iterable<string>, value: boolean, isKilled: boolean): void {
    const values = this.statuses[purpose]
    for (const key of keys) {
      const before = values.get(key) ?? (values.has(key) ? undefined : false)
      values.set(key, isKilled && before !== value ? undefined : value)
    }
  }

  /** Compares the folder, after a run that ended well, with what must be. */
  check(
    table: ReadonlyMap<string, number> | undefined,
    published?: (purpose: Purpose) => string | undefined,
  ): void {
    const entries = new Map(this.entries().map((entry) => [entry.id, entry]))
    const seen = new Set<number>()
    for (const entry of entries.values()) {
      if (seen.has(entry.statusIndex)) throw new Error(`index ${entry.statusIndex} occurs twice`)
      seen.add(entry.statusIndex)
    }
    const found = new Map([...entries.values()].map((entry) => [this.keyOf(entry), entry]))
    for (const [key, entry] of found) this.checkBadge(key, entry)
    if (table !== undefined) {
      for (const key of table.keys())
        if (!found.has(key)) throw new Error(`${key} is in the table and not issued`)
      for (const key of this.badges.keys()) {
        if (!found.has(key) && !this.damaged.has(key)) throw new Error(`the badge of ${key} was lost`)
      }
    }
    this.checkStatuses(published)
  }

  /** Every list that is there says what was set, and so do the published ones, where they are given. */
  checkStatuses(published?: (purpose: Purpose) => string | undefined): void {
    for (const purpose of ['revocation', 'suspension'] as const) {
      const path = join(this.folder, 'status', `${purpose}-1.json`)
      if (!existsSync(path)) {
        if (this.badges.size > 0) throw new Error(`there is no list for ${purpose}`)
        continue
      }
      const text = readFileSync(path, 'utf8')
      // A run that was killed before it signed leaves lists that no badge needs, and that no run mends.
      if (published !== undefined && this.badges.size > 0 && published(purpose)?.trim() !== text.trim())
        throw new Error(`another list for ${purpose} is published than the folder has`)
      const bits = bitsOf(text)
      for (const [key, { index }] of this.badges) {
        const values = this.statuses[purpose]
        const wanted = values.has(key) ? values.get(key) : false
        if (wanted === undefined) values.set(key, bits(index))
        else if (bits(index) !== wanted)
          throw new Error(`${purpose} of ${key} is ${bits(index)}, and not ${wanted}`)
      }
    }
  }

  private entries(): readonly Entry[] {
    const path = join(this.folder, 'manifest.ndjson')
    if (!existsSync(path)) return []
    return readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Entry)
  }

  private outputOf({ file, line }: Entry): Buffer {
    if (file !== undefined) return readFileSync(join(this.folder, file))
    return Buffer.from(
      `${readFileSync(join(this.folder, 'credentials.ndjson'), 'utf8').split('\n')[line! - 1]}\n`,
    )
  }

  private keyOf(entry: Entry): string {
    return (
      JSON.parse(this.outputOf(entry).toString()) as { evidence: { id: string }[] }
    ).evidence[0]!.id.split('/').at(-1)!
  }

  private checkBadge(key: string, entry: Entry): void {
    const output = this.outputOf(entry)
    const badge = JSON.parse(output.toString()) as {
      id: string
      evidence: { name: string }[]
      credentialStatus: { statusListIndex: string }[]
    }
    if (createHash('sha256').update(output).digest('hex') !== entry.sha256)
      throw new Error(`the badge of ${key} is altered`)
    if (badge.id !== entry.id) throw new Error(`the badge of ${key} is another`)
    const before = this.badges.get(key)
    if (before !== undefined && (before.id !== badge.id || before.index !== entry.statusIndex)) {
      throw new Error(
        `${key} had ${before.id} at ${before.index}, and has ${badge.id} at ${entry.statusIndex}`,
      )
    }
    if (badge.credentialStatus.some(({ statusListIndex }) => Number(statusListIndex) !== entry.statusIndex)) {
      throw new Error(`the badge of ${key} has another index than the manifest says`)
    }
    for (const [other, { index }] of this.badges) {
      if (other !== key && index === entry.statusIndex) throw new Error(`${key} and ${other} share an index`)
    }
    const version = Number(badge.evidence[0]!.name)
    if (!this.versions.get(key)?.has(version)) throw new Error(`${key} shows version ${version}`)
    this.versions.set(key, new Set([version]))
    this.badges.set(key, { id: badge.id, index: entry.statusIndex })
  }
}

function bitsOf(text: string): (index: number) => boolean {
  const { credentialSubject } = JSON.parse(text) as { credentialSubject: { encodedList: string } }
  const bytes = gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'))
  return (index) => (bytes[index >> 3]! & (0x80 >> (index & 7))) !== 0
}
