/** The quick answer never says "nothing to say" where the whole check has a word, and says it wherever it may. */
import { expect } from 'vitest'
import { isJsonObject, type JsonObject } from '../../src/encoding/json.js'
import { checkCredential } from '../../src/schema/check-credential.js'
import { isClean } from '../../src/schema/is-clean.js'
import { mutants } from './mutations.js'

/** Compares both answers for a document and each of its mutants; answers how many of them are clean. */
export function compareAnswers(fixture: JsonObject, form: 'compact' | 'strict'): number {
  const wrong: string[] = []
  let clean = 0
  const judge = (document: JsonObject, name: string): void => {
    const quick = isClean(document, form)
    const whole = checkCredential(document, form).length === 0
    if (quick) clean++
    if (quick ? !whole : whole && !hasResults(document)) wrong.push(name)
  }
  judge(fixture, 'the fixture')
  for (const { document, operation, pointer } of mutants(fixture)) {
    if (isJsonObject(document)) judge(document, `${operation} ${pointer}`)
  }
  expect(wrong).toEqual([])
  return clean
}

function hasResults({ credentialSubject: subject }: JsonObject): boolean {
  return JSON.stringify(subject ?? null).includes('"result')
}
