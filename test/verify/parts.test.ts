/** Parts that load on demand: each is waited for before a verdict, and one that does not load is never a pass. */
import { bake, issueJwt } from 'laurel'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { signerFromSeed } from '../../src/keys/signers/make-signer.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import type { VerifyOptions } from '../../src/verify/options/options.js'
import type { CheckId, Report } from '../../src/verify/report/report.js'
import { bySuite } from '../by-suite.js'
import { base, derive } from './derived.js'
import { CLR } from './record-of.js'
import { goodBadge, LIST, makeWorld, OB, VC2, type World } from './world.js'

let world: World
beforeEach(async () => {
  vi.resetModules()
  world = await makeWorld()
})
afterEach(() => {
  for (const { path } of PARTS) vi.doUnmock(path)
})

const SVG = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
const SCHEMA = 'https://uni.example/schema.json'
const REGISTRY = 'https://registry.example/list.json'

interface Part {
  readonly name: string
  /** What `import()` asks for. */
  readonly path: string
  /** A good input that needs the part. */
  readonly input: () => Promise<unknown>
  readonly options?: () => VerifyOptions
  /** The row that says so when the part does not load. */
  readonly row: CheckId
}

const signed = (change: Parameters<World['badge']>[0]): Promise<JsonObject> => world.sign(world.badge(change))

const record = async (description: string | undefined): Promise<JsonObject> =>
  world.sign({
    '@context': [VC2, CLR, OB],
    id: 'urn:x:record',
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Transcript',
    ...(description === undefined ? {} : { description }),
    issuer: { id: world.signer.controller, type: ['Profile'] },
    validFrom: '2026-02-01T00:00:00Z',
    credentialSubject: {
      id: 'did:example:ada',
      type: ['ClrSubject'],
      verifiableCredential: [await signed(undefined)],
    },
  })

