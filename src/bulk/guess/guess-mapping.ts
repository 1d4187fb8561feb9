/** Guesses a mapping from the names of columns in five languages and from the first rows, for a person to confirm. */
import { normalForm } from '../../encoding/forms/normal-form.js'
import type { JsonObject } from '../../encoding/json.js'
import { DATE_FORMATS, type DateFormat } from '../dates/date-formats.js'
import type { Mapping } from '../mapping/mapping.js'
import type { Column } from '../table/cell.js'
import { cellOf } from '../table/read-cell.js'
import type { Row } from '../table/row.js'

/** What a column may be for. */
export type Meaning =
  | 'email'
  | 'did'
  | 'name'
  | 'first'
  | 'last'
  | 'key'
  | 'start'
  | 'end'
  | 'course'
  | 'result'

/** Meaning → names in en, de, fr, es and nl, as `folded` writes them. The first name that the table has counts. */
const NAMES: Readonly<Record<Meaning, string>> = {
  email:
    'email|e mail|mail|email address|e mail address|email adresse|e mail adresse|mailadresse|courriel|adresse e mail|adresse mail|adresse de courriel|adresse electronique|correo|correo electronico|direccion de correo|direccion de correo electronico|e mailadres|emailadres|mailadres',
  did: 'did|recipient did|recipient id',
  name: 'name|full name|fullname|student name|learner name|recipient name|student|learner|participant|vollstandiger name|name vorname|vorname name|nachname vorname|vorname nachname|name des studierenden|teilnehmer|teilnehmerin|teilnehmer in|studierende|studierender|nom complet|nom et prenom|nom prenom|prenom nom|prenom et nom|etudiant|apprenant|stagiaire|nombre completo|nombre y apellidos|alumno|estudiante|naam|volledige naam|cursist|deelnemer',
  first: 'first name|firstname|given name|forename|vorname|prenom|nombre|nombres|primer nombre|voornaam',
  last: 'last name|lastname|surname|family name|nachname|familienname|zuname|nom|nom de famille|apellido|apellidos|apellido s|achternaam|familienaam',
  key: 'key|student no|student number|student id|learner id|enrolment id|enrollment id|id number|sis user id|matrikelnummer|matrikel nr|matrikelnr|matnr|teilnehmernummer|id nummer|numero etudiant|numero d etudiant|numero d identification|numero de estudiante|numero de matricula|matricula|numero de id|studentnummer|leerlingnummer|deelnemersnummer',
  start:
    'date|completed|completed on|completion date|date completed|awarded|award date|awarded on|issued on|issue date|passed|passed on|valid from|validfrom|timestamp|datum|abschlussdatum|abgeschlossen am|bestanden am|ausgestellt am|gultig ab|zeitstempel|date d obtention|date de fin|date de reussite|date de delivrance|valable des|horodateur|fecha|fecha de finalizacion|fecha de obtencion|fecha de emision|valido desde|marca temporal|afrondingsdatum|datum afronding|behaald op|uitgiftedatum|geldig vanaf|tijdstempel|exam date|date of exam|test date|prufungsdatum|datum der prufung|kursdatum|ausstellungsdatum|bestehensdatum|date d examen|date de l examen|fecha de examen|fecha del examen|examendatum|toetsdatum',
  end: 'expires|expires on|expiry|expiry date|expiration date|valid until|valid to|valid through|validuntil|gultig bis|gultig bis zum|gultigkeit bis|ablaufdatum|lauft ab am|valable jusqu au|valable jusqu a|valide jusqu au|date d expiration|date de fin de validite|expire le|valido hasta|fecha de caducidad|fecha de vencimiento|geldig tot|geldig tot en met|vervaldatum',
  course:
    'course|course name|course title|class|module|programme|program|kurs|kursname|kurstitel|lehrgang|lehrveranstaltung|veranstaltung|seminar|modul|fach|cours|intitule du cours|nom du cours|formation|matiere|curso|nombre del curso|asignatura|modulo|cursus|vak|opleiding',
  result:
    'grade|final grade|score|final score|total score|points|mark|marks|result|percentage|note|endnote|gesamtnote|punkte|punktzahl|gesamtpunkte|ergebnis|bewertung|prozent|notes|moyenne|resultat|points obtenus|pourcentage|nota|nota final|calificacion|puntos|puntuacion|resultado|cijfer|eindcijfer|punten|resultaat',
}

