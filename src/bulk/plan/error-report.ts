/** Writes the findings of a plan as NDJSON for programs, and as CSV for the people who edit the table. */
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { REPORT_NAMES } from '../files/output.js'
import { PartFile } from '../files/part-file.js'
import type { RowIssue } from '../table/row.js'

const COLUMNS = ['row', 'column', 'code', 'message', 'hint', 'pointer', 'value'] as const

/** The path of the report for people. */
export function reportPath(folder: string): string {
  return join(folder, REPORT_NAMES.csv)
}

/** The files are made with the first finding. A plan without findings removes the report of the earlier plan. */
export class ErrorReport {
  count = 0
  private readonly folder: string
  private files: readonly [PartFile, PartFile] | undefined

  constructor(folder: string) {
    this.folder = folder
  }

  async add(issues: readonly RowIssue[]): Promise<void> {
    if (issues.length === 0) return
    this.files ??= await this.open()
    this.count += issues.length
    const [ndjson, csv] = this.files
    await ndjson.append([Buffer.from(issues.map((issue) => `${JSON.stringify(issue)}\n`).join(''))])
    await csv.append([Buffer.from(issues.map(csvLine).join(''))])
  }

  /** Removes the report, because the plan did not finish. */
  async discard(): Promise<void> {
    for (const file of this.files ?? []) await file.discard()
  }

  async finish(): Promise<void> {
    for (const file of this.files ?? []) await file.finish()
    if (this.files !== undefined) return
    for (const name of Object.values(REPORT_NAMES)) await rm(join(this.folder, name), { force: true })
  }

  private async open(): Promise<readonly [PartFile, PartFile]> {
    const mark = randomBytes(6).toString('hex')
    const [ndjson, csv] = Object.values(REPORT_NAMES).map((name) => join(this.folder, name))
    const files = [
      await PartFile.create(ndjson!, `${ndjson}.${mark}.part`),
      await PartFile.create(csv!, `${csv}.${mark}.part`),
    ] as const
    // The byte order mark shows spreadsheets that the file is UTF-8.
    await files[1].append([Buffer.from(`\uFEFF${COLUMNS.join(',')}\r\n`)])
    return files
  }
}

function csvLine(issue: RowIssue): string {
  return `${COLUMNS.map((name) => csvCell(String(issue[name] ?? ''))).join(',')}\r\n`
}

/**
 * Spreadsheets treat cells that begin with = + - @ as formulas, also in their fullwidth forms, so these get an apostrophe. A
 * spreadsheet may separate cells at other characters than the comma, so it is also put behind those.
 */
function csvCell(text: string): string {
  const safe = text.replace(/(^|[;,|\t\r\n])(?= *[=+\-@＝＋－＠])/g, "$1'").replace(/^(?=[\t\r])/, "'")
  return `"${safe.replaceAll('"', '""')}"`
}
