/** The verifier page in a real browser: what people hand in, how, and what they must see. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { axeViolations } from './axe.js'
import { type Badges, HOSTILE, type SampleFile } from './badges.js'

/** The address of the built page, as `file:`; where screenshots go. */
export interface Place {
  readonly address: string
  readonly out: string
}

interface Row {
  readonly name: string
  readonly badge: (badges: Badges) => SampleFile
  readonly trusted?: (badges: Badges) => readonly SampleFile[]
  readonly email?: string
  readonly issuers?: (badges: Badges) => string
  /** Class of the verdict. */
  readonly verdict: 'verified' | 'failed' | 'unsure'
  /** The rows that did not pass and were not skipped. */
  readonly rows: Readonly<Record<string, string>>
}

const ROWS: readonly Row[] = [
  { name: 'valid', badge: ({ good }) => good, verdict: 'verified', rows: {} },
  { name: 'valid, in a PNG', badge: ({ png }) => png, verdict: 'verified', rows: {} },
  { name: 'valid, in an SVG', badge: ({ svg }) => svg, verdict: 'verified', rows: {} },
  { name: 'valid, as JWS', badge: ({ jws }) => jws, verdict: 'verified', rows: {} },
  { name: 'tampered', badge: ({ tampered }) => tampered, verdict: 'failed', rows: { proof: 'fail' } },
  { name: 'expired', badge: ({ expired }) => expired, verdict: 'failed', rows: { validity: 'fail' } },
  {
    name: 'revoked',
    badge: ({ revoked }) => revoked,
    trusted: ({ list }) => [list],
    verdict: 'failed',
    rows: { status: 'fail' },
  },
  {
    name: 'not revoked',
    badge: ({ notRevoked }) => notRevoked,
    trusted: ({ list }) => [list],
    verdict: 'verified',
    rows: {},
  },
  {
    name: 'withdrawal list not at hand',
    badge: ({ revoked }) => revoked,
    verdict: 'unsure',
    rows: { status: 'unknown' },
  },
  {
    name: 'did:web with its document',
    badge: ({ didWeb }) => didWeb,
    trusted: ({ didDocument }) => [didDocument],
    verdict: 'verified',
    rows: {},
  },
  { name: 'did:web without', badge: ({ didWeb }) => didWeb, verdict: 'unsure', rows: { proof: 'unknown' } },
  {
    name: 'her own badge',
    badge: ({ good }) => good,
    email: 'ada@example.org',
    verdict: 'verified',
    rows: {},
  },
  {
    name: 'somebody else’s badge',
    badge: ({ good }) => good,
    email: 'eve@example.org',
    verdict: 'failed',
    rows: { recipient: 'fail' },
  },
  {
    name: 'issuer on the list',
    badge: ({ good }) => good,
    issuers: ({ issuer }) => `did:web:example.org\n${issuer}`,
    verdict: 'verified',
    rows: {},
  },
  {
    name: 'issuer not on the list',
    badge: ({ good }) => good,
    issuers: () => 'did:web:example.org',
    verdict: 'failed',
    rows: { trust: 'fail' },
  },
  {
    name: 'Open Badges 2.0',
    badge: ({ openBadge2 }) => openBadge2,
    verdict: 'unsure',
    rows: { structure: 'unknown' },
  },
  { name: 'a web page', badge: ({ html }) => html, verdict: 'failed', rows: { structure: 'fail' } },
  { name: '20 MB of junk', badge: ({ junk }) => junk, verdict: 'failed', rows: { structure: 'fail' } },
  {
    name: 'SVG with script and references, badge inside',
    badge: ({ armed }) => armed,
    verdict: 'verified',
    rows: {},
  },
  {
    name: 'SVG with script and references, no badge',
    badge: ({ armedEmpty }) => armedEmpty,
    verdict: 'failed',
    rows: { structure: 'fail' },
  },
  { name: 'hostile names', badge: ({ hostile }) => hostile, verdict: 'verified', rows: {} },
]

type Check = (what: string, holds: boolean) => void

/** Runs all cases; `check` counts. */
export async function runPageCases(
  browser: Browser,
  place: Place,
  badges: Badges,
  check: Check,
): Promise<void> {
  mkdirSync(place.out, { recursive: true })
  for (const row of ROWS) await runRow(browser, place, badges, row, check)
  await keyboard(browser, place, badges, check)
  await pasteAndDrop(browser, place, badges, check)
  await languages(browser, place, badges, check)
  await accessibility(browser, place, badges, check)
  await sharedPages(browser, place, badges, check)
  await looks(browser, place, badges)
}

