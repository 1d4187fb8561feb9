/**
 * The check of the programs in documents fails where a reader's compiler would. It once only ran them, without types, and so
 * README's program for an LMS did not compile: its first types are here, in short, with the program of that time.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { compileStrictly, writeFences } from '../../scripts/check/consumer-types.js'

const README = `
\`\`\`ts lms.ts
import { bake, issue, openBadge } from 'laurel'

const signed = await issue(openBadge({ name: 'Rust I' }))
console.log(bake('<svg/>', signed))
\`\`\`
`

/** @param credential what \`bake\` takes */
const types = (credential: string): string => `
type Json = string | number | boolean | null | readonly Json[] | JsonObject
interface JsonObject { readonly [name: string]: Json }
interface RelatedResource { readonly id: string }
interface OpenBadge { readonly name: string; readonly relatedResource?: RelatedResource | readonly RelatedResource[] }
type Issued<T> = T & { readonly proof: readonly JsonObject[] }
export function openBadge(input: { name: string }): OpenBadge
export function issue<T extends object>(credential: T): Promise<Issued<T>>
export function bake(image: string, credential: ${credential}): string
`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-consumer-types-'))
  mkdirSync(join(folder, 'node_modules/laurel'), { recursive: true })
  const manifest = { name: 'laurel', type: 'module', exports: { '.': { types: './index.d.ts' } } }
  writeFileSync(join(folder, 'node_modules/laurel/package.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The errors in each configuration. */
function check(credential: string): readonly string[] {
  writeFileSync(join(folder, 'node_modules/laurel/index.d.ts'), types(credential))
  const include = writeFences(folder, README)
  const answers: string[] = []
  const run = (cwd: string, command: string, ...args: readonly string[]): void => {
    try {
      execFileSync(command, args, { cwd, stdio: 'pipe' })
      answers.push('compiles')
    } catch (error) {
      answers.push(
        /\w+\.ts\(\d+,\d+\): error TS\d+/.exec(String((error as { stdout?: unknown }).stdout))?.[0] ??
          'fails',
      )
    }
  }
  const sources = { what: 'the program', include, types: [], skipLibCheck: true }
  compileStrictly(folder, resolve('node_modules/.bin/tsc'), sources, run)
  return answers
}

it('does not compile with the types of that time, in any of four configurations', () => {
  expect(check('JsonObject')).toEqual(Array(4).fill('lms.ts(4,28): error TS2345'))
}, 60_000)

it('compiles with the types of today', () => {
  expect(check('object')).toEqual(Array(4).fill('compiles'))
}, 60_000)
