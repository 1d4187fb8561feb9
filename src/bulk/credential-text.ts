/** The JSON text of a batch's credentials, piece by piece: what all of them share is encoded once. */
import type { Json, JsonObject } from '../encoding/json.js'
import { type BadgeDefinition, CONSTANTS } from './row-credential.js'

/** Takes the text of one credential. */
export interface TextSink {
  readonly text: (text: string) => void
  readonly bytes: (utf8: Uint8Array) => void
}

/** From here on a shared part is copied as bytes; shorter ones go with the text around them. */
const LONG = 64

/** Writes what JSON.stringify would; issuer, achievement, contexts and types are not looked at again. */
export function credentialText(
  definition: BadgeDefinition,
): (credential: JsonObject, sink: TextSink) => void {
  const short = new Map<Json, string>()
  const long = new Map<Json, Uint8Array>()
  for (const shared of [definition.issuer, definition.achievement, ...CONSTANTS]) {
    const text = JSON.stringify(shared)
    if (text.length < LONG) short.set(shared, text)
    else long.set(shared, Buffer.from(text))
  }
  const first = nameTexts('{')
  const next = nameTexts(',')
  return (credential, sink) => {
    let pending = ''
    const write = (value: Json): void => {
      if (typeof value !== 'object' || value === null) {
        pending += JSON.stringify(value)
        return
      }
      const bytes = long.get(value)
      if (bytes !== undefined) {
        sink.text(pending)
        sink.bytes(bytes)
        pending = ''
        return
      }
      const text = short.get(value)
      if (text !== undefined) pending += text
      else if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i++) {
          pending += i === 0 ? '[' : ','
          write(value[i])
        }
        pending += value.length === 0 ? '[]' : ']'
      } else {
        let start = first
        for (const name of Object.keys(value)) {
          pending += start(name)
          start = next
          write((value as JsonObject)[name]!)
        }
        pending += start === first ? '{}' : '}'
      }
    }
    write(credential)
    sink.text(pending)
  }
}

/** A member's name with what stands before it; a batch has few names. */
function nameTexts(before: string): (name: string) => string {
  const texts = new Map<string, string>()
  return (name) => {
    let text = texts.get(name)
    if (text === undefined) {
      text = `${before}${JSON.stringify(name)}:`
      texts.set(name, text)
    }
    return text
  }
}
