/** Stops asking a service that refuses: without it a batch would ask 2,000 times for what is denied each time. */

/** Failures one after the other that are taken for an answer. */
const FEW = 5

export class CircuitBreaker {
  private failures = 0
  private opened = 0
  private isOpen = false
  private isProbing = false
  private cause: unknown

  /** Taken when a signature is asked for. Whatever was asked for before the breaker opened is not sent any more. */
  ticket(): number {
    return this.opened
  }

  /**
   * Called before the service is. While the breaker is open it lets one call through, to see whether the service is back.
   * @throws the failure that opened it
   */
  admit(ticket: number): void {
    if (ticket < this.opened || (this.isOpen && this.isProbing)) throw this.cause
    this.isProbing = this.isOpen
  }

  succeeded(): void {
    this.failures = 0
    this.isOpen = false
    this.isProbing = false
  }

  /** @param isFinal the service will say the same next time */
  failed(cause: unknown, isFinal: boolean): void {
    this.failures++
    this.isProbing = false
    if (!isFinal && !this.isOpen && this.failures < FEW) return
    this.isOpen = true
    this.opened++
    this.cause = cause
  }

  /** A call ended without an answer of the service: its caller gave up. */
  left(): void {
    this.isProbing = false
  }
}

const FINAL_NAMES: ReadonlySet<unknown> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedException',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'ExpiredTokenException',
  'NotFoundException',
  'DisabledException',
  'KMSInvalidStateException',
  'InvalidKeyUsageException',
  'PERMISSION_DENIED',
  'UNAUTHENTICATED',
  'NOT_FOUND',
  'Forbidden',
  'Unauthorized',
])

/** HTTP's 401, 403, 404 and 410; gRPC's NOT_FOUND, PERMISSION_DENIED and UNAUTHENTICATED. */
const FINAL_STATUS: ReadonlySet<unknown> = new Set([401, 403, 404, 410])
const FINAL_GRPC: ReadonlySet<unknown> = new Set([5, 7, 16])

/** Whether a service says that it will never sign: access is denied, or the key is not there or disabled. */
export function isFinalRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { name, code, status, statusCode, $metadata, cause } = error as Record<string, unknown>
  const nested = ($metadata as { readonly httpStatusCode?: unknown } | undefined)?.httpStatusCode
  return (
    FINAL_NAMES.has(name) ||
    FINAL_NAMES.has(code) ||
    FINAL_GRPC.has(code) ||
    [status, statusCode, nested].some((found) => FINAL_STATUS.has(found)) ||
    (cause !== error && cause !== undefined && isFinalRefusal(cause))
  )
}
