/** Regular expressions from strangers: only those whose worst case is a small power of the text's length (SEC-14). */

const PATTERN_LENGTH = 500
/** Steps that a match may take at worst. */
const WORK = 20_000_000

/** Whether the text matches; `undefined` when the pattern is malformed or might take too long on it. */
export function boundedPattern(pattern: string, text: string): boolean | undefined {
  const cost = costOf(pattern)
  if (cost === undefined || (text.length + 1) ** (cost.loops + 1) * 2 ** cost.forks > WORK) return undefined
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return undefined
  }
}

interface Cost {
  /** Repetitions one after another: each may multiply the work by the text's length. */
  readonly loops: number
  /** Choices one after another: each may double the work. */
  readonly forks: number
}

/**
 * Repeated groups with a repetition or a choice inside can be exponential; those, back references and look-arounds
 * have no bound here.
 */
function costOf(pattern: string): Cost | undefined {
  if (pattern.length > PATTERN_LENGTH || /\\[1-9k]|\(\?[<=!]/.test(pattern)) return undefined
  const bare = pattern
    .replace(/\\./gu, 'a')
    .replace(/\[\^?\]?[^\]]*\]/g, 'a')
    .replaceAll('(?:', '(')
  let loops = 0
  let forks = 0
  const risky: boolean[] = []
  for (let i = 0; i < bare.length; i++) {
    const c = bare[i]
    if (c === '(') risky.push(false)
    else if (c === '|' || c === '?') {
      // After another repetition a `?` only says "as few as possible"; counting it costs nothing but caution.
      forks++
      mark(risky)
    } else if (c === ')') {
      const inside = risky.pop() ?? false
      const repeated = /^(?:[*+]|\{\d*,?\d*\})/.test(bare.slice(i + 1, i + 12))
      if (inside && repeated) return undefined
      if (inside) mark(risky)
    } else if (c === '*' || c === '+' || c === '{') {
      loops++
      mark(risky)
    }
  }
  return { loops, forks }
}

function mark(risky: boolean[]): void {
  if (risky.length > 0) risky[risky.length - 1] = true
}
