/** One measured run of the built package: `bulk-run.mjs ENTRY TABLE OUT WORKERS ROWS [QUEUE ADDRESS]`. Plain JavaScript, so that no loader weighs in. */
const [entry, table, out, workers, rows, queueEntry, address] = process.argv.slice(2)
const { csvSource, issueBatch, parseKey } = await import(entry)

const key = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
}
const memory = []
const shares = [10, 50, 100]
let signBegan = 0
let doneThen = 0
const began = performance.now()
const used = process.cpuUsage()
const timer = setInterval(() => 0, 1000)
const queued = address === undefined ? undefined : await import(queueEntry)
const queue = await queued?.redisQueue(address)
const issue = queue === undefined ? issueBatch : queued.issueOnQueue
const result = await issue({
  ...(queue === undefined ? { workers: Number(workers) } : { queue, inFlight: 16 }),
  source: csvSource(table),
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
    url: 'https://example.edu',
  },
  achievement: {
    id: 'https://example.edu/achievements/rust-1',
    type: ['Achievement'],
    name: 'Rust I',
    description: 'Writes small programs in Rust.',
    criteria: { narrative: 'Passed the exam with 50 points or more.' },
    tag: ['programming', 'rust'],
    alignment: [
      {
        type: ['Alignment'],
        targetName: 'Systems programming',
        targetUrl: 'https://frameworks.example.org/systems-programming',
        targetType: 'ext:Skill',
      },
    ],
  },
  status: { url: 'https://example.edu/status/{list}' },
  key: parseKey(JSON.stringify(key)),
  out,
  onProgress: ({ phase, done, memory: bytes }) => {
    if (phase !== 'sign') return
    if (signBegan === 0) {
      signBegan = performance.now()
      doneThen = done
    }
    while (shares.length > 0 && done >= (Number(rows) * shares[0]) / 100) {
      memory.push({ share: shares.shift(), memory: Math.round(bytes / 1e6) })
    }
  },
})
clearInterval(timer)
await queue?.close()
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(used)
const signSeconds = (performance.now() - signBegan) / 1000
process.stdout.write(
  JSON.stringify({
    perSecond: Number(rows) / seconds,
    signPerSecond: signBegan === 0 ? 0 : (result.signed - doneThen) / signSeconds,
    processorTime: (user + system) / Number(rows),
    signed: result.signed,
    memory,
    // Given in KiB.
    most: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
  }),
)
