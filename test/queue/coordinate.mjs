/** One run of the built package: `coordinate.mjs TABLE OUT ADDRESS LEASE IN_FLIGHT`; without an address on this machine. */
const [table, out, address = '', lease = '30', inFlight = '32'] = process.argv.slice(2)
const { csvSource, issueBatch, parseKey } = await import('../../dist/bulk.js')
const { issueOnQueue, redisQueue } = await import('../../dist/queue.js')

const tell = (value) => process.stdout.write(`${JSON.stringify(value)}\n`)
let told = 0
const options = {
  source: csvSource(table),
  mapping: {
    key: '{no}',
    recipient: { email: '{email}', name: '{name}' },
    columns: { no: { required: true }, email: { type: 'email', required: true }, passed: { type: 'date' } },
    credential: { validFrom: '{passed}' },
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
  // RFC 8410's example key: known to everyone, so used for nothing real.
  key: parseKey(
    JSON.stringify({
      kty: 'OKP',
      crv: 'Ed25519',
      d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    }),
  ),
  out,
  created: new Date('2026-06-30T12:00:00Z'),
  seed: new Uint8Array(32).fill(7),
  onProgress: ({ phase, done, memory }) => {
    told = Math.max(told, memory)
    tell({ phase, done })
  },
}
try {
  if (address === '') tell({ result: await issueBatch({ ...options, workers: 2 }) })
  else {
    const queue = await redisQueue(address, { leaseSeconds: Number(lease) })
    const onEvent = (event) => tell({ event })
    try {
      tell({ result: await issueOnQueue({ ...options, queue, inFlight: Number(inFlight), onEvent }) })
    } finally {
      await queue.close()
    }
  }
  tell({ memory: Math.max(told, process.resourceUsage().maxRSS * 1024) })
} catch (error) {
  tell({ error: { code: error.code, message: error.message, details: error.details } })
  process.exitCode = 2
}
