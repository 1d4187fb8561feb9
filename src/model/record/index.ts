/** The public exports of this room. */
export { type ClrInput, type ClrOptions, clr } from './clr.js'
