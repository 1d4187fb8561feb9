/** The JSON text of a batch's credentials: what all of them share is written once. */
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import { type BadgeDefinition, CONSTANTS } from './row-credential.js'

/** JSON.stringify, with the text of what all credentials share kept: issuer, achievement, contexts, types. */
export function credentialText({ issuer, achievement }: BadgeDefinition): (credential: JsonObject) => string {
  const kept = new Map<Json, string>()
  for (const shared of [issuer, achievement, ...CONSTANTS]) kept.set(shared, JSON.stringify(shared))
  const names = new Map<string, string>()
  const inner = (value: Json): string =>
    (typeof value === 'object' ? kept.get(value) : undefined) ?? JSON.stringify(value)
  const members = (object: JsonObject, subject: Json | undefined): string => {
    let text = ''
    for (const name of Object.keys(object)) {
      const value = object[name]!
      let start = names.get(name)
      if (start === undefined) {
        start = `${JSON.stringify(name)}:`
        names.set(name, start)
      }
      text += (text === '' ? '{' : ',') + start
      text += value === subject && isJsonObject(value) ? members(value, undefined) : inner(value)
    }
    return text === '' ? '{}' : `${text}}`
  }
  return (credential) => members(credential, credential['credentialSubject'])
}
