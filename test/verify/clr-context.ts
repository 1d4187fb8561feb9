/** As much of the context of CLR 2.0 as the tests need. */
export const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'
const VOCABULARY = 'https://purl.imsglobal.org/spec/vc/clr/vocab.html#'
export const CLR_CONTEXT = {
  '@context': {
    '@protected': true,
    ClrCredential: { '@id': `${VOCABULARY}ClrCredential` },
    ClrSubject: {
      '@id': `${VOCABULARY}ClrSubject`,
      '@context': {
        '@protected': true,
        identifier: {
          '@id': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#identifier',
          '@container': '@set',
        },
        verifiableCredential: {
          '@id': `${VOCABULARY}verifiableCredential`,
          '@type': 'https://www.w3.org/2018/credentials#verifiableCredential',
          '@container': '@set',
        },
      },
    },
  },
}