async function runRow(browser: Browser, place: Place, badges: Badges, row: Row, check: Check): Promise<void> {
  const { page, requests, errors, close } = await open(browser, place)
  if (row.trusted !== undefined) await page.setInputFiles('#trusted', row.trusted(badges).map(payload))
  if (row.email !== undefined) await page.fill('#email', row.email)
  if (row.issuers !== undefined) await page.fill('#issuers', row.issuers(badges))
  await page.setInputFiles('#file', payload(row.badge(badges)))
  await settled(page)
  const seen = await page.evaluate(() => {
    const rows = Array.from(document.querySelectorAll<HTMLElement>('tr[data-check]'), ({ dataset }) => [
      dataset['check'],
      dataset['outcome'],
    ])
    return {
      verdict: document.querySelector('.verdict')?.className ?? '',
      rows: rows.filter(([, outcome]) => outcome !== 'pass' && outcome !== 'skipped'),
      count: rows.length,
      images: Array.from(document.images, ({ src, complete, naturalWidth }) => [
        src.slice(0, 19),
        complete && naturalWidth > 0,
      ]),
      live: document.querySelectorAll(
        '#result svg, #result script, #result iframe, #result object, #result embed, #result style',
      ).length,
      hacked: 'hacked' in globalThis,
      title: document.querySelector('article h2')?.textContent,
      focus: document.activeElement?.id,
      status: document.getElementById('status')?.textContent ?? '',
      // Passed rows of what failed look like any text.
      green: Array.from(document.querySelectorAll('tr[data-check] .outcome.pass')).some(
        (cell) => getComputedStyle(cell).color !== getComputedStyle(document.body).color,
      ),
    }
  })
  const name = `page: ${row.name}`
  check(
    `${name}: verdict ${row.verdict}, seen ${seen.verdict}`,
    seen.verdict.split(' ').includes(row.verdict),
  )
  check(
    `${name}: rows ${JSON.stringify(seen.rows)}`,
    JSON.stringify(Object.fromEntries(seen.rows)) === JSON.stringify(row.rows),
  )
  check(`${name}: eight rows`, seen.count === 8)
  check(`${name}: nothing ran and no foreign markup is alive`, !seen.hacked && seen.live === 0)
  check(`${name}: nothing was asked of the network: ${requests.join(' ')}`, requests.length === 0)
  check(`${name}: no error, no breach of policy: ${errors.join(' | ')}`, errors.length === 0)
  check(`${name}: focus and announcement`, seen.focus === 'verdict' && seen.status.length > 10)
  const shown =
    seen.images.length === 1 && seen.images[0]![0] === 'data:image/svg+xml,' && seen.images[0]![1] === true
  check(
    `${name}: picture ${JSON.stringify(seen.images)}`,
    row.verdict === 'verified' ? shown : seen.images.length === 0,
  )
  if (row.name === 'hostile names') check(`${name}: name as text`, seen.title === HOSTILE)
  if (row.verdict !== 'verified') check(`${name}: no row in the colour of verified`, !seen.green)
  if (row.verdict !== 'verified') check(`${name}: claims not shown`, seen.title === undefined)
  await page.screenshot({
    path: join(place.out, `${row.name.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}.png`),
    fullPage: true,
  })
  await close()
}

