/** Values that the examples of the public documentation may use without making them. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JsonObject } from 'laurel'
import { achievement, generateSigner, issue, openBadge, profile, verify } from 'laurel'
import type { BatchOptions } from 'laurel/bulk'
import { rowsFrom } from 'laurel/bulk'
import { evaluate, pathway } from 'laurel/pathways'
import { badgeImage } from 'laurel/share'

export const signer = await generateSigner()
/** The profile of the issuer. */
export const issuer = profile({ id: signer.controller, name: 'Example University' })
/** An achievement. */
export const rust = achievement({
  id: 'https://example.edu/achievements/rust-1',
  name: 'Rust I',
  description: 'Writes safe systems code.',
  criteria: 'Passed the exam.',
})
/** An unsigned badge. */
export const badge = openBadge({ issuer, recipient: { email: 'ada@example.org' }, achievement: rust })
/** The badge, signed, and its report. */
export const signed = await issue(badge, { signer })
export const report = await verify(signed, { issuers: [signer.controller] })
/** The signed badge as it is read from a file. */
export const received = JSON.parse(JSON.stringify(signed)) as JsonObject
/** An SVG without a credential. */
export const picture = badgeImage({ title: 'Rust I' })
/** A pathway of one badge, and its evaluation for Ada. */
export const path = pathway({
  id: 'https://example.edu/pathways/rust/1',
  name: 'Rust developer',
  description: 'Writes safe systems code.',
  issuers: [signer.controller],
  root: { badge: rust.id },
  awards: achievement({
    id: 'https://example.edu/achievements/rust-developer',
    name: 'Rust developer',
    description: 'Writes safe systems code.',
    criteria: 'All courses.',
  }),
})
export const done = evaluate(path, [{ report }], { holder: { email: 'ada@example.org' }, at: new Date() })
const folder = mkdtempSync(join(tmpdir(), 'laurel-docs-'))
/** Gives a new folder at each call: an example that names `out` gets one. */
export const newFolder = (): string => mkdtempSync(join(folder, 'out-'))
/** A table of one graduate. */
export const table = join(folder, 'graduates.csv')
writeFileSync(table, 'email,name\nada@example.org,Ada Lovelace\n')
/** What a batch needs beside `out`. */
export const batch: Omit<BatchOptions, 'out'> = {
  source: rowsFrom(() => [{ email: 'ada@example.org' }]),
  mapping: { recipient: { email: '{email}' } },
  issuer,
  achievement: rust,
  signer,
  workers: 0,
}
