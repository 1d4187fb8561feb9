/**
 * What a runtime must offer. `node.ts` and `web.ts` implement it; the `#platform` import condition chooses.
 * TypeScript reads `#platform` as this file, so core code can rely on nothing that only one of the two offers.
 */

/** An Ed25519 private key that the holder cannot read out. */
export interface Ed25519PrivateKey {
  readonly kind: 'ed25519-private'
}

/** An imported Ed25519 public key, ready to verify with. */
export interface Ed25519PublicKey {
  readonly kind: 'ed25519-public'
}

/** Names of the signature algorithms that go with elliptic curves P-256 and P-384, and with RSA PKCS#1 v1.5. */
export type JwkAlgorithm = 'ES256' | 'ES384' | 'RS256'

/** What is verified and never signed comes on top. */
export type VerifyingAlgorithm = JwkAlgorithm | 'ES512' | 'RS384' | 'RS512' | 'PS256'

/** The members of an EC or RSA JSON Web Key that make the key, and no others. */
export type JwkMembers = Readonly<Record<string, string>>

/** An imported EC or RSA public key, bound to one algorithm. */
export interface VerifyingKey {
  readonly kind: 'verifying'
  readonly algorithm: VerifyingAlgorithm
}

/** An imported EC or RSA private key, bound to one algorithm, that the holder cannot read out. */
export interface SigningKey {
  readonly kind: 'signing'
  readonly algorithm: JwkAlgorithm
}

/** Now, or soon: Node answers at once, WebCrypto later. */
export type Awaitable<T> = T | Promise<T>

export interface Platform {
  readonly name: 'node' | 'web'
  readonly sha256: (data: Uint8Array | string) => Uint8Array
  /** After `prepareHash('SHA-384')`, here and below. */
  readonly sha384: (data: Uint8Array | string) => Uint8Array
  /** Lower-case hexadecimal digest; a string is hashed as UTF-8. */
  readonly sha256Hex: (data: Uint8Array | string) => string
  readonly sha384Hex: (data: Uint8Array | string) => string
  /** To be waited for before SHA-384 is asked for: browsers load it then. */
  readonly prepareHash: (algorithm: 'SHA-256' | 'SHA-384') => Awaitable<void>
  /** The digest with a character for each byte: to be compared, and cheaper than its hexadecimal digits. */
  readonly sha256Binary: (data: Uint8Array | string) => string
  readonly randomBytes: (length: number) => Uint8Array
  /** `seed` is the 32-byte private key of RFC 8032; the handle keeps no readable copy. */
  readonly importEd25519Private: (seed: Uint8Array) => Awaitable<Ed25519PrivateKey>
  /** The public key that belongs to a seed. */
  readonly ed25519PublicKey: (seed: Uint8Array) => Awaitable<Uint8Array>
  /** 32 bytes; the caller has already refused small-order and non-canonical points. */
  readonly importEd25519Public: (publicKey: Uint8Array) => Awaitable<Ed25519PublicKey>
  readonly signEd25519: (key: Ed25519PrivateKey, data: Uint8Array) => Awaitable<Uint8Array>
  /**
   * One verdict on every platform (RFC 8032 §5.1.7): `isStrictSignature`, then the equation without the cofactor,
   * [S]B = R + [k]A. A key that is no point of the curve verifies nothing.
   */
  readonly verifyEd25519: (
    key: Ed25519PublicKey,
    signature: Uint8Array,
    data: Uint8Array,
  ) => Awaitable<boolean>
  /** A public key that the caller has already checked; throws what the runtime throws. */
  readonly importVerifyingKey: (algorithm: VerifyingAlgorithm, jwk: JwkMembers) => Awaitable<VerifyingKey>
  /** ECDSA signatures are r‖s of fixed length, which the caller has checked. */
  readonly verifyWith: (key: VerifyingKey, signature: Uint8Array, data: Uint8Array) => Awaitable<boolean>
  readonly importSigningKey: (algorithm: JwkAlgorithm, jwk: JwkMembers) => Awaitable<SigningKey>
  readonly signWith: (key: SigningKey, data: Uint8Array) => Awaitable<Uint8Array>
  /** One member without time or operating system: equal input gives equal bytes on one runtime. */
  readonly gzip: (data: Uint8Array) => Awaitable<Uint8Array>
  /** One gzip member, CRC checked, nothing after it; throws `limit_exceeded` past `maximum` bytes of output. */
  readonly gunzip: (data: Uint8Array, maximum: number) => Awaitable<Uint8Array>
  /** zlib stream (RFC 1950); throws `limit_exceeded` past `maximum` bytes of output. */
  readonly inflate: (data: Uint8Array, maximum: number) => Awaitable<Uint8Array>
  /** Compares in a time that depends on the lengths only. */
  readonly equalBytes: (left: Uint8Array, right: Uint8Array) => boolean
  /** Resolves after a while; rejects with the signal's reason. Only `remoteSigner` waits for time to pass. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

export declare const name: Platform['name']
export declare const sha256: Platform['sha256']
export declare const sha384: Platform['sha384']
export declare const sha256Hex: Platform['sha256Hex']
export declare const prepareHash: Platform['prepareHash']
export declare const sha384Hex: Platform['sha384Hex']
export declare const sha256Binary: Platform['sha256Binary']
export declare const randomBytes: Platform['randomBytes']
export declare const importEd25519Private: Platform['importEd25519Private']
export declare const ed25519PublicKey: Platform['ed25519PublicKey']
export declare const importEd25519Public: Platform['importEd25519Public']
export declare const signEd25519: Platform['signEd25519']
export declare const verifyEd25519: Platform['verifyEd25519']
export declare const importVerifyingKey: Platform['importVerifyingKey']
export declare const verifyWith: Platform['verifyWith']
export declare const importSigningKey: Platform['importSigningKey']
export declare const signWith: Platform['signWith']
export declare const gzip: Platform['gzip']
export declare const gunzip: Platform['gunzip']
export declare const inflate: Platform['inflate']
export declare const equalBytes: Platform['equalBytes']
export declare const sleep: Platform['sleep']
