/** Names of weekdays before a date, in en, de, fr, es and nl. */
import { plain } from './months.js'

/** The days from Sunday on, and the number of letters of the short forms. */
const LANGUAGES: readonly (readonly [names: string, lengths: readonly number[]])[] = [
  ['sunday monday tuesday wednesday thursday friday saturday', [3, 4, 5]],
  ['sonntag montag dienstag mittwoch donnerstag freitag samstag', [2, 3]],
  ['sonntag montag dienstag mittwoch donnerstag freitag sonnabend', []],
  ['dimanche lundi mardi mercredi jeudi vendredi samedi', [3]],
  ['domingo lunes martes miércoles jueves viernes sábado', [3]],
  ['zondag maandag dinsdag woensdag donderdag vrijdag zaterdag', [2, 3]],
]

const WEEKDAYS = table()

/** The number of a weekday from 0 for Sunday; `undefined` for any other word. */
export function weekdayOf(name: string): number | undefined {
  return WEEKDAYS.get(plain(name))
}

/** Without short forms that mean two days. */
function table(): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const unclear = new Set<string>()
  for (const [names, lengths] of LANGUAGES) {
    for (const [day, name] of names.split(' ').entries()) {
      for (const form of [name, ...lengths.map((length) => name.slice(0, length))].map(plain)) {
        const other = found.get(form)
        if (other !== undefined && other !== day) unclear.add(form)
        found.set(form, day)
      }
    }
  }
  return new Map([...found].filter(([form]) => !unclear.has(form)))
}
