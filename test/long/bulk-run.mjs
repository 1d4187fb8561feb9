/**
 * One measured run of the built package: `bulk-run.mjs ENTRY TABLE OUT WORKERS ROWS [QUEUE ADDRESS]`. Plain JavaScript, so that no
 * loader weighs in. Node must run it with `--expose-gc`: memory is sampled after a collection, whose time does not count.
 */
const [entry, table, out, workers, rows, queueEntry, address] = process.argv.slice(2)
const { csvSource, issueBatch, parseKey } = await import(entry)

const key = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
}
/** Shares of the rows of a phase at which memory is sampled. */
const SHARES = [1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
const memory = []
const left = { plan: [...SHARES], sign: [...SHARES] }
const collecting = { milliseconds: 0, microseconds: 0 }
let signBegan = 0
let doneThen = 0

function sample(phase, done) {
  const shares = left[phase]
  const share = (100 * done) / Number(rows)
  if (shares.length === 0 || share < shares[0]) return
  while (shares.length > 0 && share >= shares[0]) shares.shift()
  const began = performance.now()
  const used = process.cpuUsage()
  const { rss } = process.memoryUsage()
  globalThis.gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  const { user, system } = process.cpuUsage(used)
  collecting.milliseconds += performance.now() - began
  collecting.microseconds += user + system
  memory.push({ phase, share: Math.round(share), rss, heap: heapUsed, buffers: arrayBuffers })
}

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
  onProgress: ({ phase, done }) => {
    sample(phase, done)
    if (phase !== 'sign' || signBegan > 0) return
    signBegan = performance.now()
    doneThen = done
  },
})
clearInterval(timer)
await queue?.close()
const seconds = (performance.now() - began - collecting.milliseconds) / 1000
const { user, system } = process.cpuUsage(used)
const signSeconds = (performance.now() - signBegan) / 1000
process.stdout.write(
  JSON.stringify({
    perSecond: Number(rows) / seconds,
    signPerSecond: signBegan === 0 ? 0 : (result.signed - doneThen) / signSeconds,
    processorTime: (user + system - collecting.microseconds) / Number(rows),
    signed: result.signed,
    memory,
    // Given in KiB.
    most: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
  }),
)
