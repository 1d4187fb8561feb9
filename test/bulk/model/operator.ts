/** Runs a sequence of commands against the code, and after each asks the oracle. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { didDocument, type Signer } from 'laurel'
import {
  auditBatch,
  type BatchOptions,
  changeStatus,
  issueBatch,
  type PublishedList,
  signerOf,
} from 'laurel/bulk'
import { KEY } from '../world.js'
import type { Command, Sequence } from './commands.js'
import { killAfter, revive } from './faults.js'
import { Oracle, type Purpose } from './oracle.js'
import { batchOf, ISSUER_PROFILE, keyOf, STATUS } from './table.js'

/** In memory, where there is such a place: each write waits for its disk. */
const ROOT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
/** Larger than any that Linux gives. */
const DEAD = 2 ** 22 + 1

const signerOfNumber = (n: number): Promise<Signer> => signerOf({ ...KEY, ...keyOf(n) })

/** @throws Error that names what was violated */
export async function run({ form, asks, commands }: Sequence): Promise<void> {
  const folder = mkdtempSync(join(ROOT, 'laurel-model-'))
  try {
    const operator = new Operator(folder, form, asks)
    for (const command of commands) await operator.obey(command)
    await operator.end()
  } finally {
    revive()
    rmSync(folder, { recursive: true, force: true })
  }
}

class Operator {
  private readonly folder: string
  private readonly form: 'ndjson' | 'json'
  private readonly asks: boolean
  private readonly oracle: Oracle
  private readonly out: string
  private readonly journal: string
  private keyNumber = 1
  private time = Date.parse('2026-06-30T12:00:00Z')
  /** What was spoilt, and not mended since. */
  private readonly spoilt = new Set<string>()
  /** A line of the NDJSON was changed: a run that would have to drop it may refuse. */
  private isEdited = false
  private lastTable: ReadonlyMap<string, number> = new Map()
  /** What the web server has: URL → list. It outlives every kill. */
  private readonly site = new Map<string, string>()

  constructor(folder: string, form: 'ndjson' | 'json', asks: boolean) {
    this.asks = asks
    this.folder = folder
    this.form = form
    this.out = join(folder, 'out')
    this.journal = `${this.out}.journal`
    this.oracle = new Oracle(this.out)
  }

  async obey(command: Command): Promise<void> {
    this.time += 1000
    switch (command.do) {
      case 'issue':
        return this.issue(command)
      case 'status':
        return this.status(command)
      case 'second':
        return this.second(command.place)
      case 'foreign-status':
        return this.foreignStatus()
      case 'new-key':
        this.keyNumber++
        return
      case 'other-host':
        return this.otherHost(command.isSilent)
      case 'old-journal':
        return this.oldJournal(command.cut)
      default:
        return this.spoil(command)
    }
  }

