/**
 * The page of the tamper matrix for larger credentials: one forgery, and exactly how it ends. `PARTS` and a diploma over
 * them are good; each case says what the issuer signed and what the holder shows instead.
 */
import type { JsonObject } from '../../../src/encoding/json.js'
import { partDigest, pathway, sealParts, type VerifyStackOptions } from '../../../src/pathways/index.js'
import { addProof } from '../../../src/proof/data-integrity/add-proof.js'
import { independentName } from '../stack/independent-digest.js'
import {
  ADA,
  achievementId,
  BOB,
  badge,
  data,
  diploma,
  load,
  type Mutable,
  PARTS,
  PATHWAY,
  REVOCATIONS,
  sign,
  signerOf,
  signers,
  THEN,
  university,
  unsignedCopy,
} from '../stack/world.js'

export interface Shown {
  readonly stack?: unknown
  readonly parts?: readonly unknown[]
  readonly options?: VerifyStackOptions
}

export interface ForgeryCase {
  readonly name: string
  readonly make: () => Promise<Shown>
  readonly expected: string
}

const forged = (name: string, expected: string, make: () => Promise<Shown>): ForgeryCase => ({
  name,
  expected,
  make,
})

const changed = (credential: object, change: (copy: Mutable) => unknown): JsonObject => {
  const copy = structuredClone(credential) as Mutable
  change(copy)
  return copy
}

/** The university signs other entries than `stack` would write; with `addProof`, also what `issue` would refuse. */
async function signedWith(
  change: (entries: Mutable[], copy: Mutable) => unknown,
  how: 'eddsa-rdfc-2022' | 'eddsa-jcs-2022' | typeof addProof = 'eddsa-rdfc-2022',
): Promise<JsonObject> {
  const copy = unsignedCopy(await diploma())
  change(copy.relatedResource, copy)
  return how === addProof
    ? addProof(copy, university, { created: THEN })
    : sign(copy, university, how as 'eddsa-rdfc-2022')
}

/** Signs the text; as a graph the larger credential and the entry of that id would be one node, which is refused. */
const JCS = 'eddsa-jcs-2022'

const entryFor = (part: JsonObject | string, id = (part as Mutable).id): JsonObject => ({
  id,
  mediaType: typeof part === 'string' ? 'application/vc+jwt' : 'application/vc',
  digestMultibase: partDigest(part),
})

const [python, statistics, firstAid] = PARTS as readonly [JsonObject, JsonObject, JsonObject]
const { awards: _, ...withoutAward } = PATHWAY
const unawarded = pathway(withoutAward)
const weaker = pathway({ ...PATHWAY, root: { badge: achievementId('python'), issuers: 'any' } })

