/** The rules for documents that hold credentials; `verify` loads this file for those alone. */
export { checkRecord } from '../../schema/check-record.js'
export { checkPresentation } from './presentation.js'