  /** All that was ever issued, once more: nothing is missing then, and an audit finds nothing. */
  async end(): Promise<void> {
    const table = new Map([...this.oracle.versions].map(([key, versions]) => [key, [...versions].at(-1)!]))
    if (table.size === 0) return
    await this.issue({ do: 'issue', rows: [...table], dry: false, resign: false })
    for (const key of table.keys())
      if (!this.oracle.badges.has(key)) throw new Error(`${key} cannot be issued again`)
    const keys = await Promise.all(Array.from({ length: this.keyNumber }, (_, i) => signerOfNumber(i + 1)))
    const audit = await auditBatch({
      out: this.out,
      workers: 0,
      documents: { 'https://example.edu/.well-known/did.json': didDocument(keys) },
    })
    if (!audit.clean) throw new Error(`the audit finds ${JSON.stringify(audit)}`)
    const left = (readdirSync(this.folder, { recursive: true }) as string[]).filter((name) =>
      /\.(part|spool)$|\.lock/.test(name),
    )
    if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`)
  }

  private async issue({ rows, dry, resign, kill }: Extract<Command, { do: 'issue' }>): Promise<void> {
    const table = new Map(rows)
    const command = async () => issueBatch({ ...(await this.batch(table)), dryRun: dry, resign })
    if (dry) return this.dryRun(kill, command)
    const outcome = await this.attempt(kill, command, ['output', 'manifest', 'lists', 'marker'])
    if (outcome === 'output_damaged' && this.isEdited) return
    if (outcome !== 'ok' && outcome !== 'killed') throw new Error(`issuing was refused: ${outcome}`)
    this.oracle.issued(table, outcome === 'killed')
    if (outcome === 'killed') return
    this.lastTable = table
    this.isEdited = false
    this.oracle.check(table, this.published)
  }

  private readonly published = (purpose: Purpose): string | undefined =>
    this.site.get(STATUS.url.replace('{purpose}', purpose).replace('{list}', '1'))

  private readonly publish = ({ url, credential }: PublishedList): void =>
    void this.site.set(url, JSON.stringify(credential))

  /** Lists go out when a run hands them out, and some operators let each run ask what is there. */
  private get publication(): Pick<BatchOptions, 'publish' | 'load'> {
    if (!this.asks) return { publish: this.publish }
    const load = async (url: string): Promise<unknown> => {
      const text = this.site.get(url)
      return text === undefined ? undefined : JSON.parse(text)
    }
    return { publish: this.publish, load }
  }

  private async dryRun(kill: number | undefined, command: () => Promise<unknown>): Promise<void> {
    const before = this.digest()
    const outcome = await this.attemptOnce(kill, command)
    if (outcome === 'killed') return
    const isExcused =
      (outcome === 'output_damaged' && this.isEdited) ||
      (outcome === 'folder_not_empty' && this.isUnrecognisable)
    if (outcome !== 'ok' && !isExcused) throw new Error(`a dry run was refused: ${outcome}`)
    if (before !== this.digest()) throw new Error('a dry run changed something')
  }

  /** Without its marker, and with a file that shows another batch, nobody can tell whose the folder is. */
  private get isUnrecognisable(): boolean {
    return this.spoilt.has('marker') && this.spoilt.size >= 2
  }

  private async status({ action, key, kill }: Extract<Command, { do: 'status' }>): Promise<void> {
    const keys = key === undefined ? [...this.oracle.badges.keys()] : [key]
    const outcome = await this.attempt(
      kill,
      async () =>
        changeStatus({
          journal: this.journal,
          out: this.out,
          issuer: ISSUER_PROFILE,
          signer: await signerOfNumber(this.keyNumber),
          action,
          ...(key === undefined ? { all: true } : { keys: [key] }),
          at: new Date(this.time),
          ...this.publication,
        }),
      ['lists', 'marker'],
    )
    const purpose = action === 'revoke' ? 'revocation' : 'suspension'
    if (outcome === 'ok' || outcome === 'killed') {
      // A badge that a killed run issued may be among all of them, or not.
      this.oracle.changed(purpose, keys, action !== 'reinstate', outcome === 'killed')
      if (key === undefined) {
        const unseen = [...this.oracle.versions.keys()].filter((each) => !this.oracle.badges.has(each))
        this.oracle.changed(purpose, unseen, action !== 'reinstate', true)
      }
      if (outcome === 'ok') this.oracle.checkStatuses(this.published)
      return
    }
    const isUnknown = key === undefined || !this.oracle.badges.has(key)
    if (outcome === 'revoked' && action === 'reinstate') return
    if (isUnknown && ['unknown_badge', 'missing', 'no_badges'].includes(outcome)) return
    throw new Error(`${action} ${key ?? 'all'} was refused: ${outcome}`)
  }

  /**
   * Another batch into the same folder, with lists at the same URLs beside it or where only the web server tells of them; and
   * one far away with lists of its own, which is welcome.
   */
  private async second(place: Extract<Command, { do: 'second' }>['place']): Promise<void> {
    // Without asking nobody can know of lists that are far away.
    if (this.oracle.badges.size === 0 || (place === 'far' && !this.asks)) return
    const before = this.digest()
    const published = new Map(this.site)
    const far = mkdtempSync(join(ROOT, 'laurel-far-'))
    const journal = join(place === 'folder' || place === 'list' ? this.folder : far, 'second.journal')
    const more = {
      folder: { status: { ...STATUS, url: 'https://example.edu/b/{purpose}/{list}' } },
      list: { out: join(this.folder, 'b') },
      far: { out: join(far, 'b'), created: new Date(this.time) },
      'own-lists': { out: join(far, 'b'), status: { ...STATUS, url: 'https://example.edu/' } },
    }[place]
    const batch = { ...(await this.batch(new Map([['S0', 0]]))), batch: 'second', journal, ...more }
    const outcome = await this.attemptOnce(undefined, () => issueBatch(batch))
    const allowed = {
      folder: ['folder_foreign', 'folder_not_empty'],
      list: ['list_owned'],
      far: ['list_owned'],
      'own-lists': ['ok'],
    }[place]
    if (!allowed.includes(outcome)) throw new Error(`a second batch ended with ${outcome}`)
    rmSync(journal, { force: true })
    rmSync(join(this.folder, 'b'), { recursive: true, force: true })
    rmSync(far, { recursive: true, force: true })
    if (before !== this.digest()) throw new Error('a second batch changed something of the first')
    for (const [url, list] of published)
      if (this.site.get(url) !== list) throw new Error('a second batch published over the first')
  }

  private async foreignStatus(): Promise<void> {
    if (this.oracle.badges.size === 0) return
    const before = this.digest()
    const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
    const signer = await signerOf({ form: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', d: d!, x: x! } })
    const { journal, out } = this
    const outcome = await this.attemptOnce(undefined, () =>
      changeStatus({
        journal,
        out,
        issuer: { ...ISSUER_PROFILE, id: signer.controller! },
        signer,
        action: 'revoke',
        all: true,
      }),
    )
    if (outcome !== 'other_issuer') throw new Error(`a foreign key ended with ${outcome}`)
    if (before !== this.digest()) throw new Error('a foreign key that was refused changed something')
  }

  /** A run on another machine holds the journal: it is waited for, or its lease has ended. */
  private async otherHost(isSilent: boolean): Promise<void> {
    const token = `7-00000000-${'1'.repeat(16)}`
    const names = [`${this.journal}.lock`, `${this.journal}.lock.${token}`]
    for (const name of names) {
      // It took the place of a dead run, whose names are links to one file.
      rmSync(name, { force: true })
      writeFileSync(
        name,
        JSON.stringify({ pid: 7, host: 'elsewhere', machine: 'other', lease: 60_000, token }),
      )
      const time = Date.now() / 1000 - (isSilent ? 3600 : 0)
      utimesSync(name, time, time)
    }
    if (isSilent) return
    const before = this.digest()
    const outcome = await this.attemptOnce(undefined, async () =>
      issueBatch(await this.batch(new Map([['S0', 0]]))),
    )
    for (const name of names) rmSync(name)
    if (outcome !== 'locked') throw new Error(`a run beside another ended with ${outcome}`)
    if (before !== this.digest()) throw new Error('a run that was refused changed something')
  }

  /** Somebody restores an old copy or flips a byte: nothing runs until the journal is back. */
  private async oldJournal(cut: 'lines' | 'byte'): Promise<void> {
    if (!existsSync(this.journal)) return
    const whole = readFileSync(this.journal)
    const lines = whole.toString('latin1').split('\n')
    const isStatus = lines.at(-2)?.includes('"type":"status"') === true
    // A last line without its line feed is torn, and may be cut.
    if (lines.length < 3 || lines.at(-1) !== '' || (cut === 'lines' && !isStatus)) return
    const changed = Buffer.from(cut === 'lines' ? `${lines.slice(0, -2).join('\n')}\n` : whole)
    if (cut === 'byte') changed[changed.length - 3]! ^= 1
    if (this.spoilt.has('marker')) return
    // The marker of a run that was killed may not count its last change yet.
    const marker = join(this.out, 'laurel-batch.json')
    const counted = existsSync(marker)
      ? (JSON.parse(readFileSync(marker, 'utf8')) as { changes: number }).changes
      : 0
    if (cut === 'lines' && counted < lines.filter((line) => line.includes('"type":"status"')).length) return
    writeFileSync(this.journal, changed)
    const outcome = await this.attemptOnce(undefined, async () =>
      issueBatch(await this.batch(this.lastTable)),
    )
    writeFileSync(this.journal, whole)
    if (outcome !== (cut === 'lines' ? 'old' : 'damaged'))
      throw new Error(`a journal that lacks ${cut} ended with ${outcome}`)
  }

  private spoil({ do: how, what, which }: Extract<Command, { what: string }>): void {
    const files = {
      output:
        this.form === 'ndjson'
          ? ['credentials.ndjson']
          : this.names().filter((name) => name.endsWith('.json') && name.startsWith('badges')),
      manifest: ['manifest.ndjson'],
      lists: this.names().filter((name) => name.startsWith('status/')),
      marker: ['laurel-batch.json'],
    }[what]
    const path = join(this.out, files[which % Math.max(1, files.length)] ?? 'none')
    if (!existsSync(path)) return
    this.spoilt.add(what)
    if (what === 'output') {
      this.isEdited ||= this.form === 'ndjson' && how === 'edit'
      for (const key of this.oracle.badges.keys()) this.oracle.damaged.add(key)
    }
    if (how === 'delete') rmSync(path)
    else {
      const bytes = readFileSync(path)
      bytes[Math.floor((bytes.length * (which + 1)) / 5)]! ^= 1
      writeFileSync(path, bytes)
    }
  }

  /** How a command of the batch's own ended: `ok`, `killed`, or why it was refused. `mended`: what it makes whole where it ends well. */
  private async attempt(
    kill: number | undefined,
    command: () => Promise<unknown>,
    mended: readonly string[],
  ): Promise<string> {
    const outcome = await this.attemptOnce(kill, command)
    if (outcome === 'ok') for (const what of mended) this.spoilt.delete(what)
    if (outcome !== 'folder_not_empty' || !this.isUnrecognisable) return outcome
    // The way out.
    rmSync(this.out, { recursive: true })
    for (const key of this.oracle.badges.keys()) this.oracle.damaged.add(key)
    return this.attemptOnce(kill, command)
  }

  private async attemptOnce(kill: number | undefined, command: () => Promise<unknown>): Promise<string> {
    killAfter(kill ?? Number.POSITIVE_INFINITY)
    try {
      await command()
      if (!revive()) return 'ok'
      this.bury()
      return 'killed'
    } catch (error) {
      if (revive()) {
        this.bury()
        return 'killed'
      }
      const { details, code } = error as { details?: { reason?: string }; code?: string }
      return details?.reason ?? code ?? String(error)
    }
  }

  /** The process of a killed run is dead, though this one lives. */
  private bury(): void {
    for (const name of readdirSync(this.folder, { recursive: true }) as string[]) {
      if (!/\.lock(?:\.|$)/.test(name)) continue
      const path = join(this.folder, name)
      const text = readFileSync(path, 'utf8')
      if (!text.includes('elsewhere'))
        writeFileSync(path, text.replace(`"pid":${process.pid}`, `"pid":${DEAD}`))
      renameSync(path, path.replace(`.lock.${process.pid}-`, `.lock.${DEAD}-`))
    }
  }

  private async batch(table: ReadonlyMap<string, number>): Promise<BatchOptions> {
    const signer = await signerOfNumber(this.keyNumber)
    return { ...batchOf(table, this.out, this.form), signer, ...this.publication }
  }

  private names(): readonly string[] {
    return existsSync(this.out) ? (readdirSync(this.out, { recursive: true }) as string[]).sort() : []
  }

  /** Of every file but locks. */
  private digest(): string {
    const hash = createHash('sha256')
    for (const name of (readdirSync(this.folder, { recursive: true }) as string[]).sort()) {
      const path = join(this.folder, name)
      // What killed runs left may be cleared away by any run.
      if (/\.lock|\.part$|\.spool$/.test(name) || !statSync(path).isFile()) continue
      const bytes = readFileSync(path)
      // Any run that opens the journal cuts a torn line off.
      hash.update(name).update(path === this.journal ? bytes.subarray(0, bytes.lastIndexOf(10) + 1) : bytes)
    }
    return hash.digest('hex')
  }
}
