/** How jsonld.js is asked wherever it stands beside laurel: in safe mode, with what laurel has no choice in. */
export const JSONLD_OPTIONS = {
  base: null,
  safe: true,
  rdfDirection: 'i18n-datatype',
  canonizeOptions: { maxWorkFactor: 3 },
} as const
