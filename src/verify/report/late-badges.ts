/** Makes the views of a report at the first access, because most callers need only the verdict. */
import type { JsonObject } from '../../encoding/json.js'
import type { Report } from './report.js'

type Badges = Report['badges']

/** The document that a report is about, as far as one was found. */
export interface Judged {
  /** As it was handed in. */
  readonly document?: JsonObject | undefined
  /** What it says, if that is not the document itself. */
  readonly reading?: JsonObject | undefined
}

/** The member of a report with what its views are made of. A symbol is not listed, and proxies pass it on. */
const PARTS = Symbol('badges')

interface Late {
  readonly [PARTS]: { readonly make: () => Badges; readonly judged: Judged }
}

/** All reports share one getter, because engines are slow with objects that have their own. */
const LATE: PropertyDescriptor & ThisType<Late> = {
  get() {
    const value = this[PARTS].make()
    Reflect.defineProperty(this, 'badges', { value, writable: true, enumerable: true, configurable: true })
    return value
  },
  enumerable: true,
  configurable: true,
}

/** Completes a report that lacks only its views. */
export function withBadges(report: object, make: () => Badges, judged: Judged): Report {
  Object.defineProperty(report, PARTS, { value: { make, judged } })
  return Object.defineProperty(report, 'badges', LATE) as Report
}

/** Whether an object is a report that `verify` returned here, and not a copy. */
export function isMade(report: object): boolean {
  return PARTS in report
}

/**
 * The document of a report, verified or not. Only for pages that say what is wrong with it: callers get no credential from
 * a report that is not verified. A copy of a report does not have it.
 */
export function judgedBy(report: Report): Judged {
  return (report as unknown as Partial<Late>)[PARTS]?.judged ?? {}
}
