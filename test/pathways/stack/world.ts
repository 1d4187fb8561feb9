/** Four issuers, one learner, one pathway, and the diploma that it awards. */
import type { JsonObject } from '../../../src/encoding/json.js'
import {
  achievement,
  bundled,
  documents,
  firstOf,
  issue,
  type LocalSigner,
  openBadge,
  profile,
  signerFromSeed,
  verify,
} from '../../../src/index.js'
import {
  type Evaluation,
  evaluate,
  type Pathway,
  type PathwayInput,
  pathway,
  type StackOptions,
  stack,
  type VerifyStackOptions,
  verifyStack,
} from '../../../src/pathways/index.js'

export const ADA = 'did:web:ada.example'
export const BOB = 'did:web:bob.example'
/** When the diploma is made, and when it is shown. */
export const THEN = new Date('2026-06-01T00:00:00Z')
export const NOW = new Date('2026-07-01T00:00:00Z')
export const REVOCATIONS = 'https://status.example/revoked.json'

/** By the name of the badge: which issuer, and what is special about it. */
export const BADGES = ['python', 'statistics', 'ethics', 'first-aid'] as const
export type BadgeName = (typeof BADGES)[number]

export const signers: readonly LocalSigner[] = await Promise.all(
  [1, 2, 3, 4, 5].map((n) => signerFromSeed(new Uint8Array(32).fill(n))),
)
/** The last one awards the diploma. */
export const university = signers[4]!
export const signerOf = (name: BadgeName): LocalSigner => signers[BADGES.indexOf(name)]!
export const achievementId = (name: string): string => `https://example.edu/a/${name}`

export interface BadgeOptions {
  readonly id?: string
  readonly recipient?: { readonly id: string } | { readonly email: string; readonly hashed?: boolean }
  readonly validFrom?: string
  readonly validUntil?: string
  readonly achievement?: string
  readonly signer?: LocalSigner
  readonly revocable?: boolean
  /** Of the achievement; by default the name of the badge. */
  readonly title?: string
}

/** A signed badge of Ada's. */
export function badge(name: BadgeName, options: BadgeOptions = {}): Promise<JsonObject> {
  const { signer = signerOf(name), revocable, achievement: of = name, title = of, ...members } = options
  const unsigned = openBadge({
    id: `urn:uuid:00000000-0000-4000-8000-00000000000${BADGES.indexOf(name)}`,
    issuer: profile({ id: signer.controller, name: `Issuer of ${name}` }),
    recipient: { id: ADA },
    validFrom: '2026-01-01T00:00:00Z',
    achievement: achievement({ id: achievementId(of), name: title, description: 'd', criteria: 'c' }),
    ...(revocable === true ? { credentialStatus: { id: REVOCATIONS, type: '1EdTechRevocationList' } } : {}),
    ...members,
  })
  return issue(unsigned, {
    signer,
    created: new Date('2026-01-01T00:00:00Z'),
  }) as unknown as Promise<JsonObject>
}

export const PATHWAY: PathwayInput = {
  id: 'https://uni.example/pathways/data/1',
  name: 'Data assistant',
  awards: achievement({
    id: 'https://uni.example/a/data-assistant',
    name: 'Data assistant',
    description: 'Works with data, responsibly.',
    criteria: 'Two of three courses, and first aid.',
    achievementType: 'Diploma',
  }),
  root: {
    all: [
      {
        id: 'core',
        atLeast: 2,
        of: (['python', 'statistics', 'ethics'] as const).map((name) => ({
          badge: achievementId(name),
          issuers: [signerOf(name).controller],
        })),
      },
      {
        id: 'first-aid',
        badge: achievementId('first-aid'),
        issuers: [signerOf('first-aid').controller],
        keep: true,
      },
    ],
  },
}

export const data: Pathway = pathway(PATHWAY)

/** Three badges suffice. */
export const PARTS: readonly JsonObject[] = [
  await badge('python'),
  await badge('statistics'),
  await badge('first-aid', { validUntil: '2027-01-01T00:00:00Z' }),
]

export async function evaluated(
  parts: readonly unknown[] = PARTS,
  p: Pathway = data,
  options: object = {},
): Promise<Evaluation> {
  const candidates = []
  for (const input of parts) {
    candidates.push({ report: await verify(input, { now: THEN, load: load([]), ...options }), input })
  }
  return evaluate(p, candidates, { holder: { id: ADA }, at: THEN })
}

export const issuer = profile({ id: university.controller, name: 'Example University' })
export const OPTIONS = { issuer, recipient: { id: ADA } } as const

/** The signed diploma. */
export async function diploma(
  parts: readonly unknown[] = PARTS,
  options: Partial<StackOptions> = {},
  p: Pathway = data,
  verifyOptions: object = {},
): Promise<JsonObject> {
  const unsigned = stack(p, await evaluated(parts, p, verifyOptions), { ...OPTIONS, ...options })
  return sign(unsigned)
}

/** As the university would sign anything. */
export function sign(
  unsigned: object,
  signer = university,
  cryptosuite: 'eddsa-rdfc-2022' | 'eddsa-jcs-2022' = 'eddsa-rdfc-2022',
): Promise<JsonObject> {
  const options = { signer, created: THEN, cryptosuite }
  return issue(unsigned as never, options) as unknown as Promise<JsonObject>
}

/** An unsigned copy, to be changed and signed again. */
export function unsignedCopy(credential: object): Mutable {
  const { proof: _, ...rest } = structuredClone(credential) as Mutable
  return rest
}

// biome-ignore lint/suspicious/noExplicitAny: changed in any way
export type Mutable = any

/** A world in which these badges have been revoked. */
export function load(revoked: readonly string[]): NonNullable<VerifyStackOptions['load']> {
  const list = { id: REVOCATIONS, revokedCredential: revoked.map((id) => ({ id, revoked: true })) }
  return firstOf(bundled, documents({ [REVOCATIONS]: list }))
}

/** `level code`, the entries, and what changed. */
export async function seen(
  credential: unknown,
  parts: Iterable<unknown>,
  options: VerifyStackOptions = {},
): Promise<string> {
  const report = await verifyStack(credential, parts, { now: NOW, load: load([]), pathway: data, ...options })
  if (report.level === undefined) return 'not verified'
  const entries = report.entries.map(({ outcome, standing }) => (standing === undefined ? outcome : standing))
  const changed = report.changed.map(({ now }) => now)
  return [
    `${report.level} ${report.code}`,
    entries.join(' '),
    ...(changed.length === 0 ? [] : [`changed ${changed.join(' ')}`]),
  ].join('; ')
}