export const FORGERIES: readonly ForgeryCase[] = [
  forged('nothing', 'proven stack_proven; holds holds holds', async () => ({})),
  forged('parts in another order', 'proven stack_proven; holds holds holds', async () => ({
    parts: [...PARTS].reverse(),
  })),

  // The larger credential
  forged('a changed diploma', 'not verified', async () => ({
    stack: changed(await diploma(), (copy) => (copy.credentialSubject.achievement.name = 'Doctor')),
  })),
  forged('an entry taken away after signing', 'not verified', async () => ({
    stack: changed(await diploma(), (copy) => copy.relatedResource.pop()),
  })),
  forged('an entry added after signing', 'not verified', async () => ({
    stack: changed(await diploma(), (copy) => copy.relatedResource.push(entryFor(python, 'urn:x'))),
  })),
  forged('a digest changed after signing', 'not verified', async () => ({
    stack: changed(
      await diploma(),
      (copy) => (copy.relatedResource[2].digestMultibase = partDigest(firstAid)),
    ),
  })),
  forged('entries moved to the subject after signing', 'not verified', async () => ({
    stack: changed(await diploma(), (copy) => {
      copy.credentialSubject.relatedResource = copy.relatedResource
      delete copy.relatedResource
    }),
  })),
  forged('a badge that is no larger credential', 'asserted no_parts; ', async () => ({ stack: python })),
  forged('a diploma of an issuer who is not trusted', 'not verified', async () => ({
    options: { issuers: ['did:web:another.example'] },
  })),
  forged('the diploma of somebody else', 'not verified', async () => ({
    options: { recipient: { id: BOB } },
  })),

  // The pathway
  forged('no pathway', 'asserted pathway_withheld; holds holds holds', async () => ({
    options: { pathway: [] },
  })),
  forged('a pathway changed after signing', 'asserted pathway_altered; holds holds holds', async () => ({
    options: { pathway: pathway({ ...PATHWAY, name: 'Data expert' }) },
  })),
  forged('a weaker pathway shown for a stronger one', 'asserted pathway_altered; holds', async () => ({
    stack: await signedWith((entries) => entries.splice(2)),
    options: { pathway: weaker },
  })),
  forged('a weaker pathway of another id', 'asserted pathway_foreign; holds holds holds', async () => ({
    options: {
      pathway: pathway({ ...PATHWAY, id: 'https://uni.example/pathways/easy/1', root: weaker.root }),
    },
  })),
  forged(
    'a weaker pathway signed for a stronger award',
    'contradicted award_differs; holds holds holds',
    async () => ({
      stack: await signedWith(
        (_, copy) => (copy.credentialSubject.achievement.id = 'https://uni.example/a/doctor'),
      ),
    }),
  ),

  // Which parts are shown
  forged('no parts', 'asserted parts_withheld; withheld withheld withheld', async () => ({ parts: [] })),
  forged('a part withheld', 'partly parts_withheld; holds withheld holds', async () => ({
    parts: [firstAid, statistics],
  })),
  forged('one badge handed in twice for two', 'partly parts_withheld; withheld withheld holds', async () => ({
    parts: [statistics, structuredClone(statistics), JSON.stringify(statistics)],
  })),
  forged('a stranger’s part beside the others', 'proven stack_proven; holds holds holds', async () => ({
    parts: [...PARTS, await badge('ethics', { recipient: { id: BOB } })],
  })),
  forged('a stranger’s part instead of one', 'partly parts_withheld; holds withheld holds', async () => ({
    parts: [firstAid, statistics, await badge('ethics', { recipient: { id: BOB } })],
  })),
  forged('a part changed by its holder', 'partly part_altered; holds altered holds', async () => ({
    parts: [
      firstAid,
      statistics,
      changed(python, (copy) => (copy.credentialSubject.achievement.name = 'Rust')),
    ],
  })),
  forged('a part without its proof', 'partly part_altered; holds altered holds', async () => ({
    parts: [firstAid, statistics, changed(python, (copy) => delete copy.proof)],
  })),
  forged('a part written anew by a wallet', 'partly part_reshaped; holds reshaped holds', async () => ({
    parts: [firstAid, statistics, changed(python, (copy) => (copy.proof = copy.proof[0]))],
  })),
  forged(
    'another badge of the same id and issuer',
    'partly part_reshaped; holds reshaped holds',
    async () => ({
      parts: [firstAid, statistics, await badge('python', { validFrom: '2026-02-01T00:00:00Z' })],
    }),
  ),
  forged('a part under another member order', 'proven stack_proven; holds holds holds', async () => ({
    parts: [firstAid, statistics, Object.fromEntries(Object.entries(python).reverse())],
  })),

  // What the issuer counted
  forged('somebody else’s badge counted', 'contradicted pathway_unmet; holds holds holds', async () => {
    const bobs = await badge('python', { recipient: { id: BOB } })
    return {
      stack: await signedWith((entries) => entries.splice(2, 1, entryFor(bobs))),
      parts: [firstAid, bobs, statistics],
    }
  }),
  forged('a badge of an address nobody has shown', 'partly person_unknown; holds holds holds', async () => {
    const hashed = await badge('python', { recipient: { email: 'ada@example.org' } })
    return {
      stack: await signedWith((entries) => entries.splice(2, 1, entryFor(hashed))),
      parts: [firstAid, hashed, statistics],
    }
  }),
  forged(
    'the same badge for whoever knows the address',
    'proven stack_proven; holds holds holds',
    async () => {
      const hashed = await badge('python', { recipient: { email: 'ada@example.org' } })
      return {
        stack: await signedWith((entries) => entries.splice(2, 1, entryFor(hashed))),
        parts: [firstAid, hashed, statistics],
        options: { recipient: { id: 'did:web:ada.example', email: 'ada@example.org' } },
      }
    },
  ),
  forged(
    'the same badge for whoever knows only another address',
    'partly person_unknown; holds holds holds',
    async () => {
      const hashed = await badge('python', { recipient: { email: 'ada@example.org' } })
      return {
        stack: await signedWith((entries) => entries.splice(2, 1, entryFor(hashed))),
        parts: [firstAid, hashed, statistics],
        options: { recipient: { id: ADA, email: 'ada@work.example' } },
      }
    },
  ),
  forged(
    'the badge of another address, without which the others still do not suffice',
    'contradicted pathway_unmet; holds holds',
    async () => {
      const hashed = await badge('python', { recipient: { email: 'bob@example.org' } })
      return {
        stack: await signedWith((entries) => entries.splice(2, 2, entryFor(hashed))),
        parts: [firstAid, hashed],
        options: { recipient: { id: ADA, email: 'ada@example.org' } },
      }
    },
  ),
  forged(
    'the badges of two people who share a credential',
    'partly person_unknown; holds holds holds',
    async () => {
      const bobs = await badge('python', { recipient: { id: BOB } })
      return {
        ...(await plainCredential([{ id: ADA }, { id: BOB }], (entries) =>
          entries.splice(2, 1, entryFor(bobs)),
        )),
        parts: [firstAid, bobs, statistics],
      }
    },
  ),
  forged('a credential of one person in a list', 'proven stack_proven; holds holds holds', () =>
    plainCredential([{ id: ADA }], () => undefined),
  ),
  forged(
    'an achievement claimed by another issuer',
    'contradicted pathway_unmet; holds holds holds',
    async () => {
      const claimed = await badge('python', { signer: signers[1]! })
      return {
        stack: await signedWith((entries) => entries.splice(2, 1, entryFor(claimed))),
        parts: [firstAid, claimed, statistics],
      }
    },
  ),
  forged(
    'one badge counted twice under two names',
    'partly part_reshaped; holds holds reshaped',
    async () => ({
      stack: await signedWith((entries) => {
        entries[3] = { ...entries[2], id: entries[3].id }
      }),
    }),
  ),
  forged('one badge in two places', 'partly parts_withheld; holds holds holds withheld', async () => ({
    stack: await signedWith((entries) => entries.push({ ...entries[2], id: 'urn:uuid:0a' })),
  })),
  forged('one sealed badge counted twice', 'contradicted pathway_unmet; holds holds holds', async () => {
    const envelopes = [
      ...sealParts([statistics, firstAid], new Uint8Array(32).fill(1)),
      ...sealParts([statistics], new Uint8Array(32).fill(2)),
    ]
    const entries = envelopes.map((envelope) => sealedEntry(envelope))
    return {
      stack: await signedWith((all) => all.splice(1, 3, ...entries)),
      parts: envelopes,
    }
  }),
  forged('too few badges counted', 'contradicted pathway_unmet; holds holds', async () => ({
    stack: await signedWith((entries) => entries.pop()),
  })),
  forged('a badge from after the award', 'contradicted pathway_unmet; holds holds holds', async () => {
    const later = await badge('python', { validFrom: '2026-06-15T00:00:00Z' })
    return {
      stack: await signedWith((entries) => entries.splice(2, 1, entryFor(later))),
      parts: [firstAid, later, statistics],
    }
  }),
  forged(
    'a badge that had expired at the award',
    'partly part_not_verified; holds not_verified holds',
    async () => {
      const old = await badge('python', { validUntil: '2026-05-01T00:00:00Z' })
      return {
        stack: await signedWith((entries) => entries.splice(2, 1, entryFor(old))),
        parts: [firstAid, old, statistics],
      }
    },
  ),
  forged('a badge whose signature never held', 'contradicted part_forged; holds forged holds', async () => {
    const fake = changed(python, (copy) => (copy.name = 'Python for experts'))
    return {
      stack: await signedWith((entries) => entries.splice(2, 1, entryFor(fake))),
      parts: [firstAid, fake, statistics],
    }
  }),
  forged('a digest of another hash', 'partly part_reshaped; holds reshaped holds', async () => ({
    stack: await signedWith((entries) => {
      entries[2] = { ...entries[2], digestSRI: `sha384-${'A'.repeat(64)}` }
      delete entries[2].digestMultibase
    }),
  })),
  forged('a digest that belongs to another part', 'partly part_reshaped; holds reshaped holds', async () => ({
    stack: await signedWith((entries) => {
      entries[2].digestMultibase = entries[1].digestMultibase
    }),
  })),
  forged('no date', 'asserted undated; holds holds holds', async () => ({
    stack: await signedWith((_, copy) => delete copy.validFrom, addProof),
  })),

  // What happened to the parts since
  forged('a part revoked since', 'partly part_withdrawn; holds revoked holds; changed revoked', async () =>
    revoked('python'),
  ),
  forged(
    'a part revoked that must still hold',
    'contradicted part_lost; revoked holds holds; changed revoked',
    async () => revoked('first-aid'),
  ),
  forged('a part whose status nobody can learn', 'partly part_open; holds open holds', async () => {
    const { stack, parts } = await revoked('python')
    return { stack, parts, options: { load: load([]), statusIssuers: [], ...UNREACHABLE } }
  }),
  forged('a part expired since', 'proven stack_proven; holds expired holds; changed expired', async () => {
    const short = await badge('python', { validUntil: '2026-06-15T00:00:00Z' })
    const parts = [firstAid, short, statistics]
    return { stack: await diploma(parts), parts }
  }),
  forged(
    'a part expired that must still hold',
    'contradicted part_lost; expired holds holds; changed expired',
    async () => {
      const short = await badge('first-aid', { validUntil: '2026-06-15T00:00:00Z' })
      const parts = [short, python, statistics]
      // The issuer left out until when it holds.
      const copy = unsignedCopy(await diploma(parts))
      delete copy.validUntil
      return { stack: await sign(copy), parts }
    },
  ),

  // Sealed
  forged('sealed parts', 'proven stack_proven; holds holds holds', async () => sealedParts((all) => all)),
  forged('one sealed part', 'partly parts_withheld; holds withheld withheld', async () =>
    sealedParts((all) => all.slice(0, 1)),
  ),
  forged(
    'sealed parts without their salts',
    'asserted parts_withheld; withheld withheld withheld',
    async () => sealedParts((all) => all.map(({ part }) => part)),
  ),
  forged('sealed parts under another salt', 'asserted parts_withheld; withheld withheld withheld', async () =>
    sealedParts((all) => all.map((envelope) => ({ ...envelope, salt: 'AAAAAAAAAAAAAAAAAAAAAA' }))),
  ),

  // Larger credentials inside each other
  forged(
    'a diploma that names itself',
    'contradicted part_of_itself; withheld holds holds holds',
    async () => ({
      stack: await signedWith((entries, copy) => {
        entries.splice(1, 0, { ...entries[1], id: copy.id })
      }, JCS),
    }),
  ),
  forged('an earlier version of itself', 'contradicted part_of_itself; holds holds holds holds', async () => {
    const earlier = await diploma()
    const copy = unsignedCopy(earlier)
    copy.relatedResource.splice(1, 0, entryFor(earlier))
    return { stack: await sign(copy, university, JCS), parts: [earlier, ...PARTS] }
  }),
  forged('parts that name each other', 'proven stack_proven; holds holds holds', async () => {
    // Only by id: a digest of what holds one's own digest cannot be found.
    const one = unsignedCopy(python)
    const two = unsignedCopy(statistics)
    one.relatedResource = [{ ...entryFor(two), id: two.id }]
    two.relatedResource = [{ ...entryFor(one), id: one.id }]
    const parts = [await sign(one, signers[0]), await sign(two, signers[1]), firstAid]
    return { stack: await diploma(parts), parts }
  }),
  forged(
    'a part that is contradicted by its own parts',
    'contradicted part_contradicted; holds holds',
    async () => {
      const [outer, inner, parts] = await nested((entries) => entries.pop())
      return { stack: outer, parts: [inner, ...parts], options: { pathway: [data, OUTER] } }
    },
  ),
  forged('a part that is proven by its own parts', 'proven stack_proven; holds holds', async () => {
    const [outer, inner, parts] = await nested(() => undefined)
    return { stack: outer, parts: [inner, ...parts], options: { pathway: [data, OUTER] } }
  }),
]

