/** Every builder: shape, defaults, order, frozenness, and all issues at once. */
import { describe, expect, it } from 'vitest'
import type { Issue } from '../../src/errors.js'
import {
  achievement,
  criteria,
  identifier,
  related,
  relatedBadgeClass,
} from '../../src/model/builders/achievement.js'
import {
  alignment,
  caseAlignment,
  ctdlAlignment,
  escoAlignment,
  onetAlignment,
} from '../../src/model/builders/alignment.js'
import { endorsement } from '../../src/model/builders/endorsement.js'
import { evidence } from '../../src/model/builders/evidence.js'
import { hashIdentity } from '../../src/model/builders/identity.js'
import { image } from '../../src/model/builders/image.js'
import { openBadge } from '../../src/model/builders/open-badge.js'
import { address, profile } from '../../src/model/builders/profile.js'
import { result, resultDescription, rubricLevel } from '../../src/model/builders/result.js'
import { language } from '../../src/model/languages/language.js'
import { validate } from '../../src/schema/validate.js'
import { issuesOf } from './issues-of.js'

const found = (build: () => unknown): readonly string[] =>
  issuesOf(build).map(({ code, pointer }) => `${code} ${pointer}`)

const issuer = profile({ id: 'did:web:example.edu', name: 'Example University' })
const rust = achievement({
  id: 'https://example.edu/a/rust',
  name: 'Rust I',
  description: 'Writes small programs in Rust.',
  criteria: 'Pass the exam.',
})
const base = { issuer, achievement: rust, recipient: { id: 'did:example:ada' } } as const
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

function isFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.isFrozen(value) && Object.values(value).every(isFrozen)
}

describe('achievement', () => {
  it('fills types, lists and pictures, in the order of the model', () => {
    const built = achievement({
      tag: 'rust',
      image: 'https://example.edu/rust.png',
      criteria: 'https://example.edu/rust/criteria',
      description: 'd',
      name: 'n',
      id: 'https://example.edu/a/rust',
      type: 'https://example.org/types#Course',
      alignment: { targetName: 'Ownership', targetUrl: 'https://framework.example/1' },
      endorsementJwt: [],
    })
    expect(JSON.stringify(built)).toBe(
      JSON.stringify({
        id: 'https://example.edu/a/rust',
        type: ['Achievement', 'https://example.org/types#Course'],
        name: 'n',
        description: 'd',
        criteria: { id: 'https://example.edu/rust/criteria' },
        image: { id: 'https://example.edu/rust.png', type: 'Image' },
        alignment: [
          { type: ['Alignment'], targetName: 'Ownership', targetUrl: 'https://framework.example/1' },
        ],
        tag: ['rust'],
      }),
    )
    expect(isFrozen(built)).toBe(true)
  })

  it('gives the same text for the same content, however the literal is ordered', () => {
    const one = achievement({
      id: 'urn:a:1',
      name: 'n',
      description: 'd',
      criteria: 'c',
      version: '1',
      humanCode: 'h',
    })
    const two = achievement({
      humanCode: 'h',
      version: '1',
      criteria: 'c',
      description: 'd',
      name: 'n',
      id: 'urn:a:1',
    })
    expect(JSON.stringify(one)).toBe(JSON.stringify(two))
  })

  it('leaves the input alone', () => {
    const input = { id: 'urn:a:1', name: 'n', description: 'd', criteria: { narrative: 'c' }, tag: ['x'] }
    const before = structuredClone(input)
    const built = achievement(input)
    expect(input).toEqual(before)
    expect(Object.isFrozen(input.tag)).toBe(false)
    input.tag.push('y')
    expect(built.tag).toEqual(['x'])
  })

  it('throws once, with every issue', () => {
    const literal = { id: 'a', name: 1, descripton: 'd', image: 7, achievementType: 'Curse', colour: 'red' }
    expect([...found(() => achievement(literal as never))].sort()).toEqual([
      'invalid_uri /id',
      'misnamed /descripton',
      'missing /criteria',
      'undefined_term /colour',
      'unknown_value /achievementType',
      'wrong_type /image',
      'wrong_type /name',
    ])
  })

  it('checks what its results say', () => {
    const description = {
      id: 'urn:r:1',
      name: 'Score',
      resultType: 'Percent',
      valueMin: '0',
      valueMax: '10',
      requiredValue: '11',
    } as const
    expect(found(() => achievement({ ...rust, resultDescription: description }))).toEqual([
      'value_out_of_range /resultDescription/0/requiredValue',
    ])
    expect(found(() => resultDescription(description))).toEqual(['value_out_of_range /requiredValue'])
  })

  it('refuses what is no literal', () => {
    for (const input of [null, undefined, 'x', 7, [rust], () => rust]) {
      expect(issuesOf(() => achievement(input as never))).toHaveLength(1)
    }
    expect(found(() => achievement(new Map() as never))).toEqual(['not_json '])
    expect(found(() => achievement({ ...rust, tag: [Symbol('x')] } as never))).toEqual(['not_json /tag/0'])
  })

  it('refuses a circle', () => {
    const circle: Record<string, unknown> = { id: 'urn:p:1' }
    circle['parentOrg'] = circle
    expect(issuesOf(() => profile(circle as never))[0]).toMatchObject({ code: 'limit' })
  })

  it('names __proto__ and foreign members', () => {
    const input = JSON.parse(
      '{"id":"urn:a:1","name":"n","description":"d","criteria":"c","__proto__":{"x":1}}',
    ) as never
    expect(found(() => achievement(input))).toEqual(['reserved_name /__proto__'])
    expect(found(() => achievement({ ...rust, url: 'https://x.example' } as never))).toEqual([
      'foreign_term /url',
    ])
  })
})

