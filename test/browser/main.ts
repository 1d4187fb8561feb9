/** `npm run test:browser`: the verifier page and the core's own tests in a real Chromium. Screenshots go to out/. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { makeBadges } from './badges.js'
import { launchChromium } from './chromium.js'
import { runCoreSlice } from './core-slice.js'
import { runPageCases } from './page-cases.js'
import { makeShown } from './shown-badges.js'
import { runShownCases } from './shown-cases.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const tsx = ['--no-install', 'tsx', '--tsconfig', 'test/tsconfig.json', 'examples/verifier-page/build.ts']

// The page is built from the package as others would install it; --source skips building the package first.
const source = process.argv.includes('--source')
if (!source) execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
execFileSync('npx', [...tsx, ...(source ? ['--source'] : [])], { cwd: root, stdio: 'inherit' })

const failures: string[] = []
let passed = 0
const check = (what: string, holds: boolean): void => {
  if (holds) passed++
  else failures.push(what)
}

const browser = await launchChromium()
try {
  const place = {
    address: pathToFileURL(`${root}examples/verifier-page/dist/index.html`).href,
    out: `${root}out/browser`,
  }
  await runPageCases(browser, place, await makeBadges(), check)
  console.log(`browser: page ${passed}/${passed + failures.length} checks passed, screenshots in out/browser`)
  await runShownCases(browser, `${root}out/pages`, await makeShown(), check)
  console.log(
    `browser: with pages ${passed}/${passed + failures.length} checks passed, screenshots in out/pages`,
  )
  const slice = await runCoreSlice(browser)
  console.log(
    `browser: core ${slice.passed}/${slice.passed + slice.failed.length} tests passed, ${slice.files} files`,
  )
  console.log(`browser: left to Node, because they need it: ${slice.left.join(', ')}`)
  failures.push(...slice.failed)
} finally {
  await browser.close()
}
for (const failure of failures) console.error(`failed: ${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1
