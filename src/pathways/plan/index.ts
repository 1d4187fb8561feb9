/** The public exports of this room. */
export { waiverId } from './compile.js'
