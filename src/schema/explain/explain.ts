/** Walks a document with the table of classes and adds one issue for each fault. It runs only if the fast path found a fault. */
import { OPEN_BADGES } from '../../documents/context-urls.js'
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { ClassTable, PropertyTable } from '../classes/class-table.js'
import { isUri } from '../classes/value-kinds.js'
import { type Frame, isVersion1 } from '../contexts/context-scope.js'
import { CLASSES } from '../generated/model.generated.js'
import { describe, IssueList, quote } from '../issues/issue-list.js'
import { explainContexts, explainPartContexts } from './contexts.js'
import { expectation, sample } from './expectation.js'
import { frameFor } from './frame-for.js'
import { example, exampleFromString } from './hints.js'
import { explainScalar } from './scalar.js'
import { explainTypes } from './types.js'
import { explainUnknown, otherClasses } from './unknown-member.js'
import { explainLanguageText, explainTypeNames, explainVcdmContexts } from './vcdm.js'

/** Checks an object of a class. @param pointer of the object itself */
export function explainObject(
  source: ClassTable,
  value: JsonObject,
  outer: Frame,
  pointer: string,
  findings: IssueList,
): void {
  if (findings.full) return
  const frame = frameFor(source, value, outer)
  if (source.filled && Object.keys(value).length === 0) {
    findings.add('wrong_type', pointer, 'the object has no members', {
      expected: 'an object with members',
      found: 'an empty object',
      hint: 'add members, or leave the object out',
    })
  }
  const missing = new Set<string>()
  for (const name of Object.keys(source.properties)) {
    if (source.properties[name]!.required && !Object.hasOwn(value, name)) missing.add(name)
  }
  let others: readonly ClassTable[] | undefined
  for (const name of Object.keys(value)) {
    if (findings.full) return
    const property = Object.hasOwn(source.properties, name) ? source.properties[name] : undefined
    const at = pointer + pointerToken(name)
    if (property === undefined) {
      others ??= otherClasses(value['type'])
      if (!others.some(({ properties }) => Object.hasOwn(properties, name))) {
        explainUnknown(source, name, frame, at, missing, findings)
      }
    } else if (frame.lacks?.has(name)) {
      findings.add('undefined_term', at, `the Open Badges context here does not define ${quote(name)}`, {
        hint: `use ${OPEN_BADGES.slice(OPEN_BADGES.lastIndexOf('/') + 1)}, or leave the member out`,
      })
    } else explainProperty(source, name, property, value[name]!, frame, at, findings)
  }
  for (const name of missing) {
    const property = source.properties[name]!
    findings.add('missing', pointer + pointerToken(name), `${quote(name)} is missing`, {
      expected: expectation(source, property),
      found: 'nothing',
      hint: `add "${name}": ${sample(source, property)}`,
    })
  }
}

function explainProperty(
  source: ClassTable,
  name: string,
  property: PropertyTable,
  value: Json,
  frame: Frame,
  at: string,
  findings: IssueList,
): void {
  if (property.kind === 'context' || property.kind === 'recordContext') {
    if (source.vcdm) explainVcdmContexts(source.name.endsWith('11'), value, at, findings)
    else explainContexts(property.kind, value, at, findings)
    return
  }
  if (value === null) {
    findings.add('null_value', at, `${quote(name)} is null`, {
      expected: expectation(source, property),
      found: 'null',
      hint: property.required ? `write ${sample(source, property)}` : 'leave the member out',
    })
    return
  }
  if (property.kind === 'languageText' || property.kind === 'typeNames') {
    explainItem(source, name, property, value, frame, at, findings)
    return
  }
  if (property.kind === 'partContext') {
    explainPartContexts(value, source.name.endsWith('11'), at, findings)
    return
  }
  if (property.kind === 'types') {
    explainTypes(source, value, frame, at, findings)
    return
  }
  if (!property.list) {
    if (Array.isArray(value) && property.several && value.length > 0) {
      findings.add('several_statuses', at, `${quote(name)} is a list; some readers accept only one value`, {
        expected: expectation(source, property),
        found: 'an array',
        hint: value.length === 1 ? 'write the item without the brackets' : 'keep the list if you need it',
      })
      explainItems(source, name, property, value, frame, at, findings)
    } else if (Array.isArray(value)) {
      const isOne = value.length === 1
      findings.add('not_single', at, `${quote(name)} is a list; the data model has one value here`, {
        expected: expectation(source, property),
        found: isOne ? 'an array of one item' : describe(value),
        hint: isOne ? 'write the item without the brackets' : 'keep one item, without the brackets',
      })
      // The brackets may be a fault of form only, so they must not hide a fault of the item.
      if (isOne) explainItems(source, name, property, value, frame, at, findings)
    } else explainItem(source, name, property, value, frame, at, findings)
    return
  }
  if (!Array.isArray(value)) {
    if (frame.strict && !property.either && isRightSort(property, value)) {
      findings.add('not_a_list', at, `${quote(name)} is one value; the strict form needs a list here`, {
        expected: 'an array',
        found: describe(value),
        hint: 'put it in brackets: [ … ]',
      })
    }
    explainItem(source, name, property, value, frame, at, findings)
    return
  }
  if (value.length === 0) {
    const { required } = property
    // VCDM requires one or more items. Readers of Open Badges accept an empty list.
    const code = property.either ? 'wrong_type' : required ? 'missing' : 'empty_list'
    findings.add(code, at, `${quote(name)} is an empty list`, {
      ...(required ? { expected: expectation(source, property) } : {}),
      found: 'an empty array',
      hint: required ? `write ${sample(source, property)}` : 'leave the member out',
    })
  }
  explainItems(source, name, property, value, frame, at, findings)
}

