import { describe, expect, it } from 'vitest'
import { guessMapping } from '../../src/bulk/guess/guess-mapping.js'
import { parseMapping } from '../../src/bulk/mapping/mapping.js'

const guess = (header: string, ...lines: string[]): ReturnType<typeof guessMapping> => {
  const columns = header.split(';')
  const rows = lines.map((line, i) => ({
    row: i + 2,
    values: Object.fromEntries(line.split(';').map((cell, j) => [columns[j]!, cell])),
  }))
  const guessed = guessMapping(columns, rows)
  if (guessed.mapping !== undefined) parseMapping(guessed.mapping, columns)
  return guessed
}

describe('a guess at a mapping', () => {
  it.each([
    ['en', 'Student number;First name;Surname;Email address;Date completed'],
    ['de', 'Matrikelnummer;Vorname;Nachname;E-Mail-Adresse;Abschlussdatum'],
    ['fr', "Numéro d'étudiant;Prénom;Nom;Adresse de courriel;Date d'obtention"],
    ['es', 'Número de matrícula;Nombre;Apellido(s);Correo electrónico;Fecha de finalización'],
    ['nl', 'Studentnummer;Voornaam;Achternaam;E-mailadres;Behaald op'],
  ])('knows the usual names in %s', (_, header) => {
    const [key, first, last, email, date] = header.split(';') as [string, string, string, string, string]
    expect(guess(header, 'S1;Ada;Lovelace;ada@example.org;2026-07-01')).toMatchObject({
      unused: [],
      mapping: {
        key: `{${key}}`,
        recipient: { email: `{${email}}`, name: `{${first}} {${last}}` },
        columns: {
          [key]: { required: true },
          [email]: { type: 'email', required: true },
          [date]: { type: 'date' },
        },
        credential: { validFrom: `{${date}}` },
      },
    })
  })

  it.each([
    ['de', 'Name;Vorname;E-Mail;Kurs;Datum;gültig bis;Punkte', 'Name', 'Vorname'],
    [
      'de, of a learning platform',
      'Nachname;Vorname;E-Mail-Adresse;Modul;Abgeschlossen am;Gültig bis;Note',
      'Nachname',
      'Vorname',
    ],
    ['fr', 'Nom;Prénom;Courriel;Formation;Date de réussite;Date de fin de validité;Note', 'Nom', 'Prénom'],
    [
      'fr, of a school',
      "Nom de famille;Prénom;Adresse e-mail;Cours;Date;Valable jusqu'au;Points obtenus",
      'Nom de famille',
      'Prénom',
    ],
    ['nl', 'Naam;Voornaam;E-mailadres;Vak;Datum;Geldig tot en met;Cijfer', 'Naam', 'Voornaam'],
  ])('knows the words of a course list in %s', (_, header, last, first) => {
    const [, , email, course, start, end, result] = header.split(';') as string[]
    const { mapping, guesses, unused } = guess(
      header,
      'Lovelace;Ada;ada@example.org;Rust;2026-07-01;2029-07-01;1,7',
    )
    expect(mapping).toMatchObject({
      recipient: { email: `{${email}}`, name: `{${first}} {${last}}` },
      columns: { [start!]: { type: 'date' }, [end!]: { type: 'date' } },
      credential: { validFrom: `{${start}}`, validUntil: `{${end}}` },
    })
    // Where they belong, only the owner of the table knows.
    expect(unused).toEqual([course, result])
    expect(guesses.filter(({ doubt }) => doubt === 'by_hand').map(({ column }) => column)).toEqual(unused)
  })

  it.each([
    ['names', 'Ada Lovelace', { email: '{Mail}', name: '{Student}' }, undefined],
    ['numbers', 'S2601', { email: '{Mail}' }, 'no_name'],
    ['addresses', 'ada@example.org', { email: '{Mail}' }, 'no_name'],
  ])('makes of a column "Student" with %s what it is', (_, cell, recipient, doubt) => {
    const { mapping, guesses } = guess('Student;Mail', `${cell};ada@example.org`)
    expect(mapping?.recipient).toEqual(recipient)
    expect(guesses.find(({ column }) => column === 'Student')?.doubt).toBe(doubt)
  })

  it('takes the only column of addresses, whatever its name', () => {
    expect(guess('Student;Group', 'ada@example.org;A').mapping).toMatchObject({
      recipient: { email: '{Student}' },
      columns: { Student: { type: 'email', required: true } },
    })
    expect(guess('Student;Teacher', 'ada@example.org;eve@example.org').mapping).toBeUndefined()
  })

  it('states the order of a date only if one order fits every row', () => {
    const dated = (...dates: string[]) =>
      guess('email;date', ...dates.map((date, i) => `a${i}@example.org;${date}`))
    expect(dated('01/07/2026', '13/07/2026').mapping?.columns?.['date']).toEqual({
      type: 'date',
      format: 'DD/MM/YYYY',
    })
    expect(dated('07/13/2026').mapping?.columns?.['date']).toEqual({ type: 'date', format: 'MM/DD/YYYY' })
    const open = dated('01/07/2026')
    expect(open.mapping?.columns?.['date']).toEqual({ type: 'date' })
    expect(open.guesses.find(({ column }) => column === 'date')?.doubt).toEqual({
      formats: ['DD/MM/YYYY', 'MM/DD/YYYY'],
    })
    expect(dated('1 July 2026').mapping?.columns?.['date']).toEqual({ type: 'date' })
    expect(dated('soon')).toMatchObject({ unused: ['date'], guesses: [{}, { doubt: 'no_date' }] })
    expect(dated('soon').mapping?.credential).toBeUndefined()
    expect(dated('13/07/2026', '14/07/2026', '07/13/2026').guesses[1]?.doubt).toBe('no_date')
    const bad = dated('13.07.2026', '31.06.2026', '14.07.2026')
    expect(bad.guesses[1]).toMatchObject({ format: 'DD.MM.YYYY', doubt: { cell: '31.06.2026' } })
    expect(bad.mapping).toMatchObject({ credential: { validFrom: '{date}' } })
    expect(guess('email;Prüfungsdatum', 'a@example.org;2026-07-01').mapping?.credential).toEqual({
      validFrom: '{Prüfungsdatum}',
    })
  })

  it('takes no key that is empty or doubled, and none from a column "id"', () => {
    const table = 'email;Student ID;id'
    expect(guess(table, 'a@example.org;1;1', 'b@example.org;2;2').mapping?.key).toBe('{Student ID}')
    const doubled = guess(table, 'a@example.org;1;1', 'b@example.org;1;2')
    expect(doubled.mapping?.key).toBeUndefined()
    expect(doubled).toMatchObject({ unused: ['Student ID', 'id'], guesses: [{}, { doubt: 'not_unique' }] })
    expect(guess(table, 'a@example.org;1;1', 'b@example.org;;2').mapping?.key).toBeUndefined()
  })

  it('takes no address from a column that holds none, and no name from half of one', () => {
    expect(guess('Mail;Name', 'yes;Ada')).toMatchObject({ mapping: undefined, unused: ['Mail', 'Name'] })
    expect(guess('email;Nom', 'a@example.org;Ada').mapping?.recipient).toEqual({ email: '{email}' })
    expect(guess('email;Nom', 'a@example.org;Ada').unused).toEqual(['Nom'])
  })

  it('asks for neither of two recipients in each row', () => {
    expect(guess('email;did', 'a@example.org;', ';did:web:example.org').mapping?.columns).toEqual({
      email: { type: 'email' },
      did: { type: 'did' },
    })
  })

  it('leaves names alone that mean something in a template', () => {
    expect(guess('{email};email', 'x;a@example.org').mapping?.recipient).toEqual({ email: '{email}' })
  })
})
