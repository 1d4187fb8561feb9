/** `npm run test:crash [POINTS] [ENTRY]`: kill −9 at 200 random points of a run of 10,000 rows with 2 workers. */
import { crashPoints } from '../bulk/crash-points.js'

const count = Number(process.argv[2] ?? 200)
const entry = process.argv[3] ?? new URL('../../dist/bulk.js', import.meta.url).href
const began = performance.now()
const points = await crashPoints({
  points: count,
  rows: 10_000,
  workers: 2,
  entry,
  onPoint: ({ point, killedAt, kept, signed, identical }) => {
    console.log(
      `${String(point + 1).padStart(3)}/${count}  killed at ${killedAt.join(', ') || '– (it was done)'}  kept ${kept}  signed ${signed}  ${identical ? 'identical' : 'DIFFERENT'}`,
    )
  },
})
const killed = points.filter(({ killedAt }) => killedAt.length > 0)
const partly = killed.filter(({ kept, signed }) => kept > 0 && signed > 0)
const bad = points.filter(({ identical }) => !identical)
console.log(
  `${points.length} points, ${killed.length} killed (${partly.length} with part of the rows signed), ${bad.length} different, ${Math.round((performance.now() - began) / 1000)} s`,
)
process.exitCode = bad.length === 0 ? 0 : 1
