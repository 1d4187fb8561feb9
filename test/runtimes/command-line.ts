/** Files for the command: a badge that is good, and one that was changed. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { achievement, generateSigner, issue, openBadge, profile } from 'laurel'

export async function writeSignedFiles(folder: string): Promise<void> {
  const signer = await generateSigner()
  const badge = openBadge({
    issuer: profile({ id: signer.controller, name: 'Example University' }),
    recipient: { email: 'ada@example.org' },
    achievement: achievement({
      id: 'https://example.edu/achievements/rust-1',
      name: 'Rust I',
      description: 'Writes safe systems code.',
      criteria: 'Passed the exam.',
    }),
  })
  const text = JSON.stringify(await issue(badge, { signer }))
  writeFileSync(join(folder, 'good.json'), text)
  writeFileSync(join(folder, 'changed.json'), text.replace('Rust I', 'Rust X'))
}
