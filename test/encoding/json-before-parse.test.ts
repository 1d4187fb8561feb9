/** What parseJson finds out from the text alone, before JSON.parse takes time and memory for it. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { JSON_LIMITS, type Json, parseJson } from '../../src/encoding/json.js'

afterEach(() => void vi.restoreAllMocks())

const refused = (code: string): unknown => expect.objectContaining({ code })

describe('the limit of values', () => {
  it.each([
    ['arrays', `{"a":[${'[],'.repeat(1000)}0]}`],
    ['objects', `[${'{},'.repeat(1000)}0]`],
    ['numbers', `[${'0,'.repeat(1000)}0]`],
    ['texts', `[${'"\\"",'.repeat(1000)}0]`],
    ['literals', `[${'true,false,null,'.repeat(400)}0]`],
    ['members', `{${Array.from({ length: 1001 }, (_, i) => `"${i}":0`).join()}}`],
    ['members of one name', `{${'"a":1,'.repeat(1000)}"a":1}`],
  ])('stops %s before they are parsed', (_, text) => {
    const parse = vi.spyOn(JSON, 'parse')
    expect(() => parseJson(text, { ...JSON_LIMITS, nodes: 1000 })).toThrow(refused('limit_exceeded'))
    expect(parse).not.toHaveBeenCalled()
  })

  const nodesOf = (value: Json): number =>
    typeof value !== 'object' || value === null
      ? 1
      : Object.values(value).reduce<number>((sum, each) => sum + nodesOf(each as Json), 1)

  it.each([
    '0',
    '"a"',
    '[]',
    ' { } ',
    '{"a":{}}',
    '{"a":[],"b":{"c":null}}',
    '[[],[ ],{},[[0]]]',
    '[-1.5e+10,1E5,true,false,null,"true","[{:,"]',
    '{"":"","\\"":["\\\\",":"],"null":{"f":[1,2,{"t":"n"}]}}',
  ])('counts the values of %s', (text) => {
    const value: Json = JSON.parse(text)
    const nodes = nodesOf(value)
    expect(parseJson(text, { ...JSON_LIMITS, nodes })).toEqual(value)
    expect(() => parseJson(text, { ...JSON_LIMITS, nodes: nodes - 1 })).toThrow(refused('limit_exceeded'))
  })
})

describe('a name that is there twice', () => {
  it('is found without reading every name', () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `"x${i}":0`).join()
    const parse = vi.spyOn(JSON, 'parse')
    expect(() => parseJson(`{${names},"x1":0}`)).toThrow(
      expect.objectContaining({ details: { reason: 'duplicate member', offset: names.length + 2 } }),
    )
    expect(parse).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['{"a":1,"\\u0061":2}', 7],
    ['{"\\u0061":1,"a":2}', 12],
    ['{"\\/":1,"/":2}', 8],
    ['{"é":1,"\\u00e9":2}', 7],
    ['{"b":{"a":1},"a":[{"a":1}],"a":0}', 27],
    ['[{"a":":"},{"a":{"a":"a","b":"a","a":1}}]', 33],
  ])('is found however it is written: %s', (text, offset) => {
    expect(() => parseJson(text)).toThrow(
      expect.objectContaining({ details: { reason: 'duplicate member', offset } }),
    )
  })
})
