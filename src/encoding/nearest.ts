/** Finds the name that a misspelt name probably means. */

const LONGEST = 40

/** The closest candidate, if it differs in at most a third of the name's characters (at least one edit). */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  if (name.length > LONGEST || name === '') return undefined
  const wanted = name.toLowerCase()
  let best: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    const edits = distance(wanted, candidate.toLowerCase())
    if (edits < least) {
      least = edits
      best = candidate
    }
  }
  return best
}

/** Optimal string alignment distance: insertions, deletions, replacements, swaps of neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let edits = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, before[j - 2]! + 1)
      }
      next.push(edits)
    }
    before = row
    row = next
  }
  return row[b.length]!
}
