/** What each option of `verify` takes, in words for its error messages. */
export const SHAPES: Readonly<Record<string, string>> = {
  load: 'a function, such as remote()',
  now: 'a Date, or a function that gives one',
  clockSkewSeconds: 'a number of seconds',
  recipient: "an object, such as { email: 'ada@example.org' }",
  id: 'a text, or a list of them',
  email: "an address or a list of them, such as ['ada@example.org']",
  identifiers: 'a list, such as [{ type, value }]',
  issuers:
    "a list of ids, such as ['did:web:example.edu'] or [issuer.id], a function that says yes or no, or { registries: [ … ] }",
  language: "'de' for 'de-CH'",
  accept: "a list of suites, such as ['eddsa-rdfc-2022']",
  kinds: "a list of kinds, such as ['open-badge']",
  require: "a list of rows, such as ['status', 'trust']",
  domain: 'a text, or a list of them',
  statusIssuers: 'a list of ids',
  suites: 'a list, such as [proofSuite(…)]',
  cache: 'verifyCache()',
  signal: 'an AbortSignal',
}
