/**
 * The functions that a runtime must provide. `node.ts` and `web.ts` implement them; the `#platform` import condition chooses.
 * TypeScript reads `#platform` as this file, so core code can use nothing that only one of the two provides.
 */

/** An Ed25519 private key whose bytes cannot be read. */
export interface Ed25519PrivateKey {
  readonly kind: 'ed25519-private'
}

/** An imported Ed25519 public key, ready to verify with. */
export interface Ed25519PublicKey {
  readonly kind: 'ed25519-public'
}

/** Names of the signature algorithms that go with elliptic curves P-256 and P-384, and with RSA PKCS#1 v1.5. */
export type JwkAlgorithm = 'ES256' | 'ES384' | 'RS256'

/** The same, and the algorithms that laurel verifies but does not sign with. */
export type VerifyingAlgorithm = JwkAlgorithm | 'ES512' | 'RS384' | 'RS512' | 'PS256'

/** The members of an EC or RSA JSON Web Key that define the key, and no others. */
export type JwkMembers = Readonly<Record<string, string>>

/** An imported EC or RSA public key, bound to one algorithm. */
export interface VerifyingKey {
  readonly kind: 'verifying'
  readonly algorithm: VerifyingAlgorithm
}

/** An imported EC or RSA private key, bound to one algorithm, whose bytes cannot be read. */
export interface SigningKey {
  readonly kind: 'signing'
  readonly algorithm: JwkAlgorithm
}

/** A value or a promise of it: Node is synchronous, WebCrypto asynchronous. */
export type Awaitable<T> = T | Promise<T>

export interface Platform {
  readonly name: 'node' | 'web'
  readonly sha256: (data: Uint8Array | string) => Uint8Array
  /** Call `prepareHash('SHA-384')` first, here and for `sha384Hex`. */
  readonly sha384: (data: Uint8Array | string) => Uint8Array
  /** Lower-case hexadecimal digest; a string is hashed as UTF-8. */
  readonly sha256Hex: (data: Uint8Array | string) => string
  readonly sha384Hex: (data: Uint8Array | string) => string
  /** Loads SHA-384 where the runtime does not have it. */
  readonly prepareHash: (algorithm: 'SHA-256' | 'SHA-384') => Awaitable<void>
  /** The digest with one character for each byte: for comparisons, and cheaper than hexadecimal. */
  readonly sha256Binary: (data: Uint8Array | string) => string
  readonly randomBytes: (length: number) => Uint8Array
  /** `seed` is the 32-byte private key of RFC 8032. The result keeps no readable copy. */
  readonly importEd25519Private: (seed: Uint8Array) => Awaitable<Ed25519PrivateKey>
  /** The public key that belongs to a seed. */
  readonly ed25519PublicKey: (seed: Uint8Array) => Awaitable<Uint8Array>
  /** 32 bytes. The caller must refuse small-order and non-canonical points first. */
  readonly importEd25519Public: (publicKey: Uint8Array) => Awaitable<Ed25519PublicKey>
  readonly signEd25519: (key: Ed25519PrivateKey, data: Uint8Array) => Awaitable<Uint8Array>
  /**
   * The same result on every platform (RFC 8032 §5.1.7): `isStrictSignature`, then the equation without the cofactor,
   * [S]B = R + [k]A. False if the key is not a point of the curve.
   */
  readonly verifyEd25519: (
    key: Ed25519PublicKey,
    signature: Uint8Array,
    data: Uint8Array,
  ) => Awaitable<boolean>
  /** The caller must check the public key first. Throws what the runtime throws. */
  readonly importVerifyingKey: (algorithm: VerifyingAlgorithm, jwk: JwkMembers) => Awaitable<VerifyingKey>
  /** ECDSA signatures are r‖s of fixed length; the caller must check the length first. */
  readonly verifyWith: (key: VerifyingKey, signature: Uint8Array, data: Uint8Array) => Awaitable<boolean>
  readonly importSigningKey: (algorithm: JwkAlgorithm, jwk: JwkMembers) => Awaitable<SigningKey>
  readonly signWith: (key: SigningKey, data: Uint8Array) => Awaitable<Uint8Array>
  /** One member whose header has no time and no operating system, so that equal input gives equal bytes on one runtime. */
  readonly gzip: (data: Uint8Array) => Awaitable<Uint8Array>
  /** Reads one gzip member, checks its CRC, refuses trailing bytes. Throws `limit_exceeded` past `maximum` bytes of output. */
  readonly gunzip: (data: Uint8Array, maximum: number) => Awaitable<Uint8Array>
  /** Reads a zlib stream (RFC 1950). Throws `limit_exceeded` past `maximum` bytes of output. */
  readonly inflate: (data: Uint8Array, maximum: number) => Awaitable<Uint8Array>
  /** The CRC-32 of PNG and gzip, as an unsigned number; `undefined` if the runtime has none. */
  readonly crc32: ((data: Uint8Array) => number) | undefined
  /** Resolves after the time has passed; rejects with the signal's reason. Only `remoteSigner` uses it. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

export declare const name: Platform['name']
export declare const crc32: Platform['crc32']
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
export declare const sleep: Platform['sleep']
