/** A QR code as inline SVG with a label for screen readers. */
import { encode } from 'uqr'
import { escapeMarkup } from '../facts/escape.js'

/**
 * Draws a QR code of medium error correction as SVG (ISO/IEC 18004).
 *
 * @param text - At most about 2,300 bytes.
 * @param label - Text for screen readers.
 * @returns The SVG as text.
 * @throws TypeError for a longer text.
 * @example
 * const svg = qrCode('https://example.edu/badges/42', 'Page of the badge')
 */
export function qrCode(text: string, label: string): string {
  if (typeof text !== 'string' || typeof label !== 'string')
    throw new TypeError('qrCode: the text and the label must be strings')
  // The largest QR code has 7,089 characters (ISO/IEC 18004).
  if (text.length > 7089) throw new TypeError('qrCode: the text is too long')
  let matrix: readonly (readonly boolean[])[]
  try {
    matrix = encode(text, { ecc: 'M', border: 4 }).data
  } catch (cause) {
    throw new TypeError('qrCode: the text is too long', { cause })
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
