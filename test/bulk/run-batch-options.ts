/** What runs that are killed and runs that are not have in common. Imports nothing, so that it costs nothing. */
export const KEY_TEXT = JSON.stringify({
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
})

export const BATCH = {
  mapping: {
    key: '{no}',
    recipient: { email: '{email}', name: '{name}' },
    columns: { no: { required: true }, email: { type: 'email', required: true }, passed: { type: 'date' } },
    credential: {
      validFrom: '{passed}',
      evidence: [{ id: 'https://example.edu/exams/{no}', type: ['Evidence'], name: 'Exam, {score} points' }],
    },
  },
  issuer: {
    id: 'did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw',
    type: ['Profile'],
    name: 'Example University',
  },
  achievement: {
    id: 'https://example.edu/achievements/rust-1',
    type: ['Achievement'],
    name: 'Rust I',
    description: 'Writes small programs in Rust.',
    criteria: { narrative: 'Passed the exam.' },
  },
  status: { url: 'https://example.edu/status/{list}' },
  created: new Date('2026-06-30T12:00:00Z'),
  seed: new Uint8Array(32).fill(7),
} as const
