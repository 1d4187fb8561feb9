/** What a registrar's system exports: semicolons, CRLF, a byte order mark, German dates, codes for grades. */

const FIRST = [
  'Zoë',
  'José',
  'Łukasz',
  'Siobhán',
  '小明',
  'فاطمة',
  'शर्मा',
  'Ольга',
  'Γιώργος',
  'Adébáyọ̀',
  '太郎',
  'Nomvula',
]
const LAST = [
  'Ångström',
  'Müller',
  'Wójcik',
  'O’Brien',
  '王',
  'الزهراء',
  'अर्जुन',
  'Кузнецова',
  'Παπαδόπουλος',
  'Ọlátúnjí',
  '山田',
  'Dlamini',
]
const GRADES = ['A', 'B', 'C']

/** `count` rows, the same each time. */
export function registrarExport(count: number): string {
  const lines = ['\uFEFFMatrikel;Vorname;Nachname;E-Mail;Abschluss;Note;Module']
  for (let i = 0; i < count; i++) {
    const [day, month] = [1 + ((i * 7) % 28), 1 + ((i * 3) % 9)]
    const modules = i % 5 === 0 ? '"Hydrology; field work"' : 'Statistics'
    lines.push(
      [
        String(700_000 + i),
        FIRST[i % FIRST.length],
        LAST[(i * 5) % LAST.length],
        `m${700_000 + i}@students.example.edu`,
        `${String(day).padStart(2, '0')}.${String(month).padStart(2, '0')}.2026`,
        GRADES[i % 3],
        modules,
      ].join(';'),
    )
  }
  return `${lines.join('\r\n')}\r\n`
}