describe('the smaller builders', () => {
  it('criteria from text, address or both', () => {
    expect(criteria('Pass.')).toEqual({ narrative: 'Pass.' })
    expect(criteria('https://example.edu/c')).toEqual({ id: 'https://example.edu/c' })
    expect(criteria({ id: 'https://example.edu/c', narrative: 'Pass.' })).toEqual({
      id: 'https://example.edu/c',
      narrative: 'Pass.',
    })
  })

  it('image from an address or from bytes', () => {
    expect(image('https://example.edu/a.svg')).toEqual({ id: 'https://example.edu/a.svg', type: 'Image' })
    expect(image(PNG).id).toBe('data:image/png;base64,iVBORw0KGgo=')
    expect(image({ id: PNG, caption: 'A crab' })).toEqual({
      id: 'data:image/png;base64,iVBORw0KGgo=',
      type: 'Image',
      caption: 'A crab',
    })
    const svg = new TextEncoder().encode(
      '<?xml version="1.0"?>\n<!-- c -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    )
    expect(image(svg).id).toMatch(/^data:image\/svg\+xml;base64,/)
    const large = new Uint8Array(100_000).map((_, index) => (index < 8 ? PNG[index]! : index % 251))
    expect(Buffer.from(image(large).id.split(',')[1]!, 'base64').equals(Buffer.from(large))).toBe(true)
    expect(image(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)).id).toMatch(/^data:image\/jpeg/)
    expect(image(new TextEncoder().encode('GIF89a')).id).toMatch(/^data:image\/gif/)
    expect(image(new TextEncoder().encode('RIFF\0\0\0\0WEBP')).id).toMatch(/^data:image\/webp/)
    expect(found(() => image(Uint8Array.of(1, 2, 3)))).toEqual(['unknown_value /id'])
    expect(found(() => image('logo.png'))).toEqual(['invalid_uri /id'])
  })

  it('alignments to any framework and to the four of note', () => {
    expect(alignment({ targetName: 'n', targetUrl: 'https://f.example/1', targetType: 'ext:EQF' })).toEqual({
      type: ['Alignment'],
      targetName: 'n',
      targetUrl: 'https://f.example/1',
      targetType: 'ext:EQF',
    })
    expect(
      caseAlignment({
        server: 'https://case.example.org/',
        identifier: '5b6c',
        name: 'Ownership',
        code: 'R.1',
        framework: 'F',
        description: 'd',
      }),
    ).toEqual({
      type: ['Alignment'],
      targetName: 'Ownership',
      targetUrl: 'https://case.example.org/ims/case/v1p0/CFItems/5b6c',
      targetCode: 'R.1',
      targetDescription: 'd',
      targetFramework: 'F',
      targetType: 'CFItem',
    })
    const ctid = 'ce-6369c51f-8d86-47a4-a37a-4ff9cdd7b3d4'
    expect(ctdlAlignment({ ctid, name: 'n' })).toMatchObject({
      targetUrl: `https://credentialengineregistry.org/resources/${ctid}`,
      targetType: 'ceasn:Competency',
      targetCode: ctid,
    })
    expect(ctdlAlignment({ ctid, name: 'n', kind: 'ceterms:Credential' }).targetType).toBe(
      'ceterms:Credential',
    )
    expect(escoAlignment({ uri: 'http://data.europa.eu/esco/skill/ccd0a1d9', name: 'n' })).toMatchObject({
      targetFramework: 'ESCO',
      targetType: 'ext:ESCOSkill',
      targetCode: 'ccd0a1d9',
    })
    expect(escoAlignment({ uri: 'http://data.europa.eu/esco/occupation/x1', name: 'n' }).targetType).toBe(
      'ext:ESCOOccupation',
    )
    expect(onetAlignment({ code: '15-1252', name: 'n' }).targetUrl).toBe(
      'https://www.onetonline.org/link/summary/15-1252.00',
    )
    expect(onetAlignment({ code: '2.A.1.a', name: 'n' })).toMatchObject({
      targetType: 'ext:ONETElement',
      targetCode: '2.A.1.a',
    })
    expect(found(() => onetAlignment({ code: '15-1252', name: 'n', framwork: 'x' } as never))).toEqual([
      'undefined_term /framwork',
    ])
    expect(found(() => escoAlignment({ uri: 'ccd0', name: 'n' }))).toEqual(['invalid_url /uri'])
    expect(found(() => escoAlignment({ uri: 'https://example.org/x', name: 'n' }))).toEqual([
      'invalid_url /uri',
    ])
    expect(found(() => onetAlignment({ code: 'banana', name: 'n' }))).toEqual(['unknown_value /code'])
    expect(found(() => onetAlignment({ code: '15-1252', name: 'n', constructor: 'x' } as never))).toEqual([
      'undefined_term /constructor',
    ])
    const proto = JSON.parse('{"code":"15-1252","name":"n","__proto__":{}}') as never
    expect(found(() => onetAlignment(proto))).toEqual(['reserved_name /__proto__'])
  })

  it('profiles with everything in them', () => {
    const built = profile({
      id: 'https://example.edu',
      name: 'Example University',
      parentOrg: { id: 'https://state.example', name: 'State' },
      address: { addressCountryCode: 'DE', geo: { latitude: 48.1, longitude: 11.5 } },
      otherIdentifier: { identifier: '4711', identifierType: 'ext:BRIN' },
      image: PNG,
      dateOfBirth: new Date('1815-12-10T00:00:00Z'),
    })
    expect(built).toMatchObject({
      type: ['Profile'],
      parentOrg: { type: ['Profile'] },
      address: { type: ['Address'], geo: { type: 'GeoCoordinates' } },
      otherIdentifier: [{ type: 'IdentifierEntry' }],
      dateOfBirth: '1815-12-10',
    })
    expect(address({ postalCode: '80331' })).toEqual({ type: ['Address'], postalCode: '80331' })
    expect(identifier({ identifier: '1', identifierType: 'sourcedId' })).toEqual({
      type: 'IdentifierEntry',
      identifier: '1',
      identifierType: 'sourcedId',
    })
    expect(found(() => profile({ id: 'urn:p:1', dateOfBirth: new Date(Number.NaN) }))).toEqual([
      'invalid_date /dateOfBirth',
    ])
  })

  it('results, rubrics, evidence, related achievements, languages', () => {
    const level = rubricLevel({ id: 'urn:l:1', name: 'Mastered' })
    expect(
      resultDescription({
        id: 'urn:r:1',
        name: 'Style',
        resultType: 'RubricCriterionLevel',
        rubricCriterionLevel: level,
      }),
    ).toMatchObject({
      rubricCriterionLevel: [{ id: 'urn:l:1', type: ['RubricCriterionLevel'], name: 'Mastered' }],
    })
    expect(result({ value: 'A' })).toEqual({ type: ['Result'], value: 'A' })
    expect(evidence({ id: 'https://example.edu/e', name: 'Parser' })).toEqual({
      id: 'https://example.edu/e',
      type: ['Evidence'],
      name: 'Parser',
    })
    expect(related({ id: 'urn:a:2', inLanguage: 'de' })).toEqual({
      id: 'urn:a:2',
      type: ['Related'],
      inLanguage: 'de',
    })
    expect(relatedBadgeClass('https://old.example/b').type).toEqual([
      'Related',
      'https://w3id.org/openbadges#BadgeClass',
    ])
    expect([language('EN-gb'), language('zh-hans-cn'), language('de')]).toEqual(['en-GB', 'zh-Hans-CN', 'de'])
    expect(found(() => language('english language'))).toEqual(['invalid_language '])
    expect(found(() => language(undefined as never))).toEqual(['invalid_language '])
  })
})

