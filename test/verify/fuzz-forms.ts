/** What the fuzzer makes mutants of, and what those may say that are verified. */
import { bake, issueJwt } from 'laurel'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import type { VerifyOptions } from '../../src/verify/options/options.js'
import type { Report } from '../../src/verify/report/report.js'
import { verify } from '../../src/verify/verify.js'
import { base, derive } from './derived.js'
import { meaning, valuesOf } from './meaning.js'
import { collected, LITERAL_TERMS, LITERALS, mutateContexts, mutateLiteral, presented } from './moves.js'
import {
  mutateBytes,
  mutateJson,
  mutateJwt,
  mutateList,
  mutatePng,
  mutateSvg,
  pick,
  type Random,
  random,
} from './mutate.js'
import { type Signed, signedIn } from './readings.js'
import { type Change, LIST, VC2, type World } from './world.js'

export interface Form {
  readonly name: string
  readonly mutate: (random: Random) => unknown
  /** Whether a verified mutant says what the original said. */
  readonly same: (report: Report) => Promise<boolean>
  /** What its report, its page and its certificate may say. */
  readonly signed: Signed
  readonly options?: VerifyOptions
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><title>x</title><rect/></svg>'

export async function makeForms(world: World): Promise<readonly Form[]> {
  await world.publishList([7])
  const list = JSON.stringify(world.documents.get(LIST))
  const status = (index: string): JsonObject => ({
    id: `${LIST}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: index,
    statusListCredential: LIST,
  })
  const endorsement = await world.sign(
    {
      '@context': world.badge()['@context']!,
      id: 'urn:uuid:00000000-0000-4000-8000-00000000e001',
      type: ['VerifiableCredential', 'EndorsementCredential'],
      name: 'Endorsement',
      issuer: { id: world.stranger.controller, type: ['Profile'] },
      validFrom: '2026-01-01T00:00:00Z',
      credentialSubject: { id: 'https://uni.example/achievements/rust', type: ['EndorsementSubject'] },
    },
    world.stranger,
  )
  const rich = await world.sign(
    world.badge((badge) => {
      badge.credentialStatus = status('6')
      badge.name = 'Certificate of attendance'
      badge.credentialSubject.achievement.alignment = [
        { type: ['Alignment'], targetName: 'Ownership', targetUrl: 'https://skills.example/1' },
      ]
      badge.endorsement = [endorsement]
      badge.evidence = [
        { id: 'https://uni.example/e/1', type: ['Evidence'], name: 'Thesis', narrative: 'Umläute ✓' },
      ]
      badge.credentialSubject.result = [{ type: ['Result'], value: 'A' }]
      badge.credentialSubject.identifier = [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${'0'.repeat(64)}`,
          identityType: 'emailAddress',
          salt: 'x',
        },
      ]
    }),
  )
  const revoked = await world.sign(world.badge((badge) => (badge.credentialStatus = status('7'))))
  const jwt = await issueJwt(world.badge() as never, { signer: world.signer })
  const plain = await world.sign(world.badge())
  const text = JSON.stringify(rich)
  const png = bake(PNG, rich)
  const svg = Buffer.from(bake(Buffer.from(SVG), rich)).toString()
  const jwtPng = bake(PNG, jwt)
  const sameAs =
    (document: JsonObject): Form['same'] =>
    async (report) =>
      report.credential !== undefined && (await meaning(report.credential)) === (await meaning(document))
  const payload = await meaning(world.badge() as JsonObject)
  const sameJwt: Form['same'] = async (report) =>
    report.credential !== undefined && (await meaning(report.credential)) === payload
  const withList =
    (mutate: (random: Random) => unknown, changed: (random: Random) => unknown): Form['mutate'] =>
    (roll) => {
      world.documents.set(LIST, changed(roll))
      return mutate(roll)
    }
  const untouched = JSON.parse(list) as unknown
  const good = (mutate: (random: Random) => unknown): Form['mutate'] => withList(mutate, () => untouched)
  const never: Form['same'] = async () => false
  const any: Form['same'] = async () => true
  const reports = async (
    documents: readonly unknown[],
    options: VerifyOptions = {},
  ): Promise<readonly Report[]> =>
    Promise.all(documents.map((each) => verify(each, { ...world.options, ...options })))
  const rich1 = await signedIn([rich], await reports([rich]))
  const plain1 = await signedIn([plain, world.badge()], await reports([plain, jwt]))
  const revoked1 = await signedIn([revoked], await reports([revoked]))

  const literal = await world.sign(
    world.badge((badge) => {
      badge['@context'].push(LITERAL_TERMS)
      Object.assign(badge, LITERALS)
    }),
  )
  const classes = await world.sign(
    world.badge((badge) => {
      badge.image = { id: 'https://uni.example/i.png', type: 'Image' }
      const address = {
        type: ['Address'],
        addressCountry: 'CH',
        geo: { type: 'GeoCoordinates', latitude: 1, longitude: 2 },
      }
      badge.credentialSubject.achievement.creator = {
        id: 'https://uni.example/faculty',
        type: ['Profile'],
        name: 'Faculty',
        address,
      }
    }),
  )
  const enveloped = {
    '@context': VC2,
    id: `data:application/vc+jwt,${jwt}`,
    type: 'EnvelopedVerifiableCredential',
  }
  const other = await world.sign(world.badge((badge) => (badge.credentialSubject.id = 'did:example:eve')))
  const held: readonly Json[] = [rich, plain, enveloped, endorsement]
  const calm: Random = () => 1
  const around = async (documents: readonly JsonObject[]): Promise<Signed> => {
    const clean = [
      await presented(world, documents, calm),
      await collected(world, documents, { id: 'did:example:ada' }, calm),
    ]
    return signedIn(documents, await reports([...documents, ...clean]))
  }
  const inside = await around([rich, plain, world.badge(), endorsement])
  const challenge = 'c-1'
  const answer = { proofPurpose: 'authentication', challenge } as const
  const lists = { statusIssuers: [world.signer.controller] }
  const shown = await makeDerived(world, () => undefined)
  const expired = await makeDerived(world, (badge) => (badge.validUntil = '2026-04-01T00:00:00Z'))
  const withdrawn = await makeDerived(world, (badge) => (badge.credentialStatus.statusListIndex = '7'))
  const selected = (from: Derived): Form['mutate'] =>
    good((r) => {
      const one = pick(from.shown, r)
      return r(2) === 0 ? one : JSON.parse(mutateJson(JSON.stringify(one), r))
    })
  const wordsOf = async (from: Derived): Promise<Signed> =>
    signedIn([from.whole], await reports(from.shown, lists))
  return [
    { name: 'json', mutate: good((r) => mutateJson(text, r)), same: sameAs(rich), signed: rich1 },
    {
      name: 'json object',
      mutate: good((r) => JSON.parse(mutateJson(text, r))),
      same: sameAs(rich),
      signed: rich1,
    },
    {
      name: 'plain json',
      mutate: good((r) => mutateJson(JSON.stringify(plain), r)),
      same: sameAs(plain),
      signed: plain1,
    },
    {
      name: 'json bytes',
      mutate: good((r) => mutateBytes(Buffer.from(text), r)),
      same: sameAs(rich),
      signed: rich1,
    },
    { name: 'jwt', mutate: good((r) => mutateJwt(jwt, r)), same: sameJwt, signed: plain1 },
    { name: 'png', mutate: good((r) => mutatePng(png, r)), same: sameAs(rich), signed: rich1 },
    { name: 'png with jwt', mutate: good((r) => mutatePng(jwtPng, r)), same: sameJwt, signed: plain1 },
    { name: 'svg', mutate: good((r) => mutateSvg(svg, r)), same: sameAs(rich), signed: rich1 },
    {
      name: 'status list',
      mutate: withList(
        () => revoked,
        (r) => parsed(mutateList(list, r)),
      ),
      same: never,
      signed: revoked1,
    },
    {
      name: 'status list bytes',
      mutate: withList(
        () => revoked,
        (r) => Buffer.from(mutateBytes(Buffer.from(list), r)).toString('latin1'),
      ),
      same: never,
      signed: revoked1,
    },
    { name: 'presentation', mutate: good((r) => presented(world, held, r)), same: any, signed: inside },
    {
      name: 'presentation where a badge is asked for',
      mutate: good((r) => presented(world, held, r)),
      same: never,
      signed: inside,
      options: { kinds: ['open-badge', 'endorsement'] },
    },
    {
      name: 'presentation that answers',
      mutate: good((r) => presented(world, held, r, answer)),
      same: any,
      signed: inside,
      options: { challenge, kinds: ['open-badge'] },
    },
    {
      name: 'badge that answers',
      mutate: good((r) =>
        r(3) === 0 ? mutateJwt(jwt, r) : r(2) === 0 ? mutatePng(png, r) : mutateJson(text, r),
      ),
      same: never,
      signed: rich1,
      options: { challenge },
    },
    {
      name: 'record',
      mutate: good((r) => collected(world, [rich, plain], { id: 'did:example:ada' }, r)),
      same: any,
      signed: inside,
    },
    {
      name: 'record about somebody else',
      mutate: good((r) => collected(world, [other], { id: 'did:example:ada' }, r)),
      // Where the record names nobody, that is told.
      same: async (report) =>
        report.badges.length === 0 || report.warnings.some(({ code }) => code === 'record_person_unknown'),
      signed: await signedIn([other], await reports([other])),
    },
    {
      name: 'literals',
      mutate: good((r) => mutateLiteral(JSON.stringify(literal), r)),
      same: async (report) =>
        report.credential !== undefined && valuesOf(report.credential) === valuesOf(literal),
      signed: await signedIn([literal], await reports([literal])),
    },
    {
      name: 'repeated contexts',
      mutate: good((r) => mutateContexts(JSON.stringify(classes), r)),
      same: sameAs(classes),
      signed: await signedIn([classes], await reports([classes])),
    },
    {
      name: 'selection',
      mutate: selected(shown),
      same: async (report) => report.kind === 'open-badge' && 'selection' in report,
      signed: await wordsOf(shown),
      options: lists,
    },
    ...(await Promise.all(
      [expired, withdrawn].map(async (from) => ({
        name: from === expired ? 'selection of an expired badge' : 'selection of a revoked badge',
        mutate: selected(from),
        same: never,
        signed: await wordsOf(from),
        options: lists,
      })),
    )),
  ]
}

interface Derived {
  /** As its issuer signed it. */
  readonly whole: JsonObject
  /** What its holder shows of it, by several choices. */
  readonly shown: readonly JsonObject[]
}

const POINTERS = ['/issuer', '/validFrom', '/validUntil', '/name', '/credentialStatus', '/credentialSubject']
const MANDATORY = [['/issuer'], ['/credentialStatus'], ['/validUntil', '/credentialStatus']]

/** Under several choices of its issuer of what must be shown. */
async function makeDerived(world: World, change: Change): Promise<Derived> {
  const roll = random(20_260_501)
  const wholes = MANDATORY.map((mandatory) =>
    base(world, mandatory, (badge) => {
      badge.credentialStatus.statusListIndex = '6'
      change(badge)
    }),
  )
  const shown = wholes.flatMap((whole) =>
    [POINTERS, ...[1, 2, 3].map(() => POINTERS.filter(() => roll(3) > 0))].map(async (pointers) =>
      derive(await whole, pointers),
    ),
  )
  return { whole: await wholes[0]!, shown: await Promise.all(shown) }
}

/** Half of the loaders hand out text where it is no JSON; so does this one. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
