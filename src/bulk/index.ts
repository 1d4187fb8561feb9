/** `laurel/bulk`: issues badges from tables into files, with journals and worker threads. For Node. */
export { type AuditOptions, type AuditResult, auditBatch } from './audit/audit-batch.js'
export type { AuditFinding, AuditKind } from './audit/findings.js'
export type { BatchOptions, IdleOption as UnusedOption } from './batch-options.js'
export type { BatchResult } from './batch-result.js'
export type { DateFormat } from './dates/date-formats.js'
export type { DryRun } from './dry-run.js'
export type { Bytes } from './files/byte-source.js'
export type { OutputForm } from './files/output.js'
export { type WriteOptions, writeFile, writeIfChanged } from './files/write-file.js'
export { type CredentialName, credentialId, uuidV5 } from './ids/credential-id.js'
export { issueBatch } from './issue-batch.js'
export { issueRecords, type RecordsResult } from './issue-records.js'
export { type Mapping, parseMapping, type RecordMapping } from './mapping/mapping.js'
export type { Template } from './mapping/template.js'
export type { RowWarning } from './plan/row-warnings.js'
export type { BadgeChange, PlannedBatch } from './planned-batch.js'
export { type KeyMaterial, parseKey, signerOf } from './signer/key-material.js'
export {
  type ChangeStatusOptions,
  changeStatus,
  type StatusAction,
  type StatusChange,
  type StatusLogEntry,
  statusLog,
} from './status/change-status.js'
export type { StatusOptions } from './status/status-options.js'
export type { PublishedList } from './status/write-status-lists.js'
export type { Cell, CellFault, Column, ColumnType } from './table/cell.js'
export type { TextEncoding } from './table/decode-text.js'
export { readCell } from './table/read-cell.js'
export { type CsvOptions, readCsv } from './table/read-csv.js'
export { readNdjson } from './table/read-ndjson.js'
export { type ReadTableOptions, readTable, type TableRow } from './table/read-table.js'
export type { Row, RowIssue } from './table/row.js'
export { csvSource, ndjsonSource, type RowSource, rowsFrom } from './table/row-source.js'
export type { OnProgress, Progress } from './tasks/progress.js'