describe('openBadge', () => {
  it('makes a badge that only lacks what issue fills in', () => {
    const built = openBadge({
      ...base,
      validFrom: new Date('2026-01-31T12:00:00.000Z'),
      result: { value: 'A' },
      narrative: 'N',
    })
    expect(Object.keys(built)).toEqual(['@context', 'type', 'issuer', 'validFrom', 'credentialSubject'])
    expect(built.credentialSubject).toEqual({
      id: 'did:example:ada',
      type: ['AchievementSubject'],
      achievement: rust,
      narrative: 'N',
      result: [{ type: ['Result'], value: 'A' }],
    })
    expect(isFrozen(built)).toBe(true)
    expect(validate({ ...built, id: 'urn:uuid:1' }, { form: 'strict' })).toEqual({ valid: true, issues: [] })
  })

  it('needs a recipient, or bearer', () => {
    const { recipient: _, ...rest } = base
    expect(found(() => openBadge(rest as never))).toEqual(['no_recipient /credentialSubject'])
    expect(found(() => openBadge({ ...rest, recipient: {} } as never))).toEqual([
      'no_recipient /credentialSubject',
    ])
    expect(found(() => openBadge({ ...rest, recipient: 'ada@example.org' } as never))).toEqual([
      'no_recipient /credentialSubject',
    ])
    expect(openBadge({ ...rest, bearer: true }).credentialSubject.id).toBeUndefined()
    expect(found(() => openBadge({ ...base, bearer: true } as never))).toEqual(['wrong_type /bearer'])
    expect(found(() => openBadge({ ...rest, bearer: false } as never))).toEqual([
      'wrong_type /bearer',
      'no_recipient /credentialSubject',
    ])
  })

  it('writes a name beside the address in the open, where pages and certificates find it', () => {
    const { recipient: _, ...rest } = base
    const made = openBadge({
      ...rest,
      recipient: { email: ' ada@example.org\n', name: 'Ada Lovelace', salt: 'kosher-kosher-kosher' },
    })
    const [address, name] = made.credentialSubject.identifier!
    expect(address?.identityHash).toBe(hashIdentity('ada@example.org', 'kosher-kosher-kosher'))
    expect(name).toEqual({
      type: 'IdentityObject',
      hashed: false,
      identityHash: 'Ada Lovelace',
      identityType: 'name',
    })
    expect(found(() => openBadge({ ...rest, recipient: { name: 'Ada' } as never }))).toEqual([
      'no_recipient /credentialSubject',
    ])
  })

  it('writes e-mail addresses as salted hashes, in the open only when asked', () => {
    const { recipient: _, ...rest } = base
    const one = openBadge({ ...rest, recipient: { email: 'ada@example.org' } }).credentialSubject
      .identifier![0]!
    const two = openBadge({ ...rest, recipient: { email: 'ada@example.org' } }).credentialSubject
      .identifier![0]!
    expect(one).toMatchObject({ type: 'IdentityObject', hashed: true, identityType: 'emailAddress' })
    expect(one.salt).toMatch(/^[0-9a-f]{32}$/)
    expect(one.salt).not.toBe(two.salt)
    expect(one.identityHash).not.toBe(two.identityHash)
    const plain = openBadge({ ...rest, recipient: { email: 'ada@example.org', hashed: false } })
      .credentialSubject.identifier
    expect(plain).toEqual([
      {
        type: 'IdentityObject',
        hashed: false,
        identityHash: 'ada@example.org',
        identityType: 'emailAddress',
      },
    ])
    const several = openBadge({
      ...rest,
      recipient: {
        id: 'did:example:ada',
        email: 'ada@example.org',
        identifier: [{ identityType: 'sisSourcedId', value: '20-1234', hashed: false }],
      },
    })
    expect(several.credentialSubject.identifier).toHaveLength(2)
    expect(found(() => openBadge({ ...rest, recipient: { email: 'nobody' } }))).toEqual([
      'invalid_email /credentialSubject/email',
    ])
    expect(found(() => openBadge({ ...rest, recipient: { email: 'a@b', salt: 'short' } }))).toEqual([
      'wrong_type /credentialSubject/salt',
    ])
    expect(found(() => openBadge({ ...rest, recipient: { id: 'urn:x:1', 'a/b': 1 } } as never))).toEqual([
      'unknown_member /credentialSubject/a~1b',
    ])
    expect(found(() => openBadge({ ...rest, recipient: { id: 'urn:x:1', hashed: false } }))).toEqual([
      'unknown_member /credentialSubject/hashed',
    ])
    expect(found(() => openBadge({ ...rest, recipient: { mail: 'a@b' } } as never))).toEqual([
      'unknown_member /credentialSubject/mail',
    ])
  })

  it('works the contexts out from the content', () => {
    const contexts = (more: object): readonly unknown[] => openBadge({ ...base, ...more })['@context']
    const standard = contexts({})
    expect(standard).toHaveLength(2)
    const extensions = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
    const schema = { id: 'https://example.edu/schema.json', type: '1EdTechJsonSchemaValidator2019' }
    expect(contexts({ credentialSchema: schema })).toEqual([...standard, extensions])
    expect(
      contexts({ credentialStatus: { id: 'https://example.edu/r', type: '1EdTechRevocationList' } }),
    ).toEqual([...standard, extensions])
    expect(
      contexts({ refreshService: { id: 'https://example.edu/f', type: '1EdTechCredentialRefresh' } }),
    ).toEqual([...standard, extensions])
    expect(
      contexts({ credentialStatus: { type: 'BitstringStatusListEntry', statusListIndex: '7' } }),
    ).toEqual(standard)
    expect(contexts({ context: 'https://example.org/c.json' })).toEqual([
      ...standard,
      'https://example.org/c.json',
    ])
  })

  it('says what was meant, and refuses what it writes itself', () => {
    expect(issuesOf(() => openBadge({ ...base, recipent: {} } as never))[0]).toMatchObject({
      code: 'undefined_term',
      pointer: '/recipent',
      hint: 'write "recipient"',
    })
    expect(found(() => openBadge({ ...base, proof: {} } as never))).toEqual(['unknown_member /proof'])
    expect(found(() => openBadge({ ...base, credentialSubject: {} } as never))).toEqual([
      'unknown_member /credentialSubject',
    ])
    expect(found(() => openBadge({ ...base, '@context': [] } as never))).toEqual(['unknown_member /@context'])
  })

  it('places issues in the finished badge', () => {
    const literal = {
      ...base,
      achievement: { ...rust, image: 'x' },
      issuer: { id: 'did:web:e', naem: 'x' },
      validUntil: 'soon',
    }
    expect([...found(() => openBadge(literal as never))].sort()).toEqual([
      'invalid_date /validUntil',
      'invalid_uri /credentialSubject/achievement/image/id',
      'undefined_term /issuer/naem',
    ])
  })

  it('checks results against their descriptions', () => {
    const described = {
      ...rust,
      resultDescription: [{ id: 'urn:r:1', name: 'Progress', resultType: 'Status' as const }],
    }
    expect(
      found(() => openBadge({ ...base, achievement: described, result: { resultDescription: 'urn:r:1' } })),
    ).toEqual(['status_missing /credentialSubject/result/0/status'])
    expect(
      found(() => openBadge({ ...base, achievement: described, result: { resultDescription: 'urn:r:2' } })),
    ).toEqual(['dangling_result /credentialSubject/result/0/resultDescription'])
  })

  it('takes further types and a picture of the subject', () => {
    const built = openBadge({
      ...base,
      type: 'https://example.org/types#Micro',
      subject: { type: 'Profile', image: PNG },
    })
    expect(built.type).toEqual([
      'VerifiableCredential',
      'OpenBadgeCredential',
      'https://example.org/types#Micro',
    ])
    expect(built.credentialSubject.type).toEqual(['AchievementSubject', 'Profile'])
    expect(built.credentialSubject.image!.id).toMatch(/^data:image\/png/)
  })

  it('survives accessors, class instances and cycles', () => {
    const trap = {
      ...base,
      get name(): string {
        throw new Error('boo')
      },
    }
    expect(
      found(() => openBadge(Object.defineProperties({}, Object.getOwnPropertyDescriptors(trap)) as never))
        .length,
    ).toBe(1)
    expect(
      found(() =>
        openBadge(
          new (class {
            x = 1
          })() as never,
        ),
      ),
    ).toEqual(['not_json '])
    for (const input of [null, undefined, 7, 'x', Symbol('x')])
      expect(issuesOf(() => openBadge(input as never))).toHaveLength(1)
    const circle: Record<string, unknown> = { type: 'X' }
    circle['self'] = circle
    expect(issuesOf(() => openBadge({ ...base, termsOfUse: circle as never }))).toHaveLength(1)
  })
})

