/** A handful of points; `npm run test:crash` does 200 on 10,000 rows. */
import { expect, it } from 'vitest'
import { crashPoints } from './crash-points.js'

it('ends as an undisturbed run does, wherever it was killed', async () => {
  const points = await crashPoints({ points: 3, rows: 3000, workers: 2, kills: 2 })
  expect(points.map(({ identical }) => identical)).toEqual([true, true, true])
  for (const { kept, signed } of points) expect(kept + signed).toBe(3000)
}, 240_000)
