/** Whether each record of a journal follows the one before it. In two journals that were joined, and with copied lines, one does not. */
import type { JournalRecord } from './journal-records.js'

export interface ReadRecord {
  readonly record: JournalRecord
  /** The checksum of its line. */
  readonly sum: string
  /** The checksum of the line before it. Lines of older versions, and first lines, lack it. */
  readonly after: string | undefined
}

export class RecordOrder {
  /** The checksum of the last record; empty at the beginning. */
  last = ''
  private run = 0

  /** Returns what is wrong with the record, if it does not follow the last one. */
  add({ record, sum, after }: ReadRecord): string | undefined {
    const fault =
      after !== undefined && after !== this.last
        ? 'does not follow the line before it: lines were copied or removed'
        : this.faultOf(record)
    this.last = sum
    return fault
  }

  /** Finds joined journals of older versions too. */
  private faultOf(record: JournalRecord): string | undefined {
    if (record.type === 'batch' && this.last !== '') return 'begins another batch: two journals were joined'
    if (record.type === 'run') {
      const isNext = record.run > this.run
      this.run = record.run
      return isNext ? undefined : `belongs to run ${record.run} again: lines were copied`
    }
    const isOfOther = 'run' in record && this.run > 0 && record.run !== this.run
    return isOfOther
      ? `belongs to run ${record.run}, and not to run ${this.run}: lines were copied`
      : undefined
  }
}
