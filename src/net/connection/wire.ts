/**
 * The bytes of a connection before TLS reads them. They are limited in number and in pieces, for the handshake and for each
 * response, and cost something where they are no part of an answer. Certificates and messages that would keep TLS busy never reach it.
 */
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { rememberCost } from '../../documents/source-bytes.js'
import { HANDSHAKE_RECORD, HandshakeReader, READS_FIRST } from './handshake-reader.js'
import { mostPieces, PIECE_COST } from './meter.js'
import { Records } from './records.js'

/** Thrown if a server sends more than its handshake or its response may need. */
export class WireRefused extends Error {
  override readonly name = 'WireRefused'
  readonly reason: 'size' | 'pieces' | 'handshake'

  constructor(reason: WireRefused['reason'], cost: number) {
    super(`the limit for ${reason} was exceeded`)
    this.reason = reason
    rememberCost(this, cost)
  }
}

/** Usual handshakes have 2 to 6 kB, most of it certificates. */
const HANDSHAKE = 16_384
/** Bytes of `limits.loadedBytes` for each byte of any handshake, beside what its certificates cost. */
const HANDSHAKE_BYTE = 16
/** The same for a handshake that fails: the signatures of its certificates and their names may have been checked in vain. */
const HANDSHAKE_COST = 512
/** In TLS 1.2, the last message of the handshake has up to 96 bytes. Each further one of four bytes takes a quarter of a millisecond. */
const LAST_MESSAGE = 96
/** For headers, also of interim responses. */
const HEADERS = 65_536
/** The framing of chunks and of TLS may take this share of the body. */
const FRAMING = 1 / 4
/** In TLS 1.3, this share of a response may be framing of TLS, and so many bytes may be that or tickets for later connections. */
const EXTRA_SHARE = 1 / 32
const EXTRA = 1024
/** Bytes of `limits.loadedBytes` for each further one: a ticket of 18 bytes takes 15 microseconds. */
const EXTRA_COST = 128
/** Further bytes that a response may have. */
const MOST_EXTRA = 16_384
/** TLS reads at most that many bytes before what it made of them is counted. */
const PART = 16_384

type Done = (error?: Error | null) => void

export class Wire extends Duplex {
  private readonly socket: Socket
  private readonly maximum: number
  private readonly owe: (bytes: number) => void
  private readonly handshake = new HandshakeReader()
  /** Bytes that TLS has made of what it read, if the handshake has succeeded. */
  private handedOut: (() => number) | undefined
  private isAdvancing = false
  private hasEnded = false
  /** What TLS may not read yet. */
  private held: Uint8Array = new Uint8Array()
  /** Bytes, reads and records since the last request, bytes that TLS has read since, and what it had made of bytes before. */
  private received = 0
  private reads = 0
  private records = 0
  private passed = 0
  private before = 0
  /** The records that TLS may read, and those that it has read since the handshake. */
  private readonly coming = new Records()
  private readonly seen = new Records()
  /** Extra bytes of this response that are charged already. */
  private charged = 0
  /** Bytes of the handshake of TLS 1.2 after the change to encryption. */
  private late = 0