const UNREACHABLE: VerifyStackOptions = {
  load: async (url, purpose) => {
    if (url === REVOCATIONS) throw Object.assign(new Error('no'), { code: 'document_unavailable' })
    return load([])(url, purpose)
  },
}

const sealedEntry = (envelope: ReturnType<typeof sealParts>[number]): JsonObject => {
  const digestMultibase = partDigest(envelope)
  return { id: nameOf(envelope), mediaType: 'application/json', digestMultibase }
}

async function revoked(name: 'python' | 'first-aid'): Promise<Required<Shown>> {
  const part = await badge(name, { revocable: true })
  const parts = name === 'python' ? [firstAid, part, statistics] : [part, python, statistics]
  return {
    stack: await diploma(parts),
    parts,
    options: { load: load([String(part['id'])]) },
  }
}

async function sealedParts(show: (all: ReturnType<typeof sealParts>) => readonly unknown[]): Promise<Shown> {
  const seed = new Uint8Array(32).fill(4)
  const stack = (await diploma(PARTS, { form: 'sealed', seed })) as Mutable
  const envelopes = sealParts(PARTS, seed)
  const named = stack.relatedResource
    .slice(1)
    .map(({ id }: Mutable) => envelopes.find((one) => nameOf(one) === id))
  return { stack, parts: show(named) }
}

