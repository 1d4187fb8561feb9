/** Hints: names from other standards, and a small example of each class. */
import { CLASSES } from '../generated/model.generated.js'

/** Class → name from another standard → name in the data model, for members of the same object. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AchievementCredential: {
    issuanceDate: 'validFrom',
    issuedOn: 'validFrom',
    expirationDate: 'validUntil',
    expires: 'validUntil',
    subject: 'credentialSubject',
    context: '@context',
    title: 'name',
    endorsements: 'endorsement',
  },
  AchievementCredential11: {
    validFrom: 'issuanceDate',
    issuedOn: 'issuanceDate',
    validUntil: 'expirationDate',
    expires: 'expirationDate',
    subject: 'credentialSubject',
    context: '@context',
  },
  VerifiableCredential: {
    issuanceDate: 'validFrom',
    expirationDate: 'validUntil',
    expires: 'validUntil',
    subject: 'credentialSubject',
    context: '@context',
    title: 'name',
  },
  VerifiableCredential11: {
    validFrom: 'issuanceDate',
    validUntil: 'expirationDate',
    expires: 'expirationDate',
    subject: 'credentialSubject',
    context: '@context',
  },
  Achievement: {
    tags: 'tag',
    keywords: 'tag',
    alignments: 'alignment',
    title: 'name',
    language: 'inLanguage',
    credits: 'creditsAvailable',
    identifier: 'otherIdentifier',
    '@language': 'inLanguage',
  },
  AchievementSubject: {
    badge: 'achievement',
    achievements: 'achievement',
    results: 'result',
    credits: 'creditsEarned',
    identity: 'identifier',
    startDate: 'activityStartDate',
    endDate: 'activityEndDate',
  },
  Profile: {
    telephone: 'phone',
    mail: 'email',
    homepage: 'url',
    logo: 'image',
    firstName: 'givenName',
    lastName: 'familyName',
    identifier: 'otherIdentifier',
  },
  Image: { url: 'id', src: 'id', uri: 'id' },
  Evidence: { url: 'id', title: 'name' },
  Criteria: { url: 'id', description: 'narrative', text: 'narrative' },
  Alignment: {
    url: 'targetUrl',
    name: 'targetName',
    description: 'targetDescription',
    code: 'targetCode',
    framework: 'targetFramework',
    frameworkName: 'targetFramework',
  },
  IdentityObject: { identity: 'identityHash' },
  ResultDescription: { allowedValues: 'allowedValue', rubricLevels: 'rubricCriterionLevel' },
}

/** Class → name that the data model does not have → hint. */
const ADVICE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AchievementSubject: {
    name: "for the learner's name add to identifier: { type: 'IdentityObject', identityType: 'name', hashed: false, identityHash: <name> }",
    email: "for the learner's address add to identifier an IdentityObject of identityType 'emailAddress'",
    givenName: "for the learner's name add to identifier an IdentityObject of identityType 'name'",
    familyName: "for the learner's name add to identifier an IdentityObject of identityType 'name'",
    evidence: 'evidence belongs to the credential: move it one level up',
  },
  AchievementCredential: {
    recipient: 'the recipient is credentialSubject, with id or identifier',
    badge: 'the achievement belongs to credentialSubject.achievement',
    achievement: 'the achievement belongs to credentialSubject.achievement',
    narrative: 'the narrative belongs to credentialSubject.narrative',
    verification: 'Open Badges 3.0 has proof instead; it is added by issue()',
    revocationList: 'use credentialStatus',
    tag: 'tags belong to credentialSubject.achievement.tag',
  },
  Achievement: {
    issuer: 'the issuer belongs to the credential; a different author is creator',
    evidence: 'evidence belongs to the credential',
    result: 'results belong to credentialSubject.result',
  },
  Profile: { alsoKnownAs: 'use otherIdentifier', publicKey: 'keys belong to the controller document of id' },
}

const base = (className: string): string => className.replace(/^Endorsement(Credential)/, 'Achievement$1')

/** The name in the data model for a name from another standard. */
export function synonym(className: string, name: string): string | undefined {
  const names = NAMES[base(className)]
  if (names !== undefined && Object.hasOwn(names, name)) return names[name]
  if (name === '@id') return 'id'
  return name === '@type' ? 'type' : undefined
}

export function advice(className: string, name: string): string | undefined {
  const rows = ADVICE[base(className).replace(/11$/, '')]
  return rows !== undefined && Object.hasOwn(rows, name) ? rows[name] : undefined
}

/** An example for a string that should be an object of the class. */
export function exampleFromString(className: string): string {
  if (className === 'Criteria') return '{ "narrative": <the text> } or { "id": <the address> }'
  if (className === 'IdentityObject') {
    return '{ "type": "IdentityObject", "identityType": "emailAddress", "hashed": false, "identityHash": <the address> }'
  }
  const source = CLASSES[className]
  if (source === undefined || !('id' in source.properties)) return example(className)
  return example(className).replace('"id": …', '"id": <that string>')
}

/** The required members of a class, as JSON with gaps. */
export function example(className: string): string {
  const source = CLASSES[className]
  if (source === undefined) return '{ … }'
  const members: string[] = []
  for (const [name, property] of Object.entries(source.properties)) {
    if (property.kind === 'typeName') members.push(`"type": "${source.types[0]![0]}"`)
    else if (property.kind === 'types')
      members.push(`"type": [${source.types.map((names) => `"${names[0]}"`).join(', ')}]`)
    else if (property.required || name === 'id') members.push(`"${name}": …`)
  }
  return `{ ${members.join(', ')} }`
}
