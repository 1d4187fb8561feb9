/** Makes the views of a report at the first access, because most callers need only the verdict. */
import { type Badges, type Deferred, type Judged, PARTS } from './judged.js'
import type { Report } from './report.js'

/** All reports share one getter, because engines are slow with objects that have their own. */
const DEFERRED: PropertyDescriptor & ThisType<Deferred> = {
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
  return Object.defineProperty(report, 'badges', DEFERRED) as Report
}