function explainItems(
  source: ClassTable,
  name: string,
  property: PropertyTable,
  value: readonly Json[],
  frame: Frame,
  at: string,
  findings: IssueList,
): void {
  value.forEach((item, index) => {
    if (findings.full) return
    const place = at + pointerToken(index)
    if (item === null || Array.isArray(item)) {
      findings.add(
        item === null ? 'null_value' : 'wrong_type',
        place,
        `an item of ${quote(name)} is ${describe(item)}`,
        {
          expected: expectation(source, { ...property, list: false }),
          found: describe(item),
          hint: item === null ? 'leave the item out' : 'put the items directly into the outer list',
        },
      )
    } else explainItem(source, name, property, item, frame, place, findings)
  })
}

/** Whether a single value could be an item of the list. If not, it gets another issue. */
function isRightSort(property: PropertyTable, value: Json): boolean {
  return property.kind === 'class' ? isJsonObject(value) : typeof value === 'string'
}

function explainItem(
  source: ClassTable,
  name: string,
  property: PropertyTable,
  value: Json,
  frame: Frame,
  at: string,
  findings: IssueList,
): void {
  if (property.kind === 'profileRef' && typeof value === 'string') {
    if (!isUri(value)) {
      explainScalar({ ...property, kind: 'uri' }, name, value, frame, at, findings)
      return
    }
    findings.add('issuer_string', at, `${quote(name)} is a URI; many readers expect a profile object`, {
      expected: 'a Profile object',
      found: 'a string',
      hint: `write ${exampleFromString('Profile')}`,
    })
    return
  }
  if (property.kind === 'languageText') {
    explainLanguageText(name, value, at, findings)
    return
  }
  if (property.kind === 'typeNames') {
    explainTypeNames(value, at, findings)
    return
  }
  if (property.kind === 'issuer' && typeof value === 'string') {
    explainScalar({ ...property, kind: 'uri' }, name, value, frame, at, findings)
    return
  }
  const className = CLASS_OF[property.kind] ?? property.of
  if (className === undefined || property.kind === 'enumeration') {
    explainScalar(property, name, value, frame, at, findings, source.types[0]?.[0])
    return
  }
  if (isJsonObject(value)) {
    const inner = CLASSES[nestedClass(className!, value)]!
    // A separate document is checked in the compact form, because somebody else made it.
    const own =
      inner.apart && findings.form === 'strict' ? new IssueList('compact', findings.account) : findings
    explainObject(inner, value, frame, at, own)
    if (own !== findings) findings.take(own)
    return
  }
  findings.add(
    'wrong_type',
    at,
    `${quote(name)} is ${describe(value)}; an object ${source.vcdm ? 'with its members' : `of type ${className}`} belongs here`,
    {
      expected: source.vcdm ? 'an object' : `an object of type ${className}`,
      found: describe(value),
      hint: `write ${typeof value === 'string' ? exampleFromString(className!) : example(className!)}`,
    },
  )
}

/** Kinds that accept an object of a class, or a URI. */
const CLASS_OF: { readonly [K in PropertyTable['kind']]?: string } = {
  profileRef: 'Profile',
  issuer: 'Issuer',
}

function nestedClass(name: string, value: JsonObject): string {
  const either = name === 'EndorsementCredential' || name === 'RecordedCredential'
  return either && isVersion1(value['@context']) ? `${name}11` : name
}