const PARTS: readonly Part[] = [
  {
    name: 'members outside the graph',
    path: '../../src/proof/suites/uncovered-members.js',
    input: () =>
      signed((badge) => {
        badge.description = ''
      }),
    row: 'proof',
  },
  {
    name: 'images',
    path: '../../src/bake/unbake.js',
    input: async () => bake(SVG, await signed(undefined)),
    row: 'structure',
  },
  {
    name: 'compact JWS',
    path: '../../src/proof/jwt/jwt.js',
    input: () => issueJwt(world.badge() as never, { signer: world.signer }),
    row: 'proof',
  },
  {
    name: 'status lists',
    path: '../../src/verify/status/check-status-entries.js',
    input: async () => {
      await world.publishList([])
      return signed((badge) => {
        badge.credentialStatus = {
          id: `${LIST}#7`,
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '7',
          statusListCredential: LIST,
        }
      })
    },
    row: 'status',
  },
  {
    name: 'the rule for objects with one id in a status list',
    path: '../../src/jsonld/safe-mode/misplaced-members.js',
    input: async () => {
      await world.publishList([], {
        change: (list) => {
          list.issuer = { id: list.issuer }
          list.evidence = [{ id: list.issuer.id, type: 'JsonSchema' }]
        },
      })
      return signed((badge) => {
        badge.credentialStatus = {
          id: `${LIST}#7`,
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '7',
          statusListCredential: LIST,
        }
      })
    },
    row: 'status',
  },
  {
    name: 'keys in documents',
    path: '../../src/did/retrieve-published.js',
    input: () =>
      world.sign(
        world.badge((badge) => {
          badge.issuer.id = 'did:web:uni.example'
        }),
        world.web,
      ),
    row: 'proof',
  },
  {
    name: 'keys of other curves and forms',
    path: '../../src/keys/public-key.js',
    input: async () => {
      const jwk = JSON.stringify(world.signer.publicKey.jwk)
      const controller = `did:jwk:${Buffer.from(jwk).toString('base64url')}`
      const signer = await signerFromSeed(new Uint8Array(32).fill(7), {
        controller,
        verificationMethod: `${controller}#0`,
      })
      return world.sign(goodBadge(controller), signer)
    },
    row: 'proof',
  },
  {
    name: 'the reading of selections',
    path: '../../src/verify/checks/selection.js',
    input: async () => {
      await world.publishList([])
      const shown = ['/issuer', '/validFrom', '/validUntil', '/name', '/credentialSubject']
      return derive(await base(world, ['/credentialStatus']), shown)
    },
    options: () => ({ statusIssuers: [world.signer.controller] }),
    row: 'validity',
  },
  {
    name: 'the check of meaning',
    path: '../../src/proof/suites/check-meaning.js',
    input: async () => addProof(world.badge(), world.signer, { cryptosuite: 'eddsa-jcs-2022' }),
    row: 'proof',
  },
  {
    name: 'what a document says whose contexts are not all signed',
    path: '../../src/verify/reading/reading.js',
    input: async () => {
      const badge = await addProof(world.badge(), world.signer, { cryptosuite: 'eddsa-jcs-2022' })
      return { ...badge, '@context': [VC2, OB, 'https://w3id.org/security/data-integrity/v2'] }
    },
    row: 'proof',
  },
  {
    name: 'members without a meaning',
    path: '../../src/proof/suites/undefined-members.js',
    input: async () =>
      addProof({ ...world.badge(), favouriteColour: 'blue' }, world.signer, {
        cryptosuite: 'eddsa-jcs-2022',
      }),
    row: 'proof',
  },
  {
    name: 'proofs of other suites',
    path: '../../src/proof/data-integrity/check-foreign.js',
    input: async () => {
      const badge = await signed(undefined)
      return { ...badge, proof: { ...(badge['proof'] as JsonObject), cryptosuite: 'another' } }
    },
    options: () => ({
      suites: [
        {
          name: 'another',
          type: 'DataIntegrityProof',
          cryptosuite: 'another',
          verify: async () => true,
        },
      ],
    }),
    row: 'proof',
  },
  {
    name: 'signatures as JWS',
    path: '../../src/proof/data-integrity/detached-jws.js',
    input: async () => {
      const { detached, key, V1 } = await import('../proof/older-proofs.js')
      return detached('Ed25519Signature2018', await key('Ed25519'), [V1])
    },
    row: 'proof',
  },
  {
    name: 'the context of Verifiable Credentials 1.1',
    path: '../../src/documents/credentials-v1.js',
    input: () =>
      signed((badge) => {
        badge['@context'] = [
          'https://www.w3.org/2018/credentials/v1',
          OB,
          'https://w3id.org/security/data-integrity/v2',
        ]
        badge.issuanceDate = badge.validFrom
        badge.expirationDate = badge.validUntil
        delete badge.validFrom
        delete badge.validUntil
      }),
    row: 'proof',
  },
  {
    name: 'the schema check in words, which results and warnings need',
    path: '../../src/schema/check-non-record.js',
    input: () =>
      signed((badge) => {
        badge.credentialSubject.achievement.resultDescription = [
          { id: 'urn:x:result', type: ['ResultDescription'], name: 'Grade', resultType: 'Percent' },
        ]
        badge.credentialSubject.result = [
          { type: ['Result'], resultDescription: 'urn:x:result', value: '99' },
        ]
      }),
    row: 'structure',
  },
  {
    name: 'JSON Schema',
    path: '../../src/verify/credential-schema/fetch-and-validate.js',
    input: () => {
      world.documents.set(SCHEMA, { type: 'object', required: ['issuer'] })
      return signed((badge) => {
        badge.credentialSchema = [{ id: SCHEMA, type: 'JsonSchema' }]
      })
    },
    row: 'structure',
  },
  {
    name: 'credentials inside',
    path: '../../src/verify/checks/embedded-credentials.js',
    input: async () => {
      const inner = await world.sign(world.endorsement(), world.stranger)
      return signed((badge) => {
        badge.endorsement = [inner]
      })
    },
    row: 'endorsements',
  },
  {
    name: 'the rules that a credential names',
    path: '../../src/verify/credential-schema/credential-schema.js',
    input: () => {
      world.documents.set(SCHEMA, { type: 'object', required: ['issuer'] })
      return signed((badge) => {
        badge.credentialSchema = [{ id: SCHEMA, type: 'JsonSchema' }]
      })
    },
    row: 'structure',
  },
  {
    name: 'the digests of related resources',
    path: '../../src/verify/related-resources/related-resources.js',
    input: () =>
      signed((badge) => {
        // That of the published bytes (VCDM 2.0, Appendix B.1).
        const digestMultibase = 'uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA'
        badge.relatedResource = [{ id: VC2, digestMultibase }]
      }),
    row: 'structure',
  },
  {
    name: 'the digests of published contexts',
    path: '../../src/documents/published-digests.js',
    input: () =>
      signed((badge) => {
        // That of the published bytes (VCDM 2.0, Appendix B.1).
        const digestMultibase = 'uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA'
        badge.relatedResource = [{ id: VC2, digestMultibase }]
      }),
    row: 'structure',
  },
  {
    name: 'the refresh service',
    path: '../../src/verify/refresh-service.js',
    input: () =>
      signed((badge) => {
        badge['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
        badge.refreshService = { id: 'https://uni.example/refresh', type: '1EdTechCredentialRefresh' }
      }),
    row: 'structure',
  },
  {
    name: 'what a compact JWS holds',
    path: '../../src/verify/input/detect-jws.js',
    input: () => issueJwt(world.badge() as never, { signer: world.signer }),
    row: 'structure',
  },
  {
    name: 'the reading of other files',
    path: '../../src/verify/input/detect-other.js',
    input: () => issueJwt(world.badge() as never, { signer: world.signer }),
    row: 'structure',
  },
  {
    name: 'the reading of envelopes',
    path: '../../src/verify/input/detect-jws.js',
    input: async () => ({
      '@context': VC2,
      id: `data:application/vc+jwt,${await issueJwt(world.badge() as never, { signer: world.signer, profile: 'vc-jose' })}`,
      type: 'EnvelopedVerifiableCredential',
    }),
    row: 'structure',
  },
  {
    name: 'the rules of presentations',
    path: '../../src/verify/rules/presentation-and-record.js',
    input: async () =>
      world.sign({
        '@context': [VC2],
        type: ['VerifiablePresentation'],
        holder: world.signer.controller,
        verifiableCredential: [await signed(undefined)],
      }),
    options: () => ({ kinds: ['presentation', 'open-badge'] }),
    row: 'structure',
  },
  {
    name: 'the weighing of issues',
    path: '../../src/verify/checks/weigh-issues.js',
    input: () => signed((badge) => delete badge.issuer.type),
    row: 'structure',
  },
  {
    name: 'registries',
    path: '../../src/verify/trust/registries.js',
    input: () => {
      world.documents.set(REGISTRY, { registry: { [world.signer.controller]: {} } })
      return signed(undefined)
    },
    options: () => ({ issuers: { registries: [{ name: 'R', type: 'dcc-legacy', url: REGISTRY }] } }) as never,
    row: 'trust',
  },
  {
    name: 'the view of a credential',
    path: '../../src/verify/badges.js',
    input: () => signed(undefined),
    row: 'structure',
  },
  {
    name: 'the comparing of persons',
    path: '../../src/verify/checks/match-recipient.js',
    input: () => signed(undefined),
    options: () => ({ recipient: { id: 'did:example:ada' } }),
    row: 'recipient',
  },
  {
    name: 'MD5',
    path: '../../src/identity/md5.js',
    input: () =>
      signed((badge) => {
        badge.credentialSubject.identifier = [
          {
            type: 'IdentityObject',
            hashed: true,
            identityHash: 'md5$55502f40dc8b7c769880b10874abc9d0',
            identityType: 'emailAddress',
          },
        ]
      }),
    options: () => ({ recipient: { email: 'test@example.com' } }),
    row: 'recipient',
  },
  {
    name: 'the contexts of records',
    path: '../../src/documents/clr-contexts.js',
    input: () => record(undefined),
    row: 'proof',
  },
  {
    name: 'the reading of large records',
    path: '../../src/verify/input/large-record.js',
    input: () => record('x'.repeat(300_000)),
    row: 'structure',
  },
  {
    name: 'a context',
    path: '@digitalbazaar/multikey-context/js/context.js',
    input: () =>
      signed((badge) => {
        badge['@context'] = [VC2, OB, 'https://w3id.org/security/multikey/v1']
      }),
    row: 'proof',
  },
]

async function verdict({ input, options }: Part): Promise<Report> {
  const given = await input()
  // A fresh copy, with no part loaded yet.
  vi.resetModules()
  const { verify } = await import('../../src/verify/verify.js')
  return verify(given, { ...world.options, ...options?.() })
}

// Each test loads the modules anew.
describe.each(PARTS.filter((_, i) => i % bySuite(3, 1) === 0))('$name', (part) => {
  it('give a verdict once they are there', async () => {
    const report = await verdict(part)
    expect(report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')).toEqual([])
    expect(report.verified).toBe(true)
  })

  it('leave the row open when they do not load', async () => {
    const given = await part.input()
    vi.resetModules()
    let tried = 0
    vi.doMock(part.path, () => {
      tried++
      throw new Error('offline')
    })
    const { verify } = await import('../../src/verify/verify.js')
    const report = await verify(given, { ...world.options, ...part.options?.() })
    expect(tried).toBe(1)
    expect(report.verified).toBe(false)
    expect(report.credential).toBeUndefined()
    expect(report.checks.find(({ id }) => id === part.row)?.outcome).toBe('unknown')
    expect(report.checks.some(({ outcome }) => outcome === 'fail')).toBe(false)
  })
})

it('says a report in English when the language does not load', async () => {
  const given = await signed(undefined)
  vi.resetModules()
  vi.doMock('../../src/verify/messages/de.js', () => {
    throw new Error('offline')
  })
  const { verify } = await import('../../src/verify/verify.js')
  const german = await verify(given, { ...world.options, language: 'de' })
  vi.doUnmock('../../src/verify/messages/de.js')
  const english = await verify(given, world.options)
  expect(german).toEqual(english)
})

it('gives the same verdict when the words for it do not load', async () => {
  const given = { ...(await signed(undefined)), name: 'Another name' }
  vi.resetModules()
  vi.doMock('../../src/verify/messages/en.js', () => {
    throw new Error('offline')
  })
  const { verify } = await import('../../src/verify/verify.js')
  const wordless = await verify(given, world.options)
  vi.doUnmock('../../src/verify/messages/en.js')
  const worded = await verify(given, world.options)
  const told = ({ checks }: Report): unknown => checks.map(({ message: _, ...row }) => row)
  expect(wordless.verified).toBe(false)
  expect(wordless.check.proof.code).toBe('signature_invalid')
  expect(wordless.check.proof.message).toContain('could not be loaded')
  expect(told(wordless)).toEqual(told(worded))
  expect(worded.check.proof.message).not.toContain('could not be loaded')
})

it('needs no further words for a genuine badge', async () => {
  const given = await signed(undefined)
  vi.resetModules()
  vi.doMock('../../src/verify/messages/en.js', () => {
    throw new Error('offline')
  })
  const { verify } = await import('../../src/verify/verify.js')
  const { checks, verified } = await verify(given, { ...world.options, require: ['status'] })
  vi.doUnmock('../../src/verify/messages/en.js')
  expect(verified).toBe(false)
  expect(checks.filter(({ message }) => message.includes('could not be loaded'))).toEqual([])
})

it('canonises nothing when general JSON-LD does not load', async () => {
  const document = {
    '@context': { '@base': 'https://x.example/', a: 'https://x.example/a' },
    '@id': 'y',
    a: 'b',
  }
  vi.resetModules()
  vi.doMock('../../src/jsonld/fallback/jsonld-js.js', () => {
    throw new Error('offline')
  })
  const { canonize } = await import('../../src/jsonld/canonize.js')
  await expect(canonize(document)).rejects.toMatchObject({ code: 'part_unavailable' })
  vi.doUnmock('../../src/jsonld/fallback/jsonld-js.js')
  await expect(canonize(document)).resolves.toContain('https://x.example/a')
})
