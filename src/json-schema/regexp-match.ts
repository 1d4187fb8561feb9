/**
 * Matches untrusted regular expressions in one pass over the text. It follows all alternatives at once (Thompson's
 * construction), so that the work is at most the pattern's size times the text's length.
 */
import { type Assertion, type Characters, type PatternNode, readPattern } from './regexp-parse.js'

/** A compiled pattern. */
export type PatternProgram = readonly Instruction[]

type Instruction =
  | { readonly kind: 'one'; readonly of: Characters }
  | { readonly kind: 'assert'; readonly that: Assertion }
  | { readonly kind: 'go'; readonly to: readonly number[] }
  | { readonly kind: 'end' }

/** Counts work: one step for each state, about 50 ns. It may throw to stop the match. */
export type Step = (count: number) => void

/** Most instructions of one program, with repetitions written out. */
const SIZE = 5000
/** Steps to compile a character class, a Unicode property, and an instruction. */
const CLASS = 500
const PROPERTY = 2500
const INSTRUCTION = 8

/** Compiles a pattern; `undefined` if it is malformed, too large, or not supported. */
export function compilePattern(source: string, step: Step): PatternProgram | undefined {
  step(source.length)
  const read = readPattern(source)
  if (read === undefined || !(read.node.size <= SIZE)) return undefined
  // `!(… <= …)` is also true for NaN.
  step(read.classes * CLASS + read.properties * PROPERTY + read.node.size * INSTRUCTION)
  const program: Instruction[] = []
  write(read.node, program)
  program.push({ kind: 'end' })
  return program
}

function write(node: PatternNode, program: Instruction[]): void {
  switch (node.kind) {
    case 'sequence':
      for (const item of node.items) write(item, program)
      return
    case 'choice': {
      const ends: number[][] = []
      for (const option of node.options) {
        const to = go(program)
        to.push(program.length)
        write(option, program)
        ends.push(go(program))
        to.push(program.length)
      }
      // No option follows the last one.
      program.push({ kind: 'go', to: [] })
      for (const end of ends) end.push(program.length)
      return
    }
    case 'repeat': {
      const { item, min, max } = node
      for (let i = 0; i < min; i++) write(item, program)
      const ways: number[][] = []
      for (let i = min; i < (max === Number.POSITIVE_INFINITY ? min + 1 : max); i++) {
        const back = program.length
        const to = go(program)
        to.push(program.length)
        ways.push(to)
        write(item, program)
        if (max === Number.POSITIVE_INFINITY) go(program).push(back)
      }
      for (const to of ways) to.push(program.length)
      return
    }
    default:
      program.push(node)
  }
}

/** Writes a jump whose targets are filled in later. */
function go(program: Instruction[]): number[] {
  const to: number[] = []
  program.push({ kind: 'go', to })
  return to
}

/** Whether the pattern matches anywhere in the text, like `RegExp.prototype.test` with the flag `u`. */
export function matchesPattern(program: PatternProgram, text: string, step: Step): boolean {
  step(program.length)
  /** For each instruction, the position in the text at which it was last reached. */
  const reached = new Int32Array(program.length).fill(-1)
  let states: number[] = []
  let before: number | undefined
  for (let at = 0; ; ) {
    const point = text.codePointAt(at)
    const character = point === undefined ? '' : String.fromCodePoint(point)
    const later: number[] = []
    let work = 1
    // A match may begin at every position.
    states.push(0)
    for (let state = states.pop(); state !== undefined; state = states.pop()) {
      work++
      if (reached[state] === at) continue
      reached[state] = at
      const instruction = program[state]!
      if (instruction.kind === 'end') {
        step(work)
        return true
      }
      if (instruction.kind === 'go') states.push(...instruction.to)
      else if (instruction.kind === 'assert') {
        if (holds(instruction.that, at, before, point)) states.push(state + 1)
      } else if (point !== undefined) {
        const { of } = instruction
        if (typeof of !== 'number') work++
        if (typeof of === 'number' ? of === point : of.test(character)) later.push(state + 1)
      }
    }
    step(work)
    if (point === undefined) return false
    states = later
    before = point
    at += character.length
  }
}

function holds(that: Assertion, at: number, before: number | undefined, after: number | undefined): boolean {
  if (that === '^') return at === 0
  if (that === '$') return after === undefined
  return (isWord(before) !== isWord(after)) === (that === '\\b')
}

/** ECMA-262, WordCharacters without the flag `i`. */
function isWord(point: number | undefined): boolean {
  return point !== undefined && /^\w$/.test(String.fromCodePoint(point))
}