/** From the first Tab to the verdict without a pointer. */
async function keyboard(browser: Browser, place: Place, badges: Badges, check: Check): Promise<void> {
  const { page, close } = await open(browser, place)
  const stops: string[] = []
  for (let i = 0; i < 7; i++) {
    await page.keyboard.press('Tab')
    stops.push(
      await page.evaluate(() => document.activeElement?.id || (document.activeElement?.tagName ?? '')),
    )
  }
  check(
    `keyboard: order ${stops.join(' ')}`,
    stops.join(' ') === 'language file text email issuers SUMMARY BUTTON',
  )
  await page.focus('#text')
  await page.keyboard.insertText(new TextDecoder().decode(badges.good.bytes))
  for (let i = 0; i < 4; i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await settled(page)
  check('keyboard: text, Tab, Enter, verdict', (await page.locator('.verdict.verified').count()) === 1)
  await page.fill('#text', '')
  await page.locator('button').press('Enter')
  check(
    'keyboard: nothing to check is said',
    (await page.locator('#status').textContent())!.startsWith('Choose'),
  )
  await close()
}

async function pasteAndDrop(browser: Browser, place: Place, badges: Badges, check: Check): Promise<void> {
  for (const kind of ['paste', 'drop'] as const) {
    for (const form of ['file', 'text'] as const) {
      const { page, requests, close } = await open(browser, place)
      await page.evaluate(
        ({ kind, form, text }) => {
          const data = new DataTransfer()
          if (form === 'file') data.items.add(new File([text], 'badge.json', { type: 'application/json' }))
          else data.setData('text/plain', text)
          const init = { bubbles: true, cancelable: true }
          document.body.dispatchEvent(
            kind === 'paste'
              ? new ClipboardEvent('paste', { ...init, clipboardData: data })
              : new DragEvent('drop', { ...init, dataTransfer: data }),
          )
        },
        { kind, form, text: new TextDecoder().decode(badges.good.bytes) },
      )
      await settled(page)
      check(
        `page: ${kind} of ${form}`,
        (await page.locator('.verdict.verified').count()) === 1 && requests.length === 0,
      )
      await close()
    }
  }
}

async function languages(browser: Browser, place: Place, badges: Badges, check: Check): Promise<void> {
  const { page, close } = await open(browser, place, { locale: 'de-AT' })
  check('page: speaks the browser’s language', (await page.locator('html').getAttribute('lang')) === 'de')
  await page.setInputFiles('#file', payload(badges.tampered))
  await settled(page)
  const said: string[] = []
  for (const language of ['en', 'de', 'fr']) {
    await page.selectOption('#language', language)
    await settled(page)
    said.push((await page.locator('main').textContent()) ?? '')
    check(`page: ${language} everywhere`, (await page.locator('html').getAttribute('lang')) === language)
  }
  check('page: three languages differ', new Set(said).size === 3)
  await page.screenshot({ path: join(place.out, 'tampered-fr.png'), fullPage: true })
  await close()
}

/** What `laurel/share` writes: no breach of its own policy, nothing asked of the network, and accessible. */
async function sharedPages(browser: Browser, place: Place, badges: Badges, check: Check): Promise<void> {
  for (const [name, html] of Object.entries(badges.pages)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const file = join(place.out, `${name}.html`)
      writeFileSync(file, html)
      const address = pathToFileURL(file).href
      const { page, requests, errors, close } = await open(browser, { ...place, address }, { colorScheme })
      const seen = await page.evaluate(() => ({
        hacked: 'hacked' in globalThis,
        images: Array.from(document.images).every(({ naturalWidth }) => naturalWidth > 0),
      }))
      check(`${name}: nothing ran`, !seen.hacked)
      check(`${name}: pictures show`, seen.images)
      check(`${name}: no request ${requests.join(' ')}`, requests.length === 0)
      check(`${name}: no error ${errors.join(' | ')}`, errors.length === 0)
      await page.screenshot({ path: join(place.out, `${name}-${colorScheme}.png`), fullPage: true })
      await close()
      const free = await open(browser, { ...place, address }, { colorScheme, bypassCSP: true })
      const violations = await axeViolations(free.page)
      check(`${name}: accessible, ${colorScheme}: ${violations.join('; ')}`, violations.length === 0)
      await free.close()
    }
  }
}

/** axe-core's rules for WCAG 2 A and AA, before and after a check, in both colour schemes. */
async function accessibility(browser: Browser, place: Place, badges: Badges, check: Check): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, close } = await open(browser, place, { colorScheme, bypassCSP: true })
    for (const state of ['empty', 'good', 'tampered'] as const) {
      if (state !== 'empty') {
        await page.setInputFiles('#file', payload(badges[state]))
        await settled(page)
      }
      const found = await axeViolations(page)
      check(`accessibility: ${state}, ${colorScheme}: ${found.join('; ')}`, found.length === 0)
    }
    await close()
  }
}

/** For the eye: dark, narrow, printed. */
async function looks(browser: Browser, place: Place, badges: Badges): Promise<void> {
  const shots: readonly (readonly [string, BrowserContextOptions])[] = [
    ['look-dark', { colorScheme: 'dark' }],
    ['look-narrow', { viewport: { width: 360, height: 740 } }],
  ]
  for (const [name, options] of shots) {
    const { page, close } = await open(browser, place, options)
    await page.setInputFiles('#file', payload(badges.good))
    await settled(page)
    await page.screenshot({ path: join(place.out, `${name}.png`), fullPage: true })
    await close()
  }
}

async function open(
  browser: Browser,
  place: Place,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; requests: string[]; errors: string[]; close: () => Promise<void> }> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1000, height: 900 },
    offline: true,
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const requests: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (url !== place.address && !url.startsWith('data:')) requests.push(url)
  })
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
  })
  await page.goto(place.address)
  return { page, requests, errors, close: () => context.close() }
}

/** Asks again and again; playwright's own waiting evaluates text, which the page's policy forbids. */
async function settled(page: Page): Promise<void> {
  for (let i = 0; i < 400; i++) {
    const done = await page.evaluate(
      () =>
        document.querySelector('button')?.disabled === false &&
        document.getElementById('result')?.hidden === false,
    )
    if (done) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no verdict: ${await page.locator('#status').textContent()}`)
}

function payload({ name, mimeType, bytes }: SampleFile): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType, buffer: Buffer.from(bytes) }
}
