/** The public exports of this room. */
export { EVALUATE_LIMITS } from './settings.js'
