/** Draws the badge as PNG with the caller's renderer, because networks, mail programs and PNG baking need pixels. */
import { rasterType } from '../../encoding/forms/image-type.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { type BadgeDesign, badgeImage } from './badge-image.js'

/** Renders an SVG: takes its text and returns the bytes of a PNG. */
export type RenderSvg = (svg: string) => Uint8Array | Promise<Uint8Array>

/**
 * Draws a badge as PNG. laurel includes no renderer, because renderers are large and need fonts. Pass your own, such as
 * `@resvg/resvg-js`, `sharp`, or a canvas in the browser.
 *
 * @param design - As for `badgeImage`.
 * @param render - Takes the text of the SVG, and returns the bytes of the PNG.
 * @returns Bytes of the PNG, ready for `bake`.
 * @throws TypeError for a bad design, or if the renderer returns no PNG; otherwise what the renderer throws.
 * @example
 * import { Resvg } from '@resvg/resvg-js'
 * const png = await badgePng({ title: 'Rust I' }, (svg) =>
 *   new Resvg(svg, { fitTo: { mode: 'width', value: 600 } }).render().asPng(),
 * )
 * const baked = bake(png, signed)
 */
export async function badgePng(design: BadgeDesign, render: RenderSvg): Promise<Uint8Array<ArrayBuffer>> {
  const svg = decodeUtf8(badgeImage(design))
  if (typeof render !== 'function') throw new TypeError('badgePng: render must be a function from SVG to PNG')
  const png: unknown = await render(svg)
  if (!(png instanceof Uint8Array) || rasterType(png) !== 'image/png') {
    throw new TypeError('badgePng: the renderer did not return a PNG')
  }
  return new Uint8Array(png)
}
