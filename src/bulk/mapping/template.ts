/** Templates: JSON whose strings may contain `{column}`. A template is compiled once and filled for each row. */
import { normalForm } from '../../encoding/forms/normal-form.js'
import type { Json } from '../../encoding/json.js'
import { columnName } from '../table/row.js'

/** JSON whose strings may hold placeholders. */
export type Template = Json

/** Column name → value of this row; undefined where the cell is empty. */
export type Cells = Readonly<Record<string, Json | undefined>>

/** `undefined` if all its placeholders are empty. */
export type Filled = Json | undefined

export interface CompiledTemplate {
  readonly fill: (cells: Cells) => Filled
  /** The place of each placeholder (array positions as `*`) and the column that it names. */
  readonly placeholders: readonly Placeholder[]
  /** What was compiled. */
  readonly template: Template
}

export interface Placeholder {
  readonly pointer: string
  readonly column: string
  readonly filter?: string
  /** Set where a dollar sign stands before it, as templates of other languages have it. Here it would become text. */
  readonly afterDollar?: true
}

export type Filter = 'text' | 'lower' | 'upper' | 'slug' | 'date'

/** The filters that may follow a bar in a placeholder, as in `{email|lower}`. */
export const FILTERS: Readonly<Record<Filter, (text: string) => string>> = {
  text: (text) => text,
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  slug: (text) =>
    normalForm(text, 'NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, ''),
  date: (text) => text.slice(0, 10),
}

/**
 * A string that is only a placeholder becomes the typed value of the column. In a longer string the placeholder becomes the
 * text of the cell. An empty cell removes the member or item that it would fill, and the object or array around it if all its
 * placeholders are empty, but never the outermost object: its fixed members belong to each row. `{{` and `}}` become braces. With `spelt`, numbers in text are written as in the table (`3.0`).
 * Templates of keys and ids have numbers in their shortest form, so that one number makes one id.
 */
export function compileTemplate(template: Template, { spelt = false } = {}): CompiledTemplate {
  const placeholders: Placeholder[] = []
  const fill = compile(template, '', { placeholders, spelt })
  return { fill: typeof fill === 'function' ? fill : () => fill.value, placeholders, template }
}

/** The name under which a row has the text of a number, if JSON writes its value in another way. No table has such a column. */
export function textName(column: string): string {
  return `\u0000text ${column}`
}

interface Found {
  readonly placeholders: Placeholder[]
  readonly spelt: boolean
}

type Fill = (cells: Cells) => Filled
type Node = Fill | { readonly value: Json }

function compile(template: Template, pointer: string, found: Found): Node {
  if (typeof template === 'string') return compileText(template, pointer, found)
  if (typeof template !== 'object' || template === null) return { value: template }
  return Array.isArray(template)
    ? compileArray(template, pointer, found)
    : compileObject(template as { readonly [member: string]: Json }, pointer, found)
}

function compileArray(items: readonly Template[], pointer: string, found: Found): Node {
  const nodes = items.map((item) => compile(item, `${pointer}/*`, found))
  if (nodes.every((node) => typeof node !== 'function')) return { value: items }
  return (cells) => {
    const out: Json[] = []
    let filled = false
    for (const node of nodes) {
      const value = typeof node === 'function' ? node(cells) : node.value
      if (value === undefined) continue
      if (typeof node === 'function') filled = true
      out.push(value)
    }
    return filled ? out : undefined
  }
}

function compileObject(
  members: { readonly [member: string]: Template },
  pointer: string,
  found: Found,
): Node {
  const nodes = Object.keys(members).map(
    (key) => [key, compile(members[key]!, `${pointer}/${key}`, found)] as const,
  )
  if (nodes.every(([, node]) => typeof node !== 'function')) return { value: members }
  return (cells) => {
    const out: Record<string, Json> = {}
    let filled = false
    for (const [key, node] of nodes) {
      const value = typeof node === 'function' ? node(cells) : node.value
      if (value === undefined) continue
      if (typeof node === 'function') filled = true
      if (key === '__proto__') throw new TypeError('a template has no member named __proto__')
      out[key] = value
    }
    return filled || pointer === '' ? out : undefined
  }
}

const PLACEHOLDER = /\{\{|\}\}|\{([^{}]+)\}/g

function compileText(text: string, pointer: string, found: Found): Node {
  if (!text.includes('{') && !text.includes('}}')) return { value: text }
  const pieces: (string | Fill)[] = []
  let end = 0
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > end) pieces.push(text.slice(end, match.index))
    end = match.index + match[0].length
    if (match[1] === undefined) pieces.push(match[0][0]!)
    else pieces.push(placeholder(match[1], pointer, found, match[0] !== text, text[match.index - 1] === '$'))
  }
  if (end < text.length) pieces.push(text.slice(end))
  if (pieces.every((piece) => typeof piece === 'string')) return { value: pieces.join('') }
  if (pieces.length === 1) return pieces[0] as Fill
  return (cells) => {
    let out = ''
    for (const piece of pieces) {
      const value = typeof piece === 'string' ? piece : piece(cells)
      if (value === undefined) return undefined
      out += asText(value)
    }
    return out
  }
}

/** @param isPart whether other text is around it */
function placeholder(
  source: string,
  pointer: string,
  found: Found,
  isPart: boolean,
  afterDollar: boolean,
): Fill {
  const [given = '', filterName] = source.split('|').map((part) => part.trim())
  const name = columnName(given)
  found.placeholders.push({
    pointer,
    column: name,
    ...(filterName === undefined ? {} : { filter: filterName }),
    ...(afterDollar ? { afterDollar } : {}),
  })
  const filter =
    filterName !== undefined && Object.hasOwn(FILTERS, filterName) ? FILTERS[filterName as Filter] : undefined
  const [spelt, inText] = [textName(name), found.spelt]
  const text: Fill = (cells) => (inText ? cells[spelt] : undefined) ?? cells[name]
  if (filter === undefined) return isPart ? text : (cells) => cells[name]
  return (cells) => {
    const value = text(cells)
    return value === undefined
      ? undefined
      : Array.isArray(value)
        ? value.map((item) => filter(asText(item)))
        : filter(asText(value as Json))
  }
}

function asText(value: Json): string {
  if (typeof value === 'string') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
