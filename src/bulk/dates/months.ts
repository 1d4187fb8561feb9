/** Names of months in tables from spreadsheets and learning platforms, in en, de, fr, es and nl. */
import { normalForm } from '../../encoding/forms/normal-form.js'

const LANGUAGES = [
  'january february march april may june july august september october november december',
  'januar februar märz april mai juni juli august september oktober november dezember',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'januari februari maart april mei juni juli augustus september oktober november december',
]
/** Usual short forms other than the first three letters. */
const SHORT: Readonly<Record<string, number>> = {
  sept: 9,
  mrz: 3,
  janv: 1,
  fevr: 2,
  avr: 4,
  juil: 7,
  mrt: 3,
  setiembre: 9,
}

const MONTHS: ReadonlyMap<string, number> = new Map([
  ...shortForms(),
  ...Object.entries(SHORT),
  ...LANGUAGES.flatMap((names) => names.split(' ').map((name, i) => [plain(name), i + 1] as const)),
])

/** The number of a month from 1, by its name or a short form that means one month only. */
export function monthOf(name: string): number | undefined {
  return MONTHS.get(plain(name).replace(/\.$/, ''))
}

/** First three letters; those of two months are left out, such as "jui" of juin and juillet. */
function shortForms(): readonly (readonly [string, number])[] {
  const found = new Map<string, number>()
  const unclear = new Set<string>()
  for (const names of LANGUAGES) {
    for (const [i, name] of names.split(' ').entries()) {
      const short = plain(name).slice(0, 3)
      const other = found.get(short)
      if (other !== undefined && other !== i + 1) unclear.add(short)
      found.set(short, i + 1)
    }
  }
  return [...found].filter(([short]) => !unclear.has(short))
}

/** In lower case, without accents. */
export function plain(name: string): string {
  return normalForm(name, 'NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
