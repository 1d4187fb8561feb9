/** Finds the column of the table that fills the place of a finding. */
import { type Json, pointerToken } from '../../encoding/json.js'
import { type Cells, type CompiledTemplate, compileTemplate, type Template } from './template.js'

/** Where the templates of a mapping stand in the credential. */
const ROOTS = {
  credential: '',
  subject: '/credentialSubject',
  achievement: '/credentialSubject/achievement',
} as const

const IDENTIFIERS = '/credentialSubject/identifier'

type Templates = Readonly<Record<keyof typeof ROOTS | 'email' | 'id' | 'name', CompiledTemplate>>

/** From a JSON pointer into the credential to a column. With empty cells, a list of the credential lacks items of the template. */
export function columnFinder(templates: Templates): (pointer: string, cells: Cells) => string | undefined {
  return (pointer, cells) => {
    if (isWithin(pointer, IDENTIFIERS)) {
      const own = [templates.email, templates.name].filter((each) => typeof each.fill(cells) === 'string')
      const place = pointer.slice(IDENTIFIERS.length + 1).split('/')[0]!
      const found = own[/^\d+$/.test(place) ? Number(place) : 0]
      if (found !== undefined) return columnIn(found)
    }
    if (isWithin(pointer, '/credentialSubject/id')) return columnIn(templates.id)
    for (const [name, root] of Object.entries(ROOTS)) {
      if (!isWithin(pointer, root)) continue
      const tokens = pointer.slice(root.length).split('/').slice(1)
      const column = columnAt(templates[name as keyof typeof ROOTS].template, tokens, cells)
      if (column !== undefined) return column
    }
    return undefined
  }
}

/** The column of the text at the place, or of the text in which the place is: its cell may be a list or an object. */
function columnAt(template: Template, tokens: readonly string[], cells: Cells): string | undefined {
  if (typeof template === 'string') return columnIn(compileTemplate(template))
  const [token, ...rest] = tokens
  if (token === undefined || typeof template !== 'object' || template === null) return undefined
  if (Array.isArray(template)) {
    const items = (template as readonly Json[]).filter(
      (item) => compileTemplate([item]).fill(cells) !== undefined,
    )
    const item = items[Number(token)]
    return item === undefined ? undefined : columnAt(item, rest, cells)
  }
  const member = Object.entries(template).find(([name]) => pointerToken(name) === `/${token}`)
  return member === undefined ? undefined : columnAt(member[1], rest, cells)
}

function columnIn({ placeholders: [first] }: CompiledTemplate): string | undefined {
  return first?.column
}

function isWithin(pointer: string, root: string): boolean {
  return pointer === root || pointer.startsWith(`${root}/`)
}