const nameOf = (envelope: object): string => independentName(envelope)

/** A diploma and ethics together. */
export const OUTER = pathway({
  id: 'https://uni.example/pathways/master/1',
  name: 'Master of data',
  awards: { ...data.awards!, id: 'https://uni.example/a/master', name: 'Master of data' },
  root: {
    all: [
      { badge: data.awards!.id, issuers: [university.controller] },
      { badge: achievementId('ethics'), issuers: [signerOf('ethics').controller] },
    ],
  },
})

/** A larger credential with one inside, whose entries are changed before it is signed. */
export async function nested(
  change: (entries: Mutable[], copy: Mutable) => unknown,
): Promise<readonly [outer: JsonObject, inner: JsonObject, parts: readonly JsonObject[]]> {
  const inner = await signedWith(change)
  const ethics = await badge('ethics')
  return [await diploma([inner, ethics], {}, OUTER), inner, [...PARTS, ethics]]
}

/** A larger credential that is no badge: it says whose it is, and awards nothing. */
async function plainCredential(
  subjects: readonly object[],
  change: (entries: Mutable[]) => unknown,
): Promise<Shown> {
  const stack = await signedWith((entries, copy) => {
    change(entries)
    entries[0].digestMultibase = partDigest(unawarded)
    copy.type = ['VerifiableCredential']
    copy['@context'] = copy['@context'].slice(0, 1)
    copy.issuer = copy.issuer.id
    copy.credentialSubject = subjects.map((subject) => ({ ...subject, name: 'Ada' }))
  }, addProof)
  return { stack, options: { kinds: ['credential'], pathway: unawarded } }
}
