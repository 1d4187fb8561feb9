/** The explaining walk: over the table of classes, one issue for one fault. Runs only when the fast path said no. */
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { ClassTable, PropertyTable } from '../classes/class-table.js'
import { isUri } from '../classes/value-kinds.js'
import { type Frame, isVersion1 } from '../contexts/context-scope.js'
import { CLASSES } from '../generated/model.generated.js'
import { describe, Findings, quote } from '../issues/issues.js'
import { explainContexts, explainPartContexts } from './contexts.js'
import { expectation, sample } from './expectation.js'
import { frameFor } from './frame-for.js'
import { example, exampleFromString } from './hints.js'
import { explainScalar } from './scalar.js'
import { explainTypes } from './types.js'
import { explainUnknown, otherClasses } from './unknown-member.js'
import { explainLanguageText, explainTypeNames, explainVcdmContexts } from './vcdm.js'

/** Walks an object of the class; `pointer` is the object's own place. */
export function explainObject(
  source: ClassTable,
  value: JsonObject,
  outer: Frame,
  pointer: string,
  findings: Findings,
): void {
  if (findings.full) return
  const frame = frameFor(source, value, outer)
  if (source.filled && Object.keys(value).length === 0) {
    findings.add('wrong_type', pointer, 'an object without members says nothing', {
      expected: 'an object with members',
      found: 'an object without any',
      hint: 'say something in it',
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
      findings.add(
        'undefined_term',
        at,
        `${quote(name)} is not defined by the Open Badges context named here`,
        {
          hint: 'name context-3.0.3.json, or leave the member out',
        },
      )
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
  findings: Findings,
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
      findings.add('several_statuses', at, `${quote(name)} is a list; some readers take only one`, {
        expected: expectation(source, property),
        found: 'an array',
        hint: value.length === 1 ? 'write the item without the brackets' : 'keep the list if you need each',
      })
      explainItems(source, name, property, value, frame, at, findings)
    } else if (Array.isArray(value)) {
      findings.add('not_single', at, `${quote(name)} is a list; the model has one value here`, {
        expected: expectation(source, property),
        found: describe(value),
        hint:
          value.length === 1 ? 'write the item without the brackets' : 'keep one item, without the brackets',
      })
    } else explainItem(source, name, property, value, frame, at, findings)
    return
  }
  if (!Array.isArray(value)) {
    if (frame.strict && !property.either && isRightSort(property, value)) {
      findings.add('not_a_list', at, `${quote(name)} is one value; the strict form has a list here`, {
        expected: 'an array',
        found: describe(value),
        hint: 'put it into brackets: [ … ]',
      })
    }
    explainItem(source, name, property, value, frame, at, findings)
    return
  }
  if (value.length === 0) {
    const { required } = property
    // VCDM has sets of one or more; Open Badges takes an empty list where it reads.
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
  findings: Findings,
): void {
  value.forEach((item, index) => {
    const place = at + pointerToken(index)
    if (item === null || Array.isArray(item)) {
      findings.add(
        item === null ? 'null_value' : 'wrong_type',
        place,
        `an item of ${quote(name)} is ${describe(item)}`,
        {
          expected: expectation(source, { ...property, list: false }),
          found: describe(item),
          hint:
            item === null ? 'leave the item out' : 'write the items side by side, not in a list of their own',
        },
      )
    } else explainItem(source, name, property, item, frame, place, findings)
  })
}

/** Whether a single value would do as an item of the list; otherwise its own fault says enough. */
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
  findings: Findings,
): void {
  if (property.kind === 'profileRef' && typeof value === 'string') {
    if (!isUri(value)) {
      explainScalar({ ...property, kind: 'uri' }, name, value, frame, at, findings)
      return
    }
    findings.add(
      'issuer_string',
      at,
      `${quote(name)} is a bare URI; many readers expect the profile itself`,
      {
        expected: 'a Profile object',
        found: 'a string',
        hint: `write ${exampleFromString('Profile')}`,
      },
    )
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
    // A document of its own is read as one that somebody else has made, whatever is asked of the one around it.
    const own = inner.apart && findings.form === 'strict' ? new Findings('compact') : findings
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

/** Kinds that stand for a class, or its URI. */
const CLASS_OF: { readonly [K in PropertyTable['kind']]?: string } = {
  profileRef: 'Profile',
  issuer: 'Issuer',
}

function nestedClass(name: string, value: JsonObject): string {
  const either = name === 'EndorsementCredential' || name === 'RecordedCredential'
  return either && isVersion1(value['@context']) ? `${name}11` : name
}
