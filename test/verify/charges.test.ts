/** What a verification charges beside its proofs and documents: loads, and comparisons of persons. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { comparePersons } from '../../src/identity/compare-persons.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { verify } from '../../src/verify/verify.js'
import { WorkAccount } from '../../src/work-account.js'
import { recordOf } from './record-of.js'
import { makeWorld, rows, type World } from './world.js'

// biome-ignore lint/suspicious/noExplicitAny: changed in any way
type Node = Record<string, any>

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

it('each document that is loaded is counted before it is asked for', async () => {
  const names = ['a', 'b', 'c']
  for (const name of names) world.documents.set(`https://uni.example/${name}`, { type: 'object' })
  const badge = await world.sign(
    world.badge((made) => {
      made.credentialSchema = names.map((name) => ({ id: `https://uni.example/${name}`, type: 'JsonSchema' }))
    }),
  )
  expect(rows(await verify(badge, world.options)).structure).toBe('pass')
  world.asked.length = 0
  const found = rows(await verify(badge, { ...world.options, limits: { loads: 2 } }))
  expect(found.structure).toBe('unknown schema_unavailable')
  expect(world.asked.length).toBeLessThanOrEqual(2)
})

const email = (identityHash: string): object => ({
  type: 'IdentityObject',
  hashed: false,
  identityHash,
  identityType: 'emailAddress',
})
const person = (...addresses: readonly string[]): object => ({ identifier: addresses.map(email) })

it('each comparison of two persons, and of two of their identifiers, is counted', () => {
  let count = 0
  const comparing = {
    md5: () => '',
    spend: (units: number) => {
      count += units
    },
  }
  const compared = (whole: readonly object[], part: object): number => {
    count = 0
    comparePersons(whole as never, part as never, comparing)
    return count
  }
  expect(compared([{ id: 'urn:x:1' }, { id: 'urn:x:2' }], { id: 'urn:x:3' })).toBe(2)
  const one = compared([person('a@x.example')], person('b@x.example'))
  expect(one).toBeGreaterThan(1)
  expect(compared([person('a@x.example')], person('b@x.example', 'c@x.example'))).toBe(1 + 2 * (one - 1))
})

const hashed = (algorithm: 'md5' | 'sha256', saltLength: number, digit = '0'): object => ({
  type: 'IdentityObject',
  hashed: true,
  identityHash: `${algorithm}$${digit.repeat(algorithm === 'md5' ? 32 : 64)}`,
  identityType: 'emailAddress',
  salt: 's'.repeat(saltLength),
})

describe('what is hashed or compared is paid in blocks of 64 characters', () => {
  const paid = (one: object, other: object): number => {
    let sum = 0
    comparePersons({ identifier: one } as never, { identifier: other } as never, {
      md5: () => '',
      spend: (units) => {
        sum += units
      },
    })
    return sum
  }
  const blocks = 100
  it.each<[string, (length: number) => readonly [object, object], number]>([
    ['SHA-256', (length) => [hashed('sha256', length), email('a@b.example')], 1],
    ['MD5', (length) => [hashed('md5', length), email('a@b.example')], 2],
    // Once as it is given, and once because its hash is in capitals.
    ['SHA-256 in capitals', (length) => [hashed('sha256', length, 'A'), email('a@b.example')], 2],
    ['a plain text', (length) => [email('b'.repeat(length)), email('a@b.example')], 3],
  ])('%s', (_, persons, weight) => {
    const [short, long] = [paid(...persons(0)), paid(...persons(64 * blocks))]
    expect(long - short).toBe(weight * blocks)
    expect(short).toBeLessThan(10)
  })

  it('pairs of different types, too', () => {
    const many = Array.from({ length: 640 }, () => email('a@b.example'))
    const others = many.map((identity) => ({ ...identity, identityType: 'accountId' }))
    expect(paid(many, others)).toBeGreaterThan(2 * 6400)
  })

  it('before the hash is made', () => {
    let hashes = 0
    const compare = (): unknown =>
      comparePersons(
        { identifier: hashed('md5', 6400) } as never,
        { identifier: email('a@b.example') } as never,
        {
          md5: () => String(hashes++),
          spend: (units) => {
            if (units > 100) throw new Error('too much')
          },
        },
      )
    expect(compare).toThrow('too much')
    expect(hashes).toBe(0)
  })
})

const addresses = Array.from({ length: 300 }, (_, i) => `A${i}@Ex.example`)

it('a long salt that is hashed with many addresses of a part exceeds the limit', async () => {
  const part = await world.sign(
    world.badge((made) => {
      made.credentialSubject = { ...(made.credentialSubject as object), ...person(...addresses) }
      delete (made.credentialSubject as Node)['id']
    }),
  )
  const holding = async (saltLength: number): Promise<Record<string, string>> => {
    const subject = { identifier: [hashed('md5', saltLength)] }
    const record = await addProof(recordOf(world, [part], subject), world.stranger, {
      created: new Date('2026-02-01T00:00:00Z'),
    })
    return rows(await verify(JSON.parse(JSON.stringify(record)), world.options))
  }
  expect((await holding(10)).endorsements).toContain('record_of_other')
  expect((await holding(100_000)).endorsements).toContain('fail limit_exceeded')
})

it('long salts that are hashed with the addresses of the caller exceed the limit', async () => {
  const asked = async (algorithm: 'md5' | 'sha256', saltLength: number): Promise<string | undefined> => {
    const badge = await world.sign(
      world.badge((made) => {
        const identifier = Array.from({ length: 20 }, () => hashed(algorithm, saltLength))
        made.credentialSubject = { ...(made.credentialSubject as object), identifier }
      }),
    )
    const recipient = { email: addresses.slice(0, 20) }
    return rows(await verify(badge, { ...world.options, recipient })).recipient
  }
  expect(await asked('md5', 10)).toBe('fail recipient_differs')
  expect(await asked('sha256', 10)).toBe('fail recipient_differs')
  expect(await asked('md5', 6_400)).toBe('fail limit_exceeded')
  expect(await asked('sha256', 6_400)).toBe('fail limit_exceeded')
})

it('the persons of a record and of its badges are compared on the account', async () => {
  const part = await world.sign(
    world.badge(
      (made) =>
        (made.credentialSubject = { ...(made.credentialSubject as object), ...person('b@x.example') }),
    ),
  )
  const record = await addProof(recordOf(world, [part], person('a@x.example')), world.stranger, {
    created: new Date('2026-02-01T00:00:00Z'),
  })
  const real = WorkAccount.prototype.spend
  let count = 0
  const spend = vi.spyOn(WorkAccount.prototype, 'spend').mockImplementation(function (
    this: WorkAccount<never>,
    limit,
    amount,
  ) {
    if (limit === 'hashes' && new Error('who asks').stack?.includes('compare-persons') === true) count++
    real.call(this, limit as never, amount)
  })
  await verify(JSON.parse(JSON.stringify(record)), world.options)
  spend.mockRestore()
  expect(count).toBeGreaterThan(1)
})

it.each([
  ['an undefined member', (badge: Node) => (badge['undefinedMember'] = 'x')],
  ['a number that loses digits', (badge: Node) => (badge['credentialSubject'].score = 1e-7)],
])('a text that cannot be made because of %s is tried once for all proofs', async (_, change) => {
  const signed = await world.sign(world.badge())
  const spoiled = structuredClone(signed) as Node
  change(spoiled)
  const cost = async (proofs: number): Promise<number> => {
    const take = vi.spyOn(WorkAccount.prototype, 'take')
    const proof = Array.from({ length: proofs }, () => spoiled['proof'])
    const report = await verify({ ...spoiled, proof }, world.options)
    expect(report.checks.find(({ id }) => id === 'proof')).toMatchObject({ code: 'jsonld_unsafe' })
    const scalars = take.mock.calls.filter(([name]) => name === ('scalars' as never))
    take.mockRestore()
    return scalars.reduce((sum, [, amount = 1]) => sum + amount, 0)
  }
  // The first search for a hint loads contexts, and walks again after each.
  await cost(1)
  const one = await cost(1)
  expect(one).toBeGreaterThan(20)
  expect(await cost(16)).toBe(one)
})
