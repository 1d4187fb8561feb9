/** Detects what an image contains. `verify` loads this file only for images. */
import type { ImageFormat } from '../../bake/image/image-format.js'
import { type Unbaked, unbake } from '../../bake/unbake.js'
import { isOpenBadgeError } from '../../errors.js'
import { andThen } from '../../platform/and-then.js'
import type { VerifyLimits } from '../options/limits.js'
import { sniffJsonText } from './detect-input.js'
import { detectJws } from './detect-jws.js'
import { type DetectedInput, detailsOf, failure, isDetected, unknown } from './detected.js'

/** Does not throw for any input. It returns a promise only if the image contains compressed text. */
export function detectImage(
  bytes: Uint8Array,
  format: ImageFormat,
  { ...limits }: VerifyLimits,
): DetectedInput | Promise<DetectedInput> {
  // The limits of a record grow with what is handed in. Compressed text would make the largest record free.
  limits.record = Math.min(limits.record, Math.max(limits.document, bytes.length))
  const read = (found: Unbaked): DetectedInput | Promise<DetectedInput> => {
    if (found.credential === undefined) return failure(format, 'image', 'image_empty')
    if (found.kind === 'url') return unknown(format, 'open-badge-2-hosted', 'open_badge_2')
    const inner =
      found.kind === 'jws'
        ? detectJws(found.credential, format, limits)
        : sniffJsonText(found.credential, limits, format)
    const warnings = found.warnings.map(({ code, message }) => ({
      code: 'image_warning' as const,
      details: { warning: code, text: message },
    }))
    return andThen(inner, (each) =>
      isDetected(each) ? { ...each, warnings: [...each.warnings, ...warnings] } : each,
    )
  }
  const failed = (error: unknown): DetectedInput => imageFailure(error, format)
  const options = { limits: { imageBytes: limits.input, credentialBytes: limits.record } }
  try {
    const found = unbake(bytes, options)
    return found instanceof Promise ? found.then(read).catch(failed) : read(found)
  } catch (error) {
    return failed(error)
  }
}

function imageFailure(error: unknown, format: ImageFormat): DetectedInput {
  if (!isOpenBadgeError(error)) throw error
  if (error.code === 'part_unavailable') return unknown(format, 'image', 'part_unavailable')
  if (error.code === 'limit_exceeded')
    return failure(format, 'image', 'limit_exceeded', detailsOf(error.details))
  // Markup that is not SVG is an unknown input, and not a broken image.
  const details = detailsOf(error.details)
  if (details?.['format'] === 'unknown' || details?.['reason'] === 'root')
    return failure('other', 'unknown', 'unrecognised')
  const code = details?.['otherOffset'] === undefined ? 'image_invalid' : 'image_credentials_differ'
  return failure(format, 'image', code, details)
}
