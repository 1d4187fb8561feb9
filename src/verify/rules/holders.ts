/** The rules for documents that hold credentials; `verify` loads this file for those alone. */
export { checkClr } from './clr.js'
export { checkPresentation } from './presentation.js'
