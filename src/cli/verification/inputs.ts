/** The badges in files. A file has one badge; for NDJSON, each line has one. */
import { extname } from 'node:path'
import { bytesOf } from '../../bulk/files/byte-source.js'
import { lines } from '../../bulk/table/read-ndjson.js'
import { VERIFY_LIMITS } from '../../index.js'
import { readHead } from '../io/files.js'
import { CallError, type Shell } from '../io/shell.js'

export interface BadgeInput {
  /** The name of the file; for NDJSON with the number of the line: `out.ndjson:12`. */
  readonly name: string
  readonly bytes: Uint8Array
  /** For NDJSON: the number of the line. */
  readonly line?: number
}

const LINES: ReadonlySet<string> = new Set(['.ndjson', '.jsonl'])
const LINE_FEED = 0x0a

/**
 * Reads the badges in a file or in standard input. It recognises NDJSON by the name of the file or the first line, and
 * keeps one line in memory. A larger file of another form is cut, so that the report says that it is too large.
 * @throws OpenBadgeError `file_failed`, `limit_exceeded`; CallError for long NDJSON in standard input
 */
export async function* inputsIn(shell: Shell, file: string): AsyncGenerator<BadgeInput> {
  if (isLines(file)) {
    yield* linesOf(file, bytesOf(file))
    return
  }
  const head = await readHead(shell, file, VERIFY_LIMITS.input)
  if (!isNdjson(head)) yield { name: file, bytes: head }
  else if (head.length <= VERIFY_LIMITS.input) yield* linesOf(file, bytesOf(head))
  else if (file !== '-') yield* linesOf(file, bytesOf(file))
  else {
    throw new CallError(
      `standard input is NDJSON of more than ${VERIFY_LIMITS.input} bytes`,
      'Write it into a file, and give the name of the file.',
    )
  }
}

/** Whether the name says that each line of the file holds a badge. */
export function isLines(file: string): boolean {
  return LINES.has(extname(file).toLowerCase())
}

async function* linesOf(file: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<BadgeInput> {
  let line = 0
  for await (const bytes of lines(source)) {
    line++
    if (bytes.some((byte) => byte > 0x20)) yield { name: `${file}:${line}`, bytes, line }
  }
}

/** Whether there are several lines, and the first is a JSON object by itself. */
function isNdjson(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(LINE_FEED)
  if (bytes[0] !== 0x7b || end < 0 || !bytes.subarray(end).some((byte) => byte > 0x20)) return false
  try {
    JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))
    return true
  } catch {
    return false
  }
}
