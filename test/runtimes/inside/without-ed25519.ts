/** Takes Ed25519 from WebCrypto before laurel asks for it, as in a runtime that has none. */
const { subtle } = crypto
const importKey = subtle.importKey.bind(subtle) as (...args: unknown[]) => Promise<CryptoKey>

Object.defineProperty(subtle, 'importKey', {
  value: (...args: readonly [unknown, unknown, unknown, ...unknown[]]) => {
    const [, , algorithm] = args
    const name = typeof algorithm === 'string' ? algorithm : (algorithm as { readonly name: string }).name
    if (name === 'Ed25519') {
      return Promise.reject(new DOMException('no such algorithm', 'NotSupportedError'))
    }
    return importKey(...args)
  },
})
