/** Makes the views of a report at the first access, because most callers need only the verdict. */
import type { Report } from './report.js'

type Badges = Report['badges']

/** The member of a report with the function that makes its views. A symbol is not listed, and proxies pass it on. */
const MAKE = Symbol('badges')

interface Late {
  readonly [MAKE]: () => Badges
}

/** All reports share one getter, because engines are slow with objects that have their own. */
const LATE: PropertyDescriptor & ThisType<Late> = {
  get() {
    const value = this[MAKE]()
    Reflect.defineProperty(this, 'badges', { value, writable: true, enumerable: true, configurable: true })
    return value
  },
  enumerable: true,
  configurable: true,
}

/** Completes a report that lacks only its views. */
export function withBadges(report: object, make: () => Badges): Report {
  Object.defineProperty(report, MAKE, { value: make })
  return Object.defineProperty(report, 'badges', LATE) as Report
}
