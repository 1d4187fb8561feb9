/**
 * The bytes of a connection before TLS reads them. They are limited in number and in pieces: for the handshake, which costs most
 * when a server sends many certificates, and for each response.
 */
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { rememberCost } from '../../documents/source-bytes.js'
import { mostPieces, PIECE_COST } from './meter.js'

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
/**
 * Bytes of `limits.loadedBytes` for each byte of a handshake that fails: a certificate of 1.4 kB can take 7 ms, and a limit for
 * their number does not exist.
 */
const HANDSHAKE_COST = 512
/** For headers, also of interim responses. */
const HEADERS = 65_536
/** The framing of chunks and of TLS may take this share of the body. */
const FRAMING = 1 / 4
/** Bytes before each record of TLS (RFC 8446 section 5.1). The last two of them are its length. */
const RECORD_HEADER = 5

type Done = (error?: Error | null) => void

export class Wire extends Duplex {
  private readonly socket: Socket
  private readonly maximum: number
  private isOpen = false
  private hasEnded = false
  /** Bytes, reads and records since the last request. */
  private received = 0
  private reads = 0
  private records = 0
  /** Bytes of the record that have not arrived, and what is known of the next record's header. */
  private left = 0
  private header = 0
  private length = 0

  /** @param bodyBytes that the body of a response may have */
  constructor(socket: Socket, bodyBytes: number) {
    super()
    this.socket = socket
    this.maximum = (1 + FRAMING) * bodyBytes + HEADERS
    socket.on('data', (chunk: Uint8Array) => this.receive(chunk))
    socket.on('end', () => {
      this.hasEnded = true
      this.push(null)
    })
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => {
      if (!this.hasEnded) this.destroy()
    })
    socket.pause()
  }

  /** What a handshake costs that fails now, in bytes of `limits.loadedBytes`. */
  get handshakeCost(): number {
    return this.isOpen ? 0 : HANDSHAKE_COST * Math.min(this.received, HANDSHAKE)
  }

  /** The handshake has succeeded, or a request is written: the only thing that is written then. */
  beginResponse(): void {
    this.isOpen = true
    this.received = this.reads = this.records = 0
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
    this.countRecords(chunk)
    const fault = this.fault()
    if (fault !== undefined) this.destroy(fault)
    else if (!this.push(chunk)) this.socket.pause()
  }

  private fault(): WireRefused | undefined {
    const pieces = Math.max(this.reads, this.records)
    if (pieces > mostPieces(this.received)) return new WireRefused('pieces', pieces * PIECE_COST)
    if (!this.isOpen) {
      return this.received > HANDSHAKE ? new WireRefused('handshake', this.handshakeCost) : undefined
    }
    return this.received > this.maximum ? new WireRefused('size', this.maximum) : undefined
  }

  private countRecords(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.left > 0) {
        const inside = Math.min(this.left, chunk.length - at)
        this.left -= inside
        at += inside
        continue
      }
      this.length = ((this.length << 8) | chunk[at++]!) & 0xffff
      if (++this.header < RECORD_HEADER) continue
      this.header = 0
      this.left = this.length
      this.records++
    }
  }

  override _read(): void {
    this.socket.resume()
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
