/** Stops calls to a service that refuses, so that a batch does not call it thousands of times in vain. */

/** Consecutive failures that open the breaker. */
const MOST_FAILURES = 5

export class CircuitBreaker {
  private failures = 0
  private opened = 0
  private isOpen = false
  private isProbing = false
  private cause: unknown

  /** Take one when a signature is requested. Requests from before the breaker opened are no longer sent. */
  ticket(): number {
    return this.opened
  }

  /**
   * Call this before each call of the service. An open breaker allows one call at a time, to test whether the service is
   * back.
   * @throws the failure that opened the breaker
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

  /** @param isFinal the service will refuse each later call too */
  failed(cause: unknown, isFinal: boolean): void {
    this.failures++
    this.isProbing = false
    if (!isFinal && !this.isOpen && this.failures < MOST_FAILURES) return
    this.isOpen = true
    this.opened++
    this.cause = cause
  }

  /** A call ended without a result that counts: its caller aborted it, or the service throttled it. */
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

/** Whether the error says that the service will never sign: access is denied, or the key is missing or disabled. */
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
