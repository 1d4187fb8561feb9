/** Counts the pieces in which responses come: headers, interim responses and chunks. Each costs CPU time, however small it is. */
import type { Dispatcher } from 'undici/index.js'
import type { Debts } from './debts.js'

/** Bytes of `limits.loadedBytes` for each piece: reading one takes as long as reading that many bytes. */
export const PIECE_COST = 1024
/** Pieces that any response may have. */
const PIECES = 512
/** Bytes that each further piece must have on average. */
const PIECE_BYTES = 1024
/** An interim response takes as long as that many pieces. */
const INTERIM = 16

/** How many pieces that many bytes may come in. */
export function mostPieces(bytes: number): number {
  return PIECES + bytes / PIECE_BYTES
}

/** Thrown if a response comes in more pieces than its bytes may need. */
export class TooManyPieces extends Error {
  override readonly name = 'TooManyPieces'
}

/** The pieces of all responses for one document. */
export class Meter {
  private pieces = 0
  private headers = 0
  private bytes = 0
  private paid = 0
  private readonly origins = new Set<string>()
  private readonly debts: Debts

  constructor(debts: Debts) {
    this.debts = debts
  }

  /** What all responses cost until now, in bytes of `limits.loadedBytes`, and the connections to the origins that were asked. */
  settle(): number {
    for (const origin of this.origins) this.paid += this.debts.take(origin)
    return this.paid + PIECE_COST * (this.pieces + this.headers)
  }

  /** The responses to requests that this dispatcher sends are counted. */
  dispatcher(inner: Dispatcher): Dispatcher {
    return inner.compose((dispatch) => (options, handler) => {
      this.origins.add(String(options.origin))
      return dispatch(options, this.counting(handler))
    })
  }

  private counting(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
    return {
      onRequestStart: (...args) => handler.onRequestStart?.(...args),
      onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
      onResponseStart: (controller, status, headers, message) => {
        this.headers += Object.values(headers).flat().length
        if (status < 200) this.pieces += INTERIM
        if (this.isWithinLimit(controller)) handler.onResponseStart?.(controller, status, headers, message)
      },
      onResponseData: (controller, chunk) => {
        this.pieces++
        this.bytes += chunk.length
        if (this.isWithinLimit(controller)) handler.onResponseData?.(controller, chunk)
      },
      onResponseEnd: (controller, trailers) => {
        this.headers += Object.values(trailers).flat().length
        handler.onResponseEnd?.(controller, trailers)
      },
      onResponseError: (...args) => handler.onResponseError?.(...args),
    }
  }

  private isWithinLimit(controller: Dispatcher.DispatchController): boolean {
    if (this.pieces <= mostPieces(this.bytes)) return true
    controller.abort(new TooManyPieces('the response comes in too many pieces'))
    return false
  }
}