export interface Guess {
  readonly meaning: Meaning
  readonly column: string
  /** The format of a date, if only one fits the rows. */
  readonly format?: DateFormat
  /** Why the column is not used as its name suggests, or what is left to state. */
  readonly doubt?: Doubt
}

export type Doubt =
  | 'no_address'
  | 'no_did'
  | 'not_unique'
  | 'no_date'
  | 'no_name'
  /** Where it goes is for the owner of the table to say. */
  | 'by_hand'
  | { readonly formats: readonly DateFormat[] }
  /** The first cell that is no such date as most are. Its row is refused until it is corrected. */
  | { readonly cell: string }

export interface GuessedMapping {
  /** `undefined` if no column names the recipient. */
  readonly mapping: Mapping | undefined
  readonly guesses: readonly Guess[]
  readonly unused: readonly string[]
}

/** @param rows the first rows: more of them find more doubts */
export function guessMapping(columns: readonly string[], rows: readonly Row[]): GuessedMapping {
  const guesses = withAddresses(columns, rows, namedColumns(columnsByName(columns), rows))
  const found = (meaning: Meaning): string | undefined =>
    guesses.find((guess) => guess.meaning === meaning && isUsable(guess))?.column
  const [email, did, key] = [found('email'), found('did'), found('key')]
  const name = nameOf(found)
  const used = new Set(
    guesses.filter((guess) => isUsable(guess) && isOfUse(guess, name)).map(({ column }) => column),
  )
  const unused = columns.filter((column) => !used.has(column))
  const told = guesses.filter((guess) => !isUsable(guess) || used.has(guess.column))
  if (email === undefined && did === undefined) return { mapping: undefined, guesses: told, unused: columns }
  const [start, end] = [found('start'), found('end')]
  const credential: JsonObject = {
    ...(start === undefined ? {} : { validFrom: `{${start}}` }),
    ...(end === undefined ? {} : { validUntil: `{${end}}` }),
  }
  const mapping: Mapping = {
    ...(key === undefined ? {} : { key: `{${key}}` }),
    recipient: {
      ...(email === undefined ? {} : { email: `{${email}}` }),
      ...(did === undefined ? {} : { id: `{${did}}` }),
      ...(name === undefined ? {} : { name }),
    },
    columns: rulesOf(guesses.filter(({ column }) => used.has(column))),
    ...(Object.keys(credential).length === 0 ? {} : { credential }),
  }
  return { mapping, guesses: told, unused }
}

/** A column with an unclear order of day and month is used too, so that its rows are refused until the order is stated. */
function isUsable({ doubt }: Guess): boolean {
  return doubt === undefined || typeof doubt === 'object'
}

function isOfUse({ meaning, column }: Guess, name: string | undefined): boolean {
  return !['name', 'first', 'last'].includes(meaning) || name?.includes(`{${column}}`) === true
}

function nameOf(found: (meaning: Meaning) => string | undefined): string | undefined {
  const whole = found('name')
  if (whole !== undefined) return `{${whole}}`
  const parts = [found('first'), found('last')].filter((part) => part !== undefined)
  // A first or a last name alone is not a full name.
  return parts.length < 2 ? undefined : parts.map((part) => `{${part}}`).join(' ')
}

function rulesOf(guesses: readonly Guess[]): Record<string, Column> {
  const rules: Record<string, Column> = {}
  const isOnly =
    !guesses.some(({ meaning }) => meaning === 'did') || !guesses.some(({ meaning }) => meaning === 'email')
  const required = isOnly ? { required: true } : {}
  for (const { meaning, column, format } of guesses) {
    if (meaning === 'email') rules[column] = { type: 'email', ...required }
    else if (meaning === 'did') rules[column] = { type: 'did', ...required }
    else if (meaning === 'key') rules[column] = { required: true }
    else if (meaning === 'start' || meaning === 'end')
      rules[column] = { type: 'date', ...(format === undefined ? {} : { format }) }
  }
  return rules
}

function namedColumns(byName: ReadonlyMap<string, string>, rows: readonly Row[]): readonly Guess[] {
  const guesses = (Object.keys(NAMES) as Meaning[]).flatMap((meaning) => {
    const column = columnOf(meaning, byName)
    return column === undefined ? [] : [guessOf(meaning, column, rows)]
  })
  const has = (meaning: Meaning): boolean => guesses.some((guess) => guess.meaning === meaning)
  // Beside first names, "Name" and "Naam" are last names.
  if (!has('first') || has('last')) return guesses
  return guesses.map((guess) =>
    guess.meaning === 'name' && ['name', 'naam'].includes(folded(guess.column))
      ? { ...guess, meaning: 'last' }
      : guess,
  )
}

