/** Errors of signers: the kind of the signer's own error, and which shape a signature must have. */
import { OpenBadgeError } from '../errors.js'

const HALVES = (bytes: number): string => `R and S with ${bytes} bytes each (IEEE P1363)`

/** The parts of a signature, by algorithm (RFC 8032, RFC 7518). The length of an RSA signature depends on the key. */
const SHAPES: Readonly<Record<string, string>> = {
  Ed25519: 'R and S (RFC 8032)',
  ES256: HALVES(32),
  ES384: HALVES(48),
  ES512: HALVES(66),
}

/**
 * An error that names the kind of the signer's own error. It does not repeat the message of that error, which may contain a
 * secret.
 * @param reason for `details`
 */
export function signerFailed(
  reason: string,
  message: string,
  cause?: unknown,
): OpenBadgeError<'signer_failed'> {
  if (cause === undefined) return new OpenBadgeError('signer_failed', message, { reason })
  const { code, name } = (cause ?? {}) as { readonly code?: unknown; readonly name?: unknown }
  const kind = [code, name].find(
    (each) => typeof each === 'string' && /^\w{1,60}$/.test(each) && each !== 'Error',
  )
  const told = `${message}${kind === undefined ? '' : ` (${String(kind)})`}; see error.cause`
  return new OpenBadgeError('signer_failed', told, { reason }, { cause })
}

/** What is wrong with the form of a signature, and what it must be; `undefined` if nothing is. */
export function signatureFault(
  signature: unknown,
  algorithm: string,
  length: number | undefined,
): string | undefined {
  const isBytes = signature instanceof Uint8Array
  if (isBytes && (length === undefined || signature.length === length)) return undefined
  const shape = SHAPES[algorithm]
  const expected = `an ${algorithm} signature is a Uint8Array${length === undefined ? '' : ` of ${length} bytes`}${shape === undefined ? '' : `: ${shape}`}`
  if (!isBytes) return `returned ${kindOf(signature)}, but ${expected}`
  const isDer = signature[0] === 0x30 && signature[1] === signature.length - 2
  return `returned ${signature.length} bytes${isDer ? ' in DER' : ''}, but ${expected}`
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'a string (decode it first)'
  if (value instanceof ArrayBuffer) return 'an ArrayBuffer (wrap it in new Uint8Array(…))'
  if (typeof value !== 'object' || value === null) return value === undefined ? 'nothing' : String(value)
  const member = Object.entries(value).find(([, each]) => each instanceof Uint8Array)?.[0]
  return member === undefined ? 'an object' : `an object (return its member ${member})`
}
