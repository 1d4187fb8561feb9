/** axe-core's rules for WCAG 2 A and AA, and its best practices. */
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

/** What breaks them on the page, each with the elements. The page's policy must be off. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
  return (await page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 80)).join(' , ')))`,
  )) as string[]
}
