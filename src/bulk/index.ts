/** `laurel/bulk`: tables in, plans, journals, workers and files out. For Node. */
export { type AuditOptions, type AuditResult, auditBatch } from './audit-batch.js'
export type { AuditFinding, AuditKind } from './audit-findings.js'
export type { BatchOptions } from './batch-options.js'
export {
  type ChangeStatusOptions,
  changeStatus,
  type StatusAction,
  type StatusChange,
  type StatusLogEntry,
  statusLog,
} from './change-status.js'
export { type Cell, type CellFault, type Column, type ColumnType, readCell } from './column.js'
export { type BatchResult, issueBatch } from './issue-batch.js'
export { type KeyMaterial, parseKey, signerOf } from './key-material.js'
export { type Mapping, parseMapping } from './mapping.js'
export type { OutputForm } from './output.js'
export type { OnProgress, Progress } from './progress.js'
export type { Bytes } from './read-bytes.js'
export { type CsvOptions, readCsv } from './read-csv.js'
export { readNdjson } from './read-ndjson.js'
export { type ReadTableOptions, readTable, type TableRow } from './read-table.js'
export type { Row, RowIssue } from './row.js'
export { csvSource, ndjsonSource, type RowSource, rowsFrom } from './sources.js'
export type { PublishedList } from './status-lists.js'
export type { Template } from './template.js'
export { type CredentialName, credentialId, uuidV5 } from './uuid-v5.js'
export { type WriteOptions, writeFile, writeIfChanged } from './write-file.js'
