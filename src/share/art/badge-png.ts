/** The drawn badge as PNG, by a renderer of the caller's: networks, mail programs and baking into PNG want pixels. */
import { decodeUtf8 } from '../../encoding/utf8.js'
import { type BadgeDesign, badgeImage } from './badge-image.js'

/** Draws an SVG: takes its text, and gives the bytes of a PNG. */
export type RenderSvg = (svg: string) => Uint8Array | Promise<Uint8Array>

const PNG: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * Draws a badge as PNG. laurel brings no renderer, since each has fonts and a size of its own: hand in yours, such as
 * `@resvg/resvg-js`, `sharp`, or a canvas in the browser.
 *
 * @param design - As for `badgeImage`.
 * @param render - Takes the text of the SVG, and gives the bytes of the PNG.
 * @returns Bytes of the PNG, ready for `bake`.
 * @throws TypeError for a bad design, or where the renderer gives no PNG; whatever the renderer throws.
 * @example
 * import { Resvg } from '@resvg/resvg-js'
 * const png = await badgePng({ title: 'Rust I' }, (svg) =>
 *   new Resvg(svg, { fitTo: { mode: 'width', value: 600 } }).render().asPng(),
 * )
 * const baked = bake(png, signed)
 */
export async function badgePng(design: BadgeDesign, render: RenderSvg): Promise<Uint8Array> {
  const svg = decodeUtf8(badgeImage(design))
  if (typeof render !== 'function') throw new TypeError('badgePng: render is a function from SVG to PNG')
  const png: unknown = await render(svg)
  if (!(png instanceof Uint8Array) || !PNG.every((byte, index) => png[index] === byte)) {
    throw new TypeError('badgePng: the renderer gave no bytes of a PNG')
  }
  return png
}
