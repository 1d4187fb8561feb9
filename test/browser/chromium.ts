/** Debian's Chromium, installed when it is missing, driven by playwright-core. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PATH = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** Nothing that calls home, nothing that needs a screen. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function launchChromium(): Promise<Browser> {
  if (!existsSync(PATH)) {
    console.log('browser: installing Chromium from the distribution’s packages')
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
    })
  }
  return chromium.launch({ executablePath: PATH, args: FLAGS })
}
