/** Which column of the registrar's export fills which field of the badge. */
import type { Mapping } from 'laurel/bulk'

export const mapping: Mapping = {
  key: '{number}',
  recipient: { email: '{email}', name: '{first} {last}' },
  columns: {
    number: { header: 'Matrikel', type: 'integer', required: true },
    first: { header: 'Vorname', required: true },
    last: { header: 'Nachname', required: true },
    email: { header: 'E-Mail', type: 'email', required: true },
    passed: { header: 'Abschluss', type: 'date', format: 'DD.MM.YYYY', required: true },
    grade: {
      header: 'Note',
      values: { A: 'with distinction', B: 'with merit', C: 'passed' },
      required: true,
    },
    modules: { header: 'Module', separator: ';' },
  },
  credential: {
    validFrom: '{passed}',
    credentialSubject: { narrative: 'Passed: {grade}.' },
    evidence: [
      { id: 'https://rivers.example.edu/theses/{number}', type: ['Evidence'], name: 'Field report' },
    ],
  },
}
