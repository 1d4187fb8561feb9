/** The patterns of single values in the JSON Schemas, and what several definitions share. */

export const URI = '^[A-Za-z][A-Za-z0-9+.-]*:[^\\s"<>\\\\^`{|}\\u0000-\\u0020]+$'
/** Days of the calendar, leap years included. */
const DAY = `(${[
  '\\d{4}-(0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])',
  '\\d{4}-(0[469]|11)-(0[1-9]|[12]\\d|30)',
  '\\d{4}-02-(0[1-9]|1\\d|2[0-8])',
  '(\\d\\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29',
].join('|')})`
const TIME = '([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?'
const ZONE = '(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)'
export const DATE = `^${DAY}$`
export const DATE_TIME = `^${DAY}T${TIME}${ZONE}$`
/** Years of more than four digits, or before the first. */
const FAR_DAY = '(-?[1-9]\\d{4,}|-\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])'
/** As XML Schema 1.1 has it (VCDM 2.0 section 4.9). */
export const DATE_TIME_STAMP = `^(${DAY}|${FAR_DAY})T(${TIME}|24:00:00(\\.0+)?)${ZONE}$`
export const JWS = '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+$'
export const LANGUAGE = '^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$'
export const EXTENSION = '^ext:[A-Za-z0-9._-]+$'
export const VCDM_2 = 'https://www.w3.org/ns/credentials/v2'
export const VCDM_1 = 'https://www.w3.org/2018/credentials/v1'
export const OPEN_BADGES = '^https://purl\\.imsglobal\\.org/spec/ob/v3p0/context(-3\\.\\d\\.\\d)*\\.json$'
export const OPEN_BADGES_ALIAS =
  '^https://purl\\.imsglobal\\.org/spec/ob/v3p0/context((-3\\.\\d\\.\\d)*\\.json|/ob_v3p0\\.jsonld|/?)$'

export const CLR = '^https://purl\\.imsglobal\\.org/spec/clr/v2p0/context(-2\\.\\d\\.\\d)*\\.json$'
export const CONTEXT_ITEM = {
  anyOf: [{ type: 'string', pattern: '^[A-Za-z][A-Za-z0-9+.-]*:\\S+$' }, { type: 'object' }],
}

/** A string, what the published compact schema takes besides, and JSON-LD's own way to name a language. */
export const TEXT = {
  title: 'Text',
  anyOf: [
    { type: 'string' },
    {
      description:
        'Texts by language. No Open Badges context defines such maps: what they say is not signed.',
      type: 'object',
      propertyNames: { pattern: '^[a-z]{2}(-[A-Z]{2})?$' },
      additionalProperties: { type: 'string' },
    },
    {
      description: 'A text with its language, as JSON-LD writes it.',
      type: 'object',
      required: ['@value'],
      properties: { '@value': { type: 'string' }, '@language': {}, '@direction': {} },
      additionalProperties: false,
    },
  ],
}

/** VCDM 2.0 sections 4.6 and 11.1. */
const LANGUAGE_VALUE = {
  type: 'object',
  required: ['@value'],
  properties: {
    '@value': { type: 'string' },
    '@language': { type: 'string', pattern: '^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$' },
    '@direction': { enum: ['ltr', 'rtl', null] },
  },
  additionalProperties: false,
}

export const LANGUAGE_TEXT = {
  title: 'Text in one language or several',
  anyOf: [{ type: 'string' }, LANGUAGE_VALUE, { type: 'array', items: LANGUAGE_VALUE, minItems: 1 }],
}
