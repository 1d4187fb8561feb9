/** The words of pages and certificates, in the languages of the report. */

import type { Language } from '../../verify/messages/sentence.js'
import type { CheckId, CheckOutcome } from '../../verify/report/report.js'

/** Why a genuine credential does not count any more, or not yet. */
export type Mark = 'revoked' | 'suspended' | 'expired' | 'not_yet_valid'

export interface Words {
  readonly verified: string
  readonly notVerified: string
  readonly notSure: string
  readonly notChecked: string
  /** Heading and warning of what a file says without proof. */
  readonly claims: string
  readonly claimsNote: string
  readonly name: string
  readonly checkedOn: string
  readonly awardedBy: string
  readonly awardedTo: string
  /** Before whoever put a record together. */
  readonly collectedBy: string
  /** Before whoever presents what others awarded. */
  readonly presentedBy: string
  readonly awardedOn: string
  readonly validUntil: string
  readonly criteria: string
  readonly skills: string
  readonly evidence: string
  /** Before the subject's narrative. */
  readonly story: string
  readonly results: string
  readonly reached: string
  readonly required: string
  /** Between what was reached and what can be reached. */
  readonly of: string
  readonly level: string
  readonly credits: string
  readonly tags: string
  readonly endorsements: string
  /** Before the day of an endorsement. */
  readonly since: string
  readonly addToLinkedIn: string
  readonly copy: string
  /** Of a result (`ResultStatusType`). */
  readonly statuses: Readonly<Record<string, string>>
  readonly identifier: string
  readonly checks: string
  readonly check: string
  readonly result: string
  readonly share: string
  readonly scan: string
  readonly original: string
  readonly certificate: string
  readonly certifies: string
  readonly hasEarned: string
  /** Written across a genuine credential that does not count. */
  readonly marks: Readonly<Record<Mark, string>>
  readonly outcomes: Readonly<Record<CheckOutcome, string>>
  readonly rows: Readonly<Record<CheckId, string>>
}

/**
 * The words of pages and certificates in each language.
 *
 * @example
 * console.log(WORDS.de.validUntil)
 */
