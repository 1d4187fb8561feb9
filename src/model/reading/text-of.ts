/**
 * Reads a text in all its forms: a string, a language map, or JSON-LD value objects. Of several texts the order decides nothing,
 * because a signature of the graph does not cover it.
 */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'

/** The text in the requested language, or without a language, or in English, or in the first language by its tag. */
export function textOf(value: Json | undefined, language: string): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  if (Array.isArray(value)) return pick(languagesOf(value), language)
  return value !== undefined && isJsonObject(value) ? pick(languagesOf([value]), language) : undefined
}

export function languagesOf(values: readonly Json[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  const add = (tag: string, text: string): void => {
    const known = texts.get(tag)
    if (known === undefined || text < known) texts.set(tag, text)
  }
  for (const value of values) {
    if (typeof value === 'string') add('', value)
    if (!isJsonObject(value)) continue
    const { '@value': text, '@language': tag } = value as JsonObject
    if (typeof text === 'string') add(typeof tag === 'string' ? tag : '', text)
    else for (const [key, own] of Object.entries(value)) if (typeof own === 'string') add(key, own)
  }
  return texts
}

function pick(texts: ReadonlyMap<string, string>, language: string): string | undefined {
  const primary = language.split('-', 1)[0]!.toLowerCase()
  const tags = [...texts.keys()].sort()
  const near = tags.find((tag) => tag.toLowerCase().split('-', 1)[0] === primary)
  return (
    texts.get(language) ??
    (near === undefined ? undefined : texts.get(near)) ??
    texts.get('') ??
    texts.get('en') ??
    texts.get(tags[0] ?? '')
  )
}
