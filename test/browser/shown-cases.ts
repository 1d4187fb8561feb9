/** Pages and certificates of badges of many scripts: inert, accessible, within every width, and on one sheet of paper. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { axeViolations } from './axe.js'
import type { Shown } from './shown-badges.js'

type Check = (what: string, holds: boolean) => void

const WIDTHS = [320, 480, 768, 1024, 1100, 1280, 1920]

/** Screenshots and PDFs go to `out`. */
export async function runShownCases(
  browser: Browser,
  out: string,
  { pages, certificates }: Shown,
  check: Check,
): Promise<void> {
  mkdirSync(out, { recursive: true })
  for (const [name, html] of Object.entries({ ...pages, ...certificates })) {
    const file = join(out, `${name}.html`)
    writeFileSync(file, html)
    const address = pathToFileURL(file).href
    // Certificates are paper: they have one colour scheme.
    const schemes = name in certificates ? (['light'] as const) : (['light', 'dark'] as const)
    await inert(browser, address, { name, out, schemes }, check)
    await widths(browser, address, name, out, check)
    if (name in certificates) await papers(browser, address, name, out, check)
    else await paged(browser, address, name, out, check)
  }
}

async function inert(
  browser: Browser,
  address: string,
  { name, out, schemes }: { name: string; out: string; schemes: readonly ('light' | 'dark')[] },
  check: Check,
): Promise<void> {
  for (const colorScheme of schemes) {
    const { page, foreign, errors, close } = await open(browser, address, { colorScheme })
    const seen = await page.evaluate(() => ({
      hacked: 'hacked' in globalThis,
      images: Array.from(document.images).every(({ naturalWidth }) => naturalWidth > 0),
    }))
    check(`${name}: nothing ran`, !seen.hacked)
    check(`${name}: pictures show`, seen.images)
    check(`${name}: no request ${foreign.join(' ')}`, foreign.length === 0)
    check(`${name}: no error ${errors.join(' | ')}`, errors.length === 0)
    await page.screenshot({ path: join(out, `${name}-${colorScheme}.png`), fullPage: true })
    await close()
    const free = await open(browser, address, { colorScheme, bypassCSP: true })
    const violations = await axeViolations(free.page)
    check(`${name}: accessible, ${colorScheme}: ${violations.join('; ')}`, violations.length === 0)
    await free.close()
  }
}

async function widths(
  browser: Browser,
  address: string,
  name: string,
  out: string,
  check: Check,
): Promise<void> {
  const { page, close } = await open(browser, address, {})
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    check(`${name}: fits ${width} pixels, ${over} over`, over <= 0)
    if (width === 320) await page.screenshot({ path: join(out, `${name}-narrow.png`), fullPage: true })
  }
  await close()
}

/** The paper that it is made for, and the other one, as a printer has it. */
async function papers(
  browser: Browser,
  address: string,
  name: string,
  out: string,
  check: Check,
): Promise<void> {
  const { page, close } = await open(browser, address, {})
  const kinds = {
    own: { preferCSSPageSize: true },
    a4: { format: 'A4', landscape: true },
    letter: { format: 'Letter', landscape: true },
  } as const
  for (const [kind, options] of Object.entries(kinds)) {
    const count = await sheets(page, join(out, `${name}-${kind}.pdf`), options)
    check(`${name}: one sheet (${kind}), ${count} printed`, count === 1)
  }
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 1123, height: 794 })
  const cut = await page.evaluate(() => {
    const sheet = document.querySelector('.sheet')!.getBoundingClientRect()
    return Array.from(document.querySelectorAll('.foot, .foot *'))
      .map((element) => element.getBoundingClientRect())
      .filter(({ width }) => width > 0)
      .some(({ bottom, right }) => bottom > sheet.bottom + 1 || right > sheet.right + 1)
  })
  check(`${name}: nothing of its foot is cut off`, !cut)
  await page.screenshot({ path: join(out, `${name}-print.png`) })
  await close()
}

async function paged(
  browser: Browser,
  address: string,
  name: string,
  out: string,
  check: Check,
): Promise<void> {
  const { page, close } = await open(browser, address, {})
  for (const format of ['A4', 'Letter'] as const) {
    const count = await sheets(page, join(out, `${name}-${format}.pdf`), { format })
    check(`${name}: prints on ${format}, ${count} sheets`, count >= 1 && count <= 6)
  }
  await close()
}

async function sheets(page: Page, path: string, options: Parameters<Page['pdf']>[0]): Promise<number> {
  const pdf = await page.pdf({ ...options, path })
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
}

async function open(browser: Browser, address: string, options: BrowserContextOptions) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const foreign: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('data:')) foreign.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(address)
  return { page, foreign, errors, close: () => context.close() }
}