export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    verified: 'Verified',
    notVerified: 'Not verified',
    notSure: 'Could not be fully checked',
    notChecked: 'Not checked yet',
    claims: 'What this file claims',
    claimsNote: 'Nothing here is confirmed. Do not rely on it.',
    name: 'Name',
    checkedOn: 'Checked on',
    awardedBy: 'Awarded by',
    awardedTo: 'Awarded to',
    collectedBy: 'Collected by',
    presentedBy: 'Presented by',
    awardedOn: 'Awarded on',
    validUntil: 'Valid until',
    criteria: 'What it took',
    skills: 'Skills and frameworks',
    evidence: 'Evidence',
    story: 'How it was earned',
    results: 'Results',
    reached: 'Reached',
    required: 'Needed',
    of: 'of',
    level: 'Level',
    credits: 'Credits',
    tags: 'Topics',
    endorsements: 'What others say',
    since: 'since',
    addToLinkedIn: 'Add to LinkedIn profile',
    copy: 'Link to this page',
    statuses: {
      Completed: 'Completed',
      Enrolled: 'Enrolled',
      Failed: 'Failed',
      InProgress: 'In progress',
      OnHold: 'On hold',
      Provisional: 'Provisional',
      Withdrew: 'Withdrew',
    },
    identifier: 'Identifier',
    checks: 'What was checked',
    check: 'Check',
    result: 'Result',
    share: 'Share',
    scan: 'Scan to see this credential online',
    original: 'Get the original file',
    certificate: 'Certificate',
    certifies: 'This certifies that',
    hasEarned: 'has earned',
    marks: {
      revoked: 'Withdrawn',
      suspended: 'Suspended',
      expired: 'Expired',
      not_yet_valid: 'Not yet valid',
    },
    outcomes: { pass: 'Passed', fail: 'Failed', unknown: 'Could not be checked', skipped: 'Not checked' },
    rows: {
      structure: 'Form',
      proof: 'Signature',
      issuer: 'Issuer',
      validity: 'Dates',
      status: 'Withdrawal',
      endorsements: 'Endorsements',
      recipient: 'Recipient',
      trust: 'Trust',
    },
  },
  de: {
    verified: 'Geprüft und echt',
    notVerified: 'Nicht bestätigt',
    notSure: 'Nicht vollständig prüfbar',
    notChecked: 'Noch nicht geprüft',
    claims: 'Was diese Datei behauptet',
    claimsNote: 'Nichts davon ist bestätigt. Verlassen Sie sich nicht darauf.',
    name: 'Name',
    checkedOn: 'Geprüft am',
    awardedBy: 'Verliehen von',
    awardedTo: 'Verliehen an',
    collectedBy: 'Zusammengestellt von',
    presentedBy: 'Vorgelegt von',
    awardedOn: 'Verliehen am',
    validUntil: 'Gültig bis',
    criteria: 'Dafür war nötig',
    skills: 'Fähigkeiten und Rahmenwerke',
    evidence: 'Belege',
    story: 'So wurde er erworben',
    results: 'Ergebnisse',
    reached: 'Erreicht',
    required: 'Erforderlich',
    of: 'von',
    level: 'Stufe',
    credits: 'Leistungspunkte',
    tags: 'Themen',
    endorsements: 'Was andere dazu sagen',
    since: 'seit',
    addToLinkedIn: 'Zum LinkedIn-Profil hinzufügen',
    copy: 'Adresse dieser Seite',
    statuses: {
      Completed: 'Abgeschlossen',
      Enrolled: 'Eingeschrieben',
      Failed: 'Nicht bestanden',
      InProgress: 'In Arbeit',
      OnHold: 'Unterbrochen',
      Provisional: 'Vorläufig',
      Withdrew: 'Abgebrochen',
    },
    identifier: 'Kennung',
    checks: 'Was geprüft wurde',
    check: 'Prüfung',
    result: 'Ergebnis',
    share: 'Teilen',
    scan: 'Scannen, um diesen Nachweis im Netz zu sehen',
    original: 'Originaldatei holen',
    certificate: 'Urkunde',
    certifies: 'Hiermit wird bestätigt:',
    hasEarned: 'hat erworben',
    marks: {
      revoked: 'Widerrufen',
      suspended: 'Ausgesetzt',
      expired: 'Abgelaufen',
      not_yet_valid: 'Noch nicht gültig',
    },
    outcomes: { pass: 'Bestanden', fail: 'Fehler', unknown: 'Nicht prüfbar', skipped: 'Nicht geprüft' },
    rows: {
      structure: 'Form',
      proof: 'Unterschrift',
      issuer: 'Aussteller',
      validity: 'Fristen',
      status: 'Widerruf',
      endorsements: 'Empfehlungen',
      recipient: 'Empfänger',
      trust: 'Vertrauen',
    },
  },
  fr: {
    verified: 'Vérifié',
    notVerified: 'Non vérifié',
    notSure: 'Impossible à vérifier entièrement',
    notChecked: 'Pas encore vérifié',
    claims: 'Ce que ce fichier affirme',
    claimsNote: 'Rien de ce qui suit n’est confirmé. Ne vous y fiez pas.',
    name: 'Nom',
    checkedOn: 'Vérifié le',
    awardedBy: 'Décerné par',
    awardedTo: 'Décerné à',
    collectedBy: 'Réuni par',
    presentedBy: 'Présenté par',
    awardedOn: 'Décerné le',
    validUntil: 'Valable jusqu’au',
    criteria: 'Ce qu’il a fallu',
    skills: 'Compétences et référentiels',
    evidence: 'Preuves',
    story: 'Comment elle a été obtenue',
    results: 'Résultats',
    reached: 'Atteint',
    required: 'Exigé',
    of: 'sur',
    level: 'Niveau',
    credits: 'Crédits',
    tags: 'Thèmes',
    endorsements: 'Ce qu’en disent d’autres',
    since: 'depuis',
    addToLinkedIn: 'Ajouter au profil LinkedIn',
    copy: 'Adresse de cette page',
    statuses: {
      Completed: 'Terminé',
      Enrolled: 'Inscrit',
      Failed: 'Échoué',
      InProgress: 'En cours',
      OnHold: 'En pause',
      Provisional: 'Provisoire',
      Withdrew: 'Abandonné',
    },
    identifier: 'Identifiant',
    checks: 'Ce qui a été vérifié',
    check: 'Vérification',
    result: 'Résultat',
    share: 'Partager',
    scan: 'Scannez pour voir cette attestation en ligne',
    original: 'Obtenir le fichier d’origine',
    certificate: 'Certificat',
    certifies: 'Il est certifié que',
    hasEarned: 'a obtenu',
    marks: {
      revoked: 'Retiré',
      suspended: 'Suspendu',
      expired: 'Expiré',
      not_yet_valid: 'Pas encore valable',
    },
    outcomes: { pass: 'Réussi', fail: 'Échoué', unknown: 'Impossible à vérifier', skipped: 'Non examiné' },
    rows: {
      structure: 'Forme',
      proof: 'Signature',
      issuer: 'Émetteur',
      validity: 'Dates',
      status: 'Retrait',
      endorsements: 'Recommandations',
      recipient: 'Destinataire',
      trust: 'Confiance',
    },
  },
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR' }

/**
 * Writes the day of an instant in words, in UTC.
 *
 * @param instant - An ISO 8601 instant.
 * @param language - `en`, `de` or `fr`.
 * @returns The day, such as "1 July 2026".
 * @example
 * const day = dayInWords('2026-07-01T00:00:00Z', 'de')
 */
export function dayInWords(instant: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(new Date(instant))
}
