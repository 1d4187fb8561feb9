/** What Node's tests take for granted. */
import { Buffer as Plain } from 'buffer/'

type Decode = (value: unknown, encoding?: unknown, length?: unknown) => Plain

const plainFrom = Plain.from.bind(Plain) as Decode
const plainText = Plain.prototype.toString

/** The polyfill lacks Node's base64url. */
const from: Decode = (value, encoding, length) =>
  encoding === 'base64url'
    ? plainFrom(String(value).replaceAll('-', '+').replaceAll('_', '/'), 'base64')
    : plainFrom(value, encoding, length)

Plain.from = from as typeof Plain.from
Plain.prototype.toString = function (this: Plain, encoding?: string, start?: number, end?: number): string {
  if (encoding !== 'base64url') return plainText.call(this, encoding, start, end)
  return plainText
    .call(this, 'base64', start, end)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

export const Buffer: typeof Plain = Plain