describe('endorsement', () => {
  it('reads no accessor that throws', () => {
    const endorses = {
      get id(): string {
        throw new Error('mine')
      },
    }
    expect(found(() => endorsement({ name: 'n', issuer, endorses }))).toEqual([
      'not_json /credentialSubject/id',
    ])
  })

  it('endorses an object or an id', () => {
    const agency = profile({ id: 'did:web:agency.example', name: 'Agency' })
    const built = endorsement({
      name: 'Accredited',
      issuer: agency,
      endorses: issuer,
      comment: 'Audited.',
      validFrom: '2026-01-01T00:00:00Z',
    })
    expect(built.credentialSubject).toEqual({
      id: issuer.id,
      type: ['EndorsementSubject'],
      endorsementComment: 'Audited.',
    })
    expect(built.type).toEqual(['VerifiableCredential', 'EndorsementCredential'])
    expect(endorsement({ name: 'n', issuer: agency, endorses: 'urn:a:1' }).credentialSubject.id).toBe(
      'urn:a:1',
    )
    expect(found(() => endorsement({ issuer: agency, endorses: issuer, coment: 'x' } as never))).toEqual([
      'undefined_term /coment',
      'missing /name',
    ])
  })
})

describe('a result below its pass mark', () => {
  const grades = {
    id: 'urn:x:grade',
    name: 'Grade',
    resultType: 'LetterGrade',
    allowedValue: ['D', 'C', 'B', 'A'],
    requiredValue: 'B',
  } as const
  const score = {
    id: 'urn:x:score',
    name: 'Score',
    resultType: 'Percent',
    valueMin: '0',
    valueMax: '100',
    requiredValue: '60',
  } as const
  const style = {
    id: 'urn:x:style',
    name: 'Style',
    resultType: 'RubricCriterionLevel',
    requiredLevel: 'urn:x:good',
    rubricCriterionLevel: [
      { id: 'urn:x:poor', name: 'Poor' },
      { id: 'urn:x:good', name: 'Good' },
    ],
  } as const
  const warned = (result: object): readonly string[] => {
    const warnings: Issue[] = []
    const made = openBadge(
      {
        issuer,
        recipient: { id: 'did:example:ada' },
        achievement: achievement({
          id: 'https://example.edu/a/1',
          name: 'n',
          description: 'd',
          criteria: 'c',
          resultDescription: [grades, score, style],
        }),
        result: result as never,
      },
      { onWarning: (warning) => warnings.push(warning) },
    )
    const told = warnings.map(({ code, pointer }) => `${code} ${pointer}`)
    // The finished badge says the same to whoever did not listen.
    const later = validate({ id: 'urn:uuid:1', validFrom: '2026-01-01T00:00:00Z', ...made }).issues
    expect(later.map(({ code, pointer, severity }) => `${severity} ${code} ${pointer}`)).toEqual(
      told.map((each) => `warning ${each}`),
    )
    return told
  }

  it.each([
    [{ resultDescription: grades.id, value: 'C' }, 'value'],
    [{ resultDescription: score.id, value: '59.5' }, 'value'],
    [{ resultDescription: score.id, value: '9' }, 'value'],
    [{ resultDescription: style.id, achievedLevel: 'urn:x:poor' }, 'achievedLevel'],
  ])('%j is told, and the badge is built', (result, member) => {
    expect(warned(result)).toEqual([`below_pass_mark /credentialSubject/result/0/${member}`])
  })

  it.each([
    { resultDescription: grades.id, value: 'B' },
    { resultDescription: grades.id, value: 'A' },
    { resultDescription: score.id, value: '60' },
    { resultDescription: score.id, value: '100' },
    { resultDescription: score.id, status: 'Completed' },
    { resultDescription: style.id, achievedLevel: 'urn:x:good' },
    { value: '3' },
  ])('%j is nothing to speak of', (result) => {
    expect(warned(result)).toEqual([])
  })

  it('is told to a function, and a badge for whoever holds it is no warning', () => {
    const warnings: Issue[] = []
    const input = {
      issuer,
      bearer: true,
      achievement: achievement({ id: 'https://example.edu/a/1', name: 'n', description: 'd', criteria: 'c' }),
    } as const
    openBadge(input, { onWarning: (warning) => warnings.push(warning) })
    expect(warnings).toEqual([])
    expect(() => openBadge(input, { onWarning: 'log' } as never)).toThrow(TypeError)
  })
})
