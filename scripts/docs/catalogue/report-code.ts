/** Shape of the tables of causes and remedies of report codes. */
import type { SentenceCode } from '../../../src/verify/messages/en.js'

/** How a row ends with the code, or that it is a warning; several where it depends. */
type Ends = 'pass' | 'fail' | 'unknown' | 'skipped' | 'warning'

export type ReportCodes = Partial<
  Record<SentenceCode, readonly [ends: Ends | `${Ends}, ${Ends}`, cause: string, remedy: string]>
>
