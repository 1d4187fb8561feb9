/** The two pages. Everything from a badge is escaped by `html`, and no page runs a script. */
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { CheckResult, Language, Report, ReportedBadge } from 'laurel'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>

const WORDS = {
  en: {
    title: 'Is this badge genuine?',
    file: 'Badge file (PNG, SVG, JSON or JWS)',
    text: 'or paste its text',
    email: 'E-mail address of the person (optional)',
    send: 'Check',
    yes: 'This badge is genuine.',
    no: 'This badge could not be confirmed.',
    again: 'Check another badge',
    rows: {
      structure: 'Form',
      proof: 'Signature',
      issuer: 'Issuer’s key',
      validity: 'Dates',
      status: 'Withdrawn?',
      endorsements: 'Endorsements',
      recipient: 'Recipient',
      trust: 'Trusted issuer',
    },
    outcomes: { pass: 'in order', fail: 'not in order', unknown: 'not known', skipped: 'not checked' },
  },
  de: {
    title: 'Ist dieses Badge echt?',
    file: 'Badge-Datei (PNG, SVG, JSON oder JWS)',
    text: 'oder den Text einfügen',
    email: 'E-Mail-Adresse der Person (freiwillig)',
    send: 'Prüfen',
    yes: 'Dieses Badge ist echt.',
    no: 'Dieses Badge konnte nicht bestätigt werden.',
    again: 'Ein anderes Badge prüfen',
    rows: {
      structure: 'Form',
      proof: 'Signatur',
      issuer: 'Schlüssel des Ausstellers',
      validity: 'Daten',
      status: 'Zurückgezogen?',
      endorsements: 'Empfehlungen',
      recipient: 'Empfänger',
      trust: 'Vertrauter Aussteller',
    },
    outcomes: {
      pass: 'in Ordnung',
      fail: 'nicht in Ordnung',
      unknown: 'unbekannt',
      skipped: 'nicht geprüft',
    },
  },
  fr: {
    title: 'Ce badge est-il authentique ?',
    file: 'Fichier du badge (PNG, SVG, JSON ou JWS)',
    text: 'ou collez son texte',
    email: 'Adresse électronique de la personne (facultatif)',
    send: 'Vérifier',
    yes: 'Ce badge est authentique.',
    no: 'Ce badge n’a pas pu être confirmé.',
    again: 'Vérifier un autre badge',
    rows: {
      structure: 'Forme',
      proof: 'Signature',
      issuer: 'Clé de l’émetteur',
      validity: 'Dates',
      status: 'Retiré ?',
      endorsements: 'Recommandations',
      recipient: 'Destinataire',
      trust: 'Émetteur de confiance',
    },
    outcomes: { pass: 'en ordre', fail: 'pas en ordre', unknown: 'inconnu', skipped: 'non vérifié' },
  },
} as const

const STYLE = raw(`<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { margin: 2rem auto; max-width: 42rem; padding: 0 1rem }
label, input, textarea, button { display: block; font: inherit; margin: .25rem 0; max-width: 100% }
textarea { width: 100%; height: 8rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: start; vertical-align: top; padding: .4rem; border-top: 1px solid #8886 }
.fail, .no { color: light-dark(#a00, #f88) } .unknown { color: light-dark(#850, #fc6) } .holds .pass, .yes { color: light-dark(#060, #8d8) }
</style>`)

export function formPage(language: Language): Html {
  const words = WORDS[language]
  return page(
    language,
    html`<form method="post" action="/" enctype="multipart/form-data">
      <label for="file">${words.file}</label><input id="file" name="file" type="file" accept=".png,.svg,.json,.jws,.jwt,.txt" />
      <label for="text">${words.text}</label><textarea id="text" name="text" spellcheck="false"></textarea>
      <label for="email">${words.email}</label><input id="email" name="email" type="email" autocomplete="off" />
      <button>${words.send}</button>
    </form>`,
  )
}

export function reportPage(report: Report, language: Language): Html {
  const words = WORDS[language]
  return page(
    language,
    html`<p role="status" class="${report.verified ? 'yes' : 'no'}"><strong>${report.verified ? words.yes : words.no}</strong></p>
      ${report.verified ? report.badges.map(facts) : ''}
      <table class="${report.verified ? 'holds' : ''}">
        ${report.checks.map((check) => row(check, language))}
      </table>
      ${report.warnings.length === 0 ? '' : html`<ul>${report.warnings.map(({ message }) => html`<li>${message}</li>`)}</ul>`}
      <p><a href="/">${words.again}</a></p>`,
  )
}

function row({ id, outcome, message }: CheckResult, language: Language): Html {
  const words = WORDS[language]
  return html`<tr><th scope="row">${words.rows[id]}</th><td class="${outcome}">${words.outcomes[outcome]}</td><td>${message}</td></tr>`
}

/** Only what is verified says anything. A presentation or record is no badge; what it holds is. */
function facts(badge: ReportedBadge): Html | string {
  if (!badge.verified) return ''
  const { issuer } = badge
  const title = badge.kind === 'open-badge' ? badge.achievement.name : badge.name
  return html`<p>${title}${issuer.name === undefined ? '' : ` — ${issuer.name}`}</p>`
}

function page(language: Language, content: Html): Html {
  const { title } = WORDS[language]
  return html`<!doctype html>
    <html lang="${language}">
      <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${title}</title>${STYLE}</head>
      <body><h1>${title}</h1>${content}</body>
    </html>`
}
