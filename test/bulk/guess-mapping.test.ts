import { describe, expect, it } from 'vitest'
import { guessMapping } from '../../src/bulk/mapping/guess-mapping.js'
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
