/** A badge with all members that a pathway can read, and pathways that read them. */
import type { JsonObject } from '../../src/encoding/json.js'
import { signerFromSeed } from '../../src/index.js'
import type { PathwayInput } from '../../src/pathways/index.js'
import type { BadgeFacts } from './reports.js'

export const signer = await signerFromSeed(new Uint8Array(32).fill(7))

const alignment = (url: string, code?: string): JsonObject => ({
  type: ['Alignment'],
  targetName: 's',
  targetUrl: url,
  ...(code === undefined ? {} : { targetCode: code }),
})

/** A badge with all members that pathways read. */
export const RICH: BadgeFacts = {
  id: 'urn:x:1',
  achievement: 'urn:a:A',
  issuer: signer.controller,
  credits: 30,
  inLanguage: 'en',
  inAchievement: {
    description: 'd',
    criteria: { narrative: 'c' },
    achievementType: 'Course',
    humanCode: 'INT',
    version: '2',
    creditsAvailable: 40,
    otherIdentifier: [{ type: 'IdentifierEntry', identifier: 'o', identifierType: 'identifier' }],
    alignment: [alignment('https://s.example/1', 'beginner')],
    resultDescription: [
      {
        id: 'urn:r:1',
        type: ['ResultDescription'],
        name: 'Note',
        resultType: 'LetterGrade',
        allowedValue: ['5', '4', '3', '2', '1'],
        requiredValue: '4',
      },
      {
        id: 'urn:r:2',
        type: ['ResultDescription'],
        name: 'Rubric',
        resultType: 'RubricCriterionLevel',
        rubricCriterionLevel: ['1', '2', '3'].map((level) => ({
          id: `urn:l:${level}`,
          type: ['RubricCriterionLevel'],
          name: level,
          level,
          points: level,
          alignment: [alignment(`https://s.example/level/${level}`)],
        })),
      },
    ],
  },
  inSubject: {
    result: [
      { type: ['Result'], resultDescription: 'urn:r:1', value: '5', status: 'Completed' },
      { type: ['Result'], resultDescription: 'urn:r:2', achievedLevel: 'urn:l:2', value: '40' },
    ],
  },
}

const BY = { issuer: signer.controller }
/** Pathways of which each reads other members of `RICH`. */
export const ROOTS: readonly PathwayInput['root'][] = [
  { badge: 'urn:a:A' },
  { badge: 'any', exclude: [{ ...BY, name: 'A' }] },
  { badge: 'any', exclude: [{ ...BY, humanCode: 'INT' }] },
  { badge: 'any', exclude: [{ ...BY, otherIdentifier: 'o' }] },
  { badge: { ...BY, name: 'A' } },
  { badge: { ...BY, humanCode: 'INT' } },
  { badge: { ...BY, otherIdentifier: 'o' } },
  { badge: 'urn:a:A', version: '2' },
  { badge: 'urn:a:A', version: '1' },
  { skill: 'https://s.example/1' },
  { skill: { url: 'https://s.example/1', code: 'beginner' } },
  { skill: 'https://s.example/level/2' },
  { skill: 'https://s.example/level/3' },
  ...(['3', '4', '5', '2', 4, 5, 'urn:l:2', 'urn:l:3'] as const).map((min) => ({
    badge: 'urn:a:A',
    result: { min },
  })),
  { badge: 'urn:a:A', result: { min: '4', type: 'LetterGrade' } },
  { credits: 30, unit: 'ECTS', of: [{ badge: 'urn:a:A' }] },
  { credits: 31, unit: 'ECTS', of: [{ badge: 'urn:a:A' }] },
  { credits: 40, unit: 'ECTS', of: [{ badge: 'urn:a:A' }], creditsFrom: 'creditsAvailable' },
  { all: [{ badge: 'urn:a:A' }], same: 'inLanguage' },
] as readonly PathwayInput['root'][]