  /**
   * @param bodyBytes that the body of a response may have
   * @param owe hears what the connection costs beside its answers
   */
  constructor(socket: Socket, bodyBytes: number, owe: (bytes: number) => void) {
    super({ readableHighWaterMark: PART })
    this.socket = socket
    this.maximum = (1 + FRAMING) * bodyBytes + HEADERS
    this.owe = owe
    socket.on('data', (chunk: Uint8Array) => this.receive(chunk))
    socket.on('end', () => {
      this.hasEnded = true
      this.advance()
    })
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => {
      if (!this.hasEnded) this.destroy()
    })
    socket.pause()
  }

  /** What a handshake costs that fails now, in bytes of `limits.loadedBytes`. */
  get handshakeCost(): number {
    return this.handedOut === undefined ? HANDSHAKE_COST * Math.min(this.received, HANDSHAKE) : 0
  }

  /** TLS has made a secret, which it tells in the form of NSS key logs. */
  tell(line: Uint8Array): void {
    this.handshake.tell(line)
    // Not while TLS reads.
    process.nextTick(() => this.advance())
  }

  /** The handshake has succeeded. @param handedOut bytes that TLS has made of what it read */
  open(handedOut: () => number): void {
    this.owe(HANDSHAKE_BYTE * this.received)
    this.handedOut = handedOut
    this.beginResponse()
    // TLS hears of each part before this listener.
    if (READS_FIRST && !this.handshake.isVersion12)
      this.on('data', (part: Uint8Array) => this.chargeExtra(part))
  }

  /** A request is written: the only thing that is written then. */
  beginResponse(): void {
    this.received = this.held.length
    this.reads = this.records = this.passed = this.charged = 0
    this.before = this.handedOut?.() ?? 0
  }

  ref(): void {
    this.socket.ref()
  }

  unref(): void {
    this.socket.unref()
  }

  private receive(chunk: Uint8Array): void {
    this.received += chunk.length
    this.reads++
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk])
    if (this.isWithinLimits()) this.advance()
  }

  /** Lets TLS read: in the handshake record by record, later in larger parts. It waits while TLS does not read at once. */
  private advance(): void {
    if (this.isAdvancing) return
    this.isAdvancing = true
    let part: Uint8Array | undefined
    do {
      part = this.next()
      if (part === undefined) break
      this.coming.walk(part, (type, length) => this.count(type, length))
      if (!this.isWithinLimits()) break
      if (!this.push(part) || this.readableLength > 0) this.socket.pause()
    } while (!this.destroyed && this.readableLength === 0)
    this.isAdvancing = false
    if (this.hasEnded && part === undefined && !this.destroyed) this.push(null)
  }

  /** What TLS may read now. */
  private next(): Uint8Array | undefined {
    let length = Math.min(this.held.length, PART)
    try {
      if (!this.handshake.isOver) {
        length = this.handshake.next(this.held)
        if (length > 0) this.owe(this.handshake.read(this.held.subarray(0, length)))
      }
    } catch (error) {
      const isDear = error instanceof RangeError
      this.destroy(isDear ? new WireRefused('handshake', this.handshakeCost) : (error as Error))
      return undefined
    }
    const part = this.held.subarray(0, length)
    this.held = this.held.subarray(length)
    return length > 0 ? part : undefined
  }

  private isWithinLimits(): boolean {
    const fault = this.destroyed ? undefined : this.fault()
    if (fault !== undefined) this.destroy(fault)
    return !this.destroyed
  }

  private fault(): WireRefused | undefined {
    const pieces = Math.max(this.reads, this.records)
    if (pieces > mostPieces(this.received)) return new WireRefused('pieces', pieces * PIECE_COST)
    if (this.late > LAST_MESSAGE) return new WireRefused('handshake', HANDSHAKE_COST * this.late)
    if (this.handedOut === undefined) {
      return this.received > HANDSHAKE ? new WireRefused('handshake', this.handshakeCost) : undefined
    }
    if (this.charged > MOST_EXTRA) return new WireRefused('handshake', 0)
    return this.received > this.maximum ? new WireRefused('size', this.maximum) : undefined
  }

  private count(type: number, length: number): void {
    this.records++
    if (type === HANDSHAKE_RECORD && this.handshake.isVersion12 && this.handshake.isOver) this.late += length
  }

  /** In TLS 1.2, what is no part of an answer is seen in the headers of records. */
  private chargeExtra(part: Uint8Array): void {
    this.passed += part.length
    this.seen.walk(part)
    const read = this.passed - this.seen.begun
    const extra = Math.ceil(read - (1 + EXTRA_SHARE) * (this.handedOut!() - this.before) - EXTRA)
    if (extra <= this.charged) return
    this.owe(EXTRA_COST * (extra - this.charged))
    this.charged = extra
    this.isWithinLimits()
  }

  override _read(): void {
    this.socket.resume()
    this.advance()
  }

  override _write(chunk: Uint8Array, _: BufferEncoding, done: Done): void {
    // A server that has ended need not hear that the client ends too.
    this.socket.write(chunk, (error) => done(this.hasEnded ? null : error))
  }

  override _final(done: Done): void {
    if (this.socket.destroyed || this.socket.writableEnded) done()
    else this.socket.end(() => done())
  }

  override _destroy(error: Error | null, done: Done): void {
    this.socket.destroy()
    done(error)
  }
}