/** If no name of a column means addresses, the only column in which all cells are addresses. */
function withAddresses(
  columns: readonly string[],
  rows: readonly Row[],
  guesses: readonly Guess[],
): readonly Guess[] {
  if (guesses.some((guess) => ['email', 'did'].includes(guess.meaning) && isUsable(guess))) return guesses
  const found = columns.filter((column) => {
    const cells = cellsOf(column, rows)
    return cells.length > 0 && cells.every((cell) => !('fault' in cellOf({ type: 'email' }, cell)))
  })
  const [column] = found
  if (found.length !== 1 || column === undefined || /[{}|]/.test(column)) return guesses
  return [{ meaning: 'email', column }, ...guesses.filter((guess) => guess.column !== column)]
}

function columnOf(meaning: Meaning, columns: ReadonlyMap<string, string>): string | undefined {
  const name = NAMES[meaning].split('|').find((each) => columns.has(each))
  return name === undefined ? undefined : columns.get(name)
}

/** The first column with each name, as `folded` writes it. Braces and bars have a meaning in templates. */
function columnsByName(columns: readonly string[]): ReadonlyMap<string, string> {
  const byName = new Map<string, string>()
  for (const column of columns) {
    const name = /[{}|]/.test(column) ? undefined : folded(column)
    if (name !== undefined && !byName.has(name)) byName.set(name, column)
  }
  return byName
}

function folded(name: string): string {
  return normalForm(name, 'NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function cellsOf(column: string, rows: readonly Row[]): readonly unknown[] {
  return rows.map(({ values }) => values[column]).filter((cell) => cell !== undefined && cell !== '')
}

/** Numbers and addresses, which must not become public as a name. */
const NO_NAME = /[\d@]/

function guessOf(meaning: Meaning, column: string, rows: readonly Row[]): Guess {
  const cells = cellsOf(column, rows)
  const someFit = (rule: Column): boolean => cells.some((cell) => !('fault' in cellOf(rule, cell)))
  if (meaning === 'email' && cells.length > 0 && !someFit({ type: 'email' }))
    return { meaning, column, doubt: 'no_address' }
  if (meaning === 'did' && cells.length > 0 && !someFit({ type: 'did' }))
    return { meaning, column, doubt: 'no_did' }
  if (meaning === 'key' && (new Set(cells).size < rows.length || rows.length === 0))
    return { meaning, column, doubt: 'not_unique' }
  if (['name', 'first', 'last'].includes(meaning) && cells.some((cell) => NO_NAME.test(String(cell))))
    return { meaning, column, doubt: 'no_name' }
  if (meaning === 'course' || meaning === 'result') return { meaning, column, doubt: 'by_hand' }
  return meaning === 'start' || meaning === 'end' ? dateOf(meaning, column, cells) : { meaning, column }
}

function dateOf(meaning: Meaning, column: string, cells: readonly unknown[]): Guess {
  const isRead = (cell: unknown, format?: DateFormat): boolean =>
    !('fault' in cellOf({ type: 'date', ...(format === undefined ? {} : { format }) }, cell))
  const orders = [undefined, ...(Object.keys(DATE_FORMATS) as DateFormat[])]
  const counts = orders.map((format) => cells.filter((cell) => isRead(cell, format)).length)
  const most = Math.max(...counts)
  // A column in which fewer cells are dates is another one.
  if (2 * most < cells.length) return { meaning, column, doubt: 'no_date' }
  const formats = orders.filter((_, i) => counts[i] === most)
  const [format] = formats
  if (format !== undefined && formats.length > 1)
    return { meaning, column, doubt: { formats: formats as readonly DateFormat[] } }
  const bad = cells.filter((cell) => !isRead(cell, format))
  // Dates of two orders in one column: nobody can tell which one the other cells have.
  if (bad.some((cell) => orders.some((order) => isRead(cell, order))))
    return { meaning, column, doubt: 'no_date' }
  return {
    meaning,
    column,
    ...(format === undefined ? {} : { format }),
    ...(bad.length === 0 ? {} : { doubt: { cell: String(bad[0]) } }),
  }
}
