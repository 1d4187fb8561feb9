/** What the package shows of records. */
export { type ClrInput, type ClrOptions, clr } from './clr.js'
