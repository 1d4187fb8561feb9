/** Most callers ask for the verdict alone, so the views of a report are made when they are first looked at. */
import type { Report } from './report.js'

type Badges = Report['badges']

/** Under which a report keeps how its views are made; a name that nobody lists, and that proxies pass on. */
const MAKE = Symbol('badges')

interface Late {
  readonly [MAKE]: () => Badges
}

/** One getter for all reports: an object with a getter of its own has a shape of its own, which is slow and stays. */
const LATE: PropertyDescriptor & ThisType<Late> = {
  get() {
    const value = this[MAKE]()
    Reflect.defineProperty(this, 'badges', { value, writable: true, enumerable: true, configurable: true })
    return value
  },
  enumerable: true,
  configurable: true,
}

/** Makes a report of an object that lacks nothing but its views. */
export function withBadges(report: object, make: () => Badges): Report {
  Object.defineProperty(report, MAKE, { value: make })
  return Object.defineProperty(report, 'badges', LATE) as Report
}
