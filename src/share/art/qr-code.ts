/** A QR code as inline SVG: one path, readable by screen readers through its label. */
import { encode } from 'uqr'
import { escapeMarkup } from '../facts/escape.js'

/** Throws a TypeError when the text is longer than a QR code of medium error correction holds (about 2,300 bytes). */
export function qrCode(text: string, label: string): string {
  // No version of a QR code holds more, in any mode (ISO/IEC 18004).
  if (text.length > 7089) throw new TypeError('the text is too long for a QR code')
  let matrix: readonly (readonly boolean[])[]
  try {
    matrix = encode(text, { ecc: 'M', border: 4 }).data
  } catch (cause) {
    throw new TypeError('the text is too long for a QR code', { cause })
  }
  let path = ''
  for (const [y, row] of matrix.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue
      let run = 1
      while (row[x + run] === true) run++
      path += `M${x} ${y}h${run}v1h-${run}z`
      x += run
    }
  }
  const size = matrix.length
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" aria-label="${escapeMarkup(label)}"` +
    ` shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>`
  )
}
