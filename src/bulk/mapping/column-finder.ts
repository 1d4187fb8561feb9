/** Finds the column of the table that fills the place of a finding. */
import type { compileTemplate } from './template.js'

/** Where the templates of a mapping stand in the credential. */
const ROOTS: Readonly<Record<string, string>> = {
  email: '/credentialSubject/identifier',
  id: '/credentialSubject/id',
  name: '/credentialSubject/identifier',
  credential: '',
  subject: '/credentialSubject',
  achievement: '/credentialSubject/achievement',
}

/** From a JSON pointer into the credential to a column. */
export function columnFinder(
  templates: Readonly<Record<string, ReturnType<typeof compileTemplate>>>,
): (pointer: string) => string | undefined {
  const places = new Map<string, string>()
  for (const [name, root] of Object.entries(ROOTS)) {
    for (const { pointer, column } of templates[name]!.placeholders) {
      if (!places.has(root + pointer)) places.set(root + pointer, column)
    }
  }
  return (pointer) => {
    const place = anyIndex(pointer)
    return places.get(place) ?? nearestPlace(places, place)
  }
}

/** A finding may point below the place that a column fills. */
function nearestPlace(places: ReadonlyMap<string, string>, pointer: string): string | undefined {
  for (const [place, column] of places) if (pointer.startsWith(`${place}/`)) return column
  return undefined
}

const anyIndex = (pointer: string): string => pointer.replace(/\/\d+(?=\/|$)/g, '/*')
