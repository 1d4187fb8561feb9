/** The rules for documents that contain credentials. `verify` loads this file only for such documents. */
export { checkRecord } from '../../schema/check-record.js'
export { checkPresentation } from './presentation.js'
