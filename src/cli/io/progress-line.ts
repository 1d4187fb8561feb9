/** Shows the progress of a run: one line that is redrawn on a terminal; elsewhere, with --progress, a JSON line each second. */
import type { Progress } from '../../bulk/tasks/progress.js'
import type { Shell } from './shell.js'
import { jsonLine, safe } from './terminal-text.js'

export interface ProgressLine {
  readonly show: (progress: Progress) => void
  readonly end: () => void
}

export function progressLine(shell: Shell, asked: boolean): ProgressLine | undefined {
  if (shell.errIsTerminal) return drawn(shell)
  if (!asked) return undefined
  return { show: (progress) => shell.err(jsonLine({ progress })), end: () => undefined }
}

const WORDS = { plan: 'checked', sign: 'signed' } as const

function drawn(shell: Shell): ProgressLine {
  let isOpen = false
  return {
    show: ({ phase, done, total, rejected, perSecond, secondsLeft }) => {
      const share =
        total === undefined || total === 0 ? '' : ` of ${total} (${Math.floor((done / total) * 100)} %)`
      const left = secondsLeft === undefined ? '' : `, ${clock(secondsLeft)} left`
      const bad = rejected === 0 ? '' : `, ${rejected} rejected`
      shell.err(safe`\r\u001B[K${done}${share} ${WORDS[phase]}, ${perSecond} a second${left}${bad}`)
      isOpen = true
    },
    end: () => {
      if (isOpen) shell.err(safe`\r\u001B[K`)
    },
  }
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`
}
