/** The public suites: where each lies, what it is told, and where it contradicts the specification that it tests. */
import type { Host } from './host.js'

/** A test that fails, or cannot pass, and why: the specification's own sentence. */
export interface Deviation {
  /** Part of the full title. */
  readonly test: RegExp
  readonly because: string
  /** False where it is laurel that lacks something. */
  readonly ofTheSuite: boolean
}

export interface Suite {
  readonly name: string
  /** Its folder under the one that LAUREL_SUITES names. */
  readonly folder: string
  /** The implementation, as the suite's `localConfig.cjs` has it. */
  readonly implementation: (host: Host) => object
  /** Files of tests; all of `tests/` by default. */
  readonly files?: readonly string[]
  /** Runs in a container elsewhere: here a command named `docker` runs laurel instead. */
  readonly container?: boolean
  readonly deviations: readonly Deviation[]
}

const endpoint = (host: Host, path: string, tags: readonly string[], options?: object): object => ({
  id: host.issuer,
  endpoint: `${host.url}${path}`,
  headers: host.headers,
  tags,
  ...(options === undefined ? {} : { options }),
  supports: { vc: ['1.1', '2.0'] },
})
const vcApi = (host: Host, tags: readonly string[], prefix = '', options?: object): object => ({
  issuers: [endpoint(host, `${prefix}/credentials/issue`, tags, options)],
  verifiers: [endpoint(host, '/credentials/verify', tags)],
  vpVerifiers: [endpoint(host, '/presentations/verify', tags)],
})

const JOSE_COSE = Object.fromEntries(
  ['credential', 'presentation'].flatMap((held) =>
    ['jose', 'sdjwt', 'cose'].map((way) => [`${held}_${way}`, true] as const),
  ),
)

export const SUITES: readonly Suite[] = [
  {
    name: 'vc-data-model-2.0',
    folder: 'vc-data-model-2.0-test-suite',
    implementation: (host) => vcApi(host, ['vc2.0']),
    deviations: [
      {
        test: /The value of the relatedResource property MUST be one or more/,
        ofTheSuite: true,
        because:
          'Its digestMultibase is 32 bare bytes. VC Data Integrity 1.0, Resource Integrity: “the digestMultibase value MUST be a single string value, or an list of string values, each of which is a Multibase-encoded Multihash value.” Its digestSRI is not that of the published context, either.',
      },
    ],
  },
  {
    name: 'vc-di-eddsa, eddsa-rdfc-2022',
    folder: 'vc-di-eddsa-test-suite',
    implementation: (host) => vcApi(host, ['eddsa-rdfc-2022'], '', { cryptosuite: 'eddsa-rdfc-2022' }),
    deviations: [],
  },
  {
    name: 'vc-di-eddsa, eddsa-jcs-2022',
    folder: 'vc-di-eddsa-test-suite',
    implementation: (host) => vcApi(host, ['eddsa-jcs-2022'], '', { cryptosuite: 'eddsa-jcs-2022' }),
    deviations: [],
  },
  {
    name: 'vc-bitstring-status-list',
    folder: 'vc-bitstring-status-list-test-suite',
    implementation: (host) => vcApi(host, ['BitstringStatusList'], '/with-status'),
    deviations: [],
  },
  {
    name: 'vc-jose-cose',
    folder: 'vc-jose-cose-test-suite',
    implementation: () => ({ 'jose-cose': { features: JOSE_COSE } }),
    container: true,
    deviations: [
      {
        test: /5\. JWT Issuance with Unknown Extensions/,
        ofTheSuite: true,
        because:
          'Its terms are not unknown: the credential names https://www.w3.org/ns/credentials/examples/v2, whose @vocab defines every term. JSON-LD 1.1 section 4.1.2: @vocab gives properties “a common prefix IRI”.',
      },
      {
        test: /9\. JWT Verification With Unknown Extensions/,
        ofTheSuite: true,
        because: 'The payload is that of case 6, letter for letter, which the suite wants verified.',
      },
      {
        test: /31\. COSE Basic Presentation Verification/,
        ofTheSuite: true,
        because:
          'It holds data:application/vc+jwt,eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJkaWQ6ZXhhbXBsZToxMjMifQ...., which is no JWS, and its holder is did:example:ebfeb1f712ebc6f1c276e12ec21, whose keys nobody can find. VCDM 2.0 section 4.13: “The id value of the object MUST be a data: URL … that expresses a secured verifiable credential using an enveloping security scheme.”',
      },
      {
        test: /(?:17|18|19)\. SD-JWT .*Issuance|(?:27|28)\. COSE .*Issuance/,
        ofTheSuite: false,
        because: 'laurel reads SD-JWT and COSE, and issues whole JWTs and Data Integrity proofs only.',
      },
    ],
  },
  {
    name: 'vc-api, issuer',
    folder: 'vc-api-issuer-test-suite',
    implementation: (host) => vcApi(host, ['vc-api']),
    deviations: [],
  },
  {
    name: 'vc-api, verifier',
    folder: 'vc-api-verifier-test-suite',
    implementation: (host) => vcApi(host, ['vc-api']),
    deviations: [
      {
        test: /MUST verify a valid VC\./,
        ofTheSuite: true,
        because:
          'Its issuer is https://vc.example/issuers/5678, and the key is that of an unrelated did:key. VCDM 2.0 section 4.7: “the issuer selects this URL to identify itself in a globally unambiguous way. It is RECOMMENDED that the URL be one which, if dereferenced, results in a controlled identifier document … about the issuer that can be used to verify the information expressed in the credential.” Whoever has any key could sign for that issuer.',
      },
    ],
  },
  {
    name: 'did-key',
    folder: 'did-key-test-suite',
    implementation: (host) => ({
      didResolvers: [{ id: host.issuer, endpoint: `${host.url}/1.0/identifiers`, tags: ['did-key'] }],
    }),
    deviations: [],
  },
]
