/** Limits the bytes of one response on a connection. The limit for the body does not count headers and the framing of chunks. */
import type { Socket } from 'node:net'

/** Thrown if a response has more bytes than its body and its headers may need. */
export class ResponseTooLarge extends Error {
  override readonly name = 'ResponseTooLarge'
}

/** For headers, also of interim responses. */
const HEADERS = 65_536

/** The framing of a body's chunks may take this share of the body. Tiny chunks cost far more CPU time than their bytes. */
const FRAMING = 1 / 4

/** A response begins with the request, the only thing that is written. */
export function limitResponses(socket: Socket, bodyBytes: number): Socket {
  const maximum = (1 + FRAMING) * bodyBytes + HEADERS
  let received = 0
  const read = socket.read.bind(socket)
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
  socket.read = (size?: number): unknown => {
    const chunk = read(size) as Uint8Array | null
    received += chunk?.length ?? 0
    if (received <= maximum) return chunk
    socket.destroy(new ResponseTooLarge('the response has too many bytes'))
    return null
  }
  socket.write = ((...args: unknown[]) => {
    received = 0
    return write(...args)
  }) as typeof socket.write
  return socket
}
