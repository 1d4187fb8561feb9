/** What the general processor would be told nothing of: names and places, looked at beforehand. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { nameIssues } from '../../src/jsonld/fallback/name-issues.js'

const CARRIED = 'https://www.w3.org/ns/credentials/v2'
const told = (document: JsonObject): readonly string[] =>
  nameIssues(
    document,
    (url) => url === CARRIED,
    () => undefined,
  ).map(({ code, pointer }) => `${code} ${pointer}`)

describe('nameIssues', () => {
  it.each<[string, JsonObject, string[]]>([
    [
      'terms alone',
      { '@context': [CARRIED], id: 'urn:a', name: 'x', issuer: { id: 'urn:b', name: 'y' } },
      [],
    ],
    ['an IRI for a name', { 'https://ex.example/a': 1 }, ['renamed_member /https:~1~1ex.example~1a']],
    ['a compact IRI, deep down', { name: [{ x: { 'ex:a': 1 } }] }, ['renamed_member /name/0/x/ex:a']],
    ['a keyword', { '@nest': { name: 'x' } }, ['renamed_member /@nest']],
    ['keywords of a value', { name: { '@value': 'x', '@language': 'en' } }, []],
    [
      'collections',
      { name: { '@list': ['x'] }, tag: { '@set': ['y'] } },
      ['renamed_member /name/@list', 'renamed_member /tag/@set'],
    ],
    [
      'types that have a name',
      {
        type: ['Note', 'https://ex.example/Note', 'https://www.w3.org/2018/credentials#VerifiableCredential'],
      },
      ['renamed_member /type'],
    ],
    ['a type with a prefix', { x: { type: 'ex:Note' } }, ['renamed_member /x/type']],
    [
      'blank node labels',
      { x: { id: '_:a', see: ['_:b'] } },
      ['renamed_member /x/id', 'renamed_member /x/see/0'],
    ],
    [
      'one id in two places, of which the deeper says more',
      { x: { id: 'urn:b', name: 'y' }, z: { w: { id: 'urn:b', name: 'y', url: 'z' } } },
      ['misplaced_member /z/w/url'],
    ],
    [
      'one id in two places, of which the nearer says more',
      { x: { id: 'urn:b', name: 'y', url: 'z' }, z: { w: { id: 'urn:b', name: 'y' } } },
      [],
    ],
    ['an inline context', { '@context': [CARRIED, {}] }, ['unchecked_context /@context']],
    [
      'a context that is not carried',
      { x: { '@context': 'https://ex.example/c' } },
      ['unchecked_context /x/@context'],
    ],
    [
      "the document's id again",
      { id: 'urn:a', x: { id: 'urn:a', valid: 1, type: ['T'] } },
      ['misplaced_member /x/valid', 'misplaced_member /x/type'],
    ],
    ['the id alone again', { id: 'urn:a', x: { id: 'urn:a' } }, []],
    ['no id, twice', { x: { name: 'y' } }, []],
  ])('%s', (_, document, expected) => {
    expect(told(document)).toEqual(expected)
  })
})
