/** Credentials that are no badges, status lists for example: what VCDM itself asks for (VCDM 2.0 §4.3, §4.12; VCDM 1.1 §4.1, §4). */
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import { isDateTime, isUri } from '../classes/value-kinds.js'
import { isVersion1 } from '../contexts/context-scope.js'
import { VCDM_2 } from '../contexts/context-versions.js'
import type { Form } from '../issues/issue-codes.js'
import { describe, Findings } from '../issues/issues.js'

export function genericCredential(document: JsonObject, form: Form): readonly Issue[] {
  const findings = new Findings(form)
  const older = isVersion1(document['@context'])
  contexts(document['@context'], findings)
  identifier(document, '', findings)
  types(document['type'], '/type', 'VerifiableCredential', findings)
  issuer(document['issuer'], findings)
  subjects(document['credentialSubject'], findings)
  date(document, older ? 'issuanceDate' : 'validFrom', older, findings)
  date(document, older ? 'expirationDate' : 'validUntil', false, findings)
  const from = document[older ? 'issuanceDate' : 'validFrom']
  const until = document[older ? 'expirationDate' : 'validUntil']
  if (isDateTime(from) && isDateTime(until) && Date.parse(until as string) < Date.parse(from as string)) {
    findings.add(
      'dates_reversed',
      older ? '/expirationDate' : '/validUntil',
      'the end is before the beginning',
      {
        hint: 'exchange the two, or leave the end out',
      },
    )
  }
  for (const name of [
    'credentialStatus',
    'credentialSchema',
    'refreshService',
    'termsOfUse',
    'evidence',
    'proof',
  ]) {
    services(
      document,
      name,
      name === 'credentialSchema' ||
        (older && name !== 'proof' && name !== 'evidence' && name !== 'termsOfUse'),
      findings,
    )
  }
  return findings.issues
}

function contexts(value: Json | undefined, findings: Findings): void {
  if (!Array.isArray(value)) {
    const code = value === undefined ? 'missing' : 'context_not_a_list'
    findings.add(code, '/@context', '"@context" is no list that begins with the VCDM context', {
      expected: 'an array',
      found: describe(value),
      hint: `write ["${VCDM_2}", …]`,
    })
    return
  }
  const list = value as readonly Json[]
  if (list[0] !== VCDM_2 && !isVersion1(value)) {
    findings.add('context_order', '/@context/0', 'the first context is not that of VCDM', {
      expected: VCDM_2,
      found: describe(list[0]),
      hint: `begin with "${VCDM_2}"`,
    })
  }
  list.forEach((item, index) => {
    if (index > 0 && !isUri(item) && !isJsonObject(item)) {
      findings.add(
        'context_item',
        `/@context/${index}`,
        'a context is neither an absolute URL nor an object',
        {
          found: describe(item),
          hint: 'write the address of the context, or leave the item out',
        },
      )
    }
  })
}

function identifier(owner: JsonObject, pointer: string, findings: Findings): void {
  if (owner['id'] === undefined || isUri(owner['id'])) return
  findings.add(
    typeof owner['id'] === 'string' ? 'invalid_uri' : 'wrong_type',
    `${pointer}/id`,
    '"id" is no absolute URI',
    {
      expected: 'an absolute URI',
      found: describe(owner['id']),
      hint: 'write one absolute URI, or leave the member out',
    },
  )
}

function types(value: Json | undefined, at: string, wanted: string | undefined, findings: Findings): void {
  const list = Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value]
  if (list.length === 0) {
    findings.add('missing', at, '"type" is missing', {
      expected: 'a name or a list of names',
      found: 'nothing',
      hint: 'add "type"',
    })
  } else if (!list.every((item) => typeof item === 'string' && item !== '')) {
    findings.add('wrong_type', at, '"type" holds something else than names', {
      expected: 'strings',
      found: 'other values',
      hint: 'write names only',
    })
  } else if (wanted !== undefined && !list.includes(wanted)) {
    findings.add('missing_type', at, `"type" does not hold ${wanted}`, {
      expected: wanted,
      found: 'other types',
      hint: `add "${wanted}"`,
    })
  }
}

function issuer(value: Json | undefined, findings: Findings): void {
  if (isUri(value)) return
  if (value !== undefined && isJsonObject(value)) {
    if (value['id'] !== undefined) identifier(value, '/issuer', findings)
    else
      findings.add('missing', '/issuer/id', '"id" is missing', {
        expected: 'an absolute URI',
        found: 'nothing',
        hint: 'add "id"',
      })
    return
  }
  findings.add(
    value === undefined ? 'missing' : typeof value === 'string' ? 'invalid_uri' : 'wrong_type',
    '/issuer',
    'no issuer is named',
    {
      expected: 'an absolute URI, or an object with one as id',
      found: describe(value),
      hint: 'write "issuer": { "id": … }',
    },
  )
}

function subjects(value: Json | undefined, findings: Findings): void {
  const at = '/credentialSubject'
  const list = Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value]
  if (list.length === 0) {
    findings.add('missing', at, '"credentialSubject" is missing', {
      expected: 'an object',
      found: describe(value),
      hint: 'add what is claimed',
    })
  }
  list.forEach((item, index) => {
    const place = Array.isArray(value) ? at + pointerToken(index) : at
    if (!isJsonObject(item) || Object.keys(item).length === 0) {
      findings.add('wrong_type', place, 'a subject is no object with members', {
        expected: 'an object with members',
        found: describe(item),
        hint: 'say something about the subject',
      })
    } else identifier(item, place, findings)
  })
}

function date(document: JsonObject, name: string, required: boolean, findings: Findings): void {
  const value = document[name]
  if (value === undefined) {
    if (required)
      findings.add('missing', `/${name}`, `"${name}" is missing`, {
        expected: 'a date and time',
        found: 'nothing',
        hint: `add "${name}"`,
      })
    return
  }
  if (isDateTime(value)) return
  if (typeof value === 'string' && isDateTime(`${value}Z`)) {
    findings.add('date_without_zone', `/${name}`, `"${name}" does not say in which time zone`, {
      found: 'no offset',
      hint: 'append Z or an offset',
    })
    return
  }
  findings.add(
    typeof value === 'string' ? 'invalid_date' : 'wrong_type',
    `/${name}`,
    `"${name}" is no date and time of RFC 3339`,
    {
      expected: 'for example 2026-01-31T12:00:00Z',
      found: describe(value),
      hint: 'write year-month-day, T, hours:minutes:seconds and the offset',
    },
  )
}

function services(document: JsonObject, name: string, needsId: boolean, findings: Findings): void {
  const value = document[name]
  if (value === undefined) return
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value]
  if (list.length === 0)
    findings.add('empty_list', `/${name}`, `"${name}" is an empty list`, {
      found: 'an empty array',
      hint: 'leave the member out',
    })
  list.forEach((item, index) => {
    const at = `/${name}${Array.isArray(value) ? `/${index}` : ''}`
    if (!isJsonObject(item)) {
      findings.add('wrong_type', at, `"${name}" holds ${describe(item)}`, {
        expected: 'an object',
        found: describe(item),
        hint: 'write an object with "type"',
      })
      return
    }
    types(item['type'], `${at}/type`, undefined, findings)
    if (needsId && item['id'] === undefined) {
      findings.add('missing', `${at}/id`, '"id" is missing', {
        expected: 'an absolute URI',
        found: 'nothing',
        hint: 'add "id"',
      })
    }
    identifier(item, at, findings)
  })
}
