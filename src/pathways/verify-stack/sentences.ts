/** The sentences for the levels and their reasons, in the languages of the report. At most 25 words each. */
import type { Language } from '../../verify/messages/message-writer.js'
import type { Verdict } from './level.js'
import type { StackCode, UnprovenStack } from './report.js'

/** What the level means, unless the credential is proven, and the reason. */
export function stackSentences({ level, code }: Verdict, language: Language): string {
  const reason = STACK_SENTENCES[language][code]
  return level === 'proven' ? reason : `${LEVEL_SENTENCES[language][level]} ${reason}`
}

export const LEVEL_SENTENCES: Readonly<Record<Language, Readonly<Record<UnprovenStack['level'], string>>>> = {
  en: {
    partly: 'This credential is signed by its issuer, but the badges that were shown do not prove all of it.',
    asserted:
      'This credential is signed by its issuer, but nothing that was shown proves that its requirements are met.',
    contradicted: 'This credential is signed by its issuer, but the badges that were shown contradict it.',
  },
  de: {
    partly: 'Dieser Nachweis ist von seinem Aussteller signiert, aber durch das Gezeigte nicht ganz belegt.',
    asserted:
      'Dieser Nachweis ist von seinem Aussteller signiert, aber nichts Gezeigtes belegt, dass die Anforderungen erfüllt sind.',
    contradicted:
      'Dieser Nachweis ist von seinem Aussteller signiert, aber die gezeigten Nachweise widersprechen ihm.',
  },
  fr: {
    partly:
      'Cette attestation est signée par son émetteur, mais les attestations présentées ne la prouvent pas entièrement.',
    asserted:
      'Cette attestation est signée par son émetteur, mais rien de ce qui a été présenté ne prouve que les exigences sont remplies.',
    contradicted:
      'Cette attestation est signée par son émetteur, mais les attestations présentées la contredisent.',
  },
}

export const STACK_SENTENCES: Readonly<Record<Language, Readonly<Record<StackCode, string>>>> = {
  en: {
    stack_proven:
      'All badges on which this credential is based were shown, are genuine, and meet its requirements.',
    parts_withheld:
      'Not all badges on which this credential is based were shown, or its list of them was not shown whole.',
    part_altered: 'A shown badge differs from the badge that this credential names, and is not verified.',
    part_reshaped: 'A shown badge is genuine, but differs from the version that this credential names.',
    part_open: 'It could not be fully checked whether all badges on which this credential is based count.',
    person_unknown:
      'Some badges name their owner by an address or a hash of it; all addresses of the recipient are needed to compare.',
    part_not_verified: 'A badge on which this credential is based is not verified.',
    part_withdrawn: 'The issuer of a badge on which this credential is based has withdrawn that badge.',
    part_forged: 'The signature of a badge on which this credential is based is not valid.',
    part_lost: 'A badge that must remain valid has expired or was withdrawn.',
    part_of_itself: 'This credential is named as one of the badges on which it is based.',
    part_contradicted: 'This credential is based on a credential that does not match its own badges.',
    pathway_unmet: 'The badges on which this credential is based do not meet its requirements.',
    pathway_withheld:
      'The requirements of this credential were not given, so it could not be checked whether its badges meet them.',
    pathway_foreign: 'This credential names other requirements than those that were given.',
    pathway_altered: 'The given requirements differ from those with which this credential was signed.',
    award_differs:
      'The requirements of this credential belong to another achievement than the one that it awards.',
    no_parts: 'This credential does not name the badges on which it is based.',
    undated: 'This credential has no start date, so its badges could not be judged.',
    limit_exceeded:
      'This credential is based on more badges, or more levels of badges, than can be checked here.',
  },
  de: {
    stack_proven:
      'Alle zugrunde liegenden Nachweise wurden gezeigt, sind echt und erfüllen die Anforderungen.',
    parts_withheld:
      'Nicht alle zugrunde liegenden Nachweise wurden gezeigt, oder ihre Liste wurde nicht ganz gezeigt.',
    part_altered: 'Ein gezeigter Nachweis weicht von dem genannten ab und wurde nicht bestätigt.',
    part_reshaped: 'Ein gezeigter Nachweis ist echt, weicht aber von der genannten Fassung ab.',
    part_open: 'Es ließ sich nicht vollständig prüfen, ob alle zugrunde liegenden Nachweise zählen.',
    person_unknown:
      'Einige Nachweise nennen ihren Inhaber mit einer Adresse oder deren Hash; zum Vergleich fehlen Adressen der Person.',
    part_not_verified: 'Ein zugrunde liegender Nachweis wurde nicht bestätigt.',
    part_withdrawn: 'Ein zugrunde liegender Nachweis wurde von seinem Aussteller zurückgezogen.',
    part_forged: 'Die Signatur eines zugrunde liegenden Nachweises ist nicht gültig.',
    part_lost: 'Ein Nachweis, der gültig bleiben muss, ist abgelaufen oder wurde zurückgezogen.',
    part_of_itself: 'Dieser Nachweis wird selbst als einer der zugrunde liegenden Nachweise genannt.',
    part_contradicted: 'Ein zugrunde liegender Nachweis passt nicht zu seinen eigenen Teilen.',
    pathway_unmet: 'Die zugrunde liegenden Nachweise erfüllen die Anforderungen nicht.',
    pathway_withheld: 'Die Anforderungen lagen nicht vor, daher ließ sich nicht prüfen, ob sie erfüllt sind.',
    pathway_foreign: 'Dieser Nachweis nennt andere Anforderungen als die vorgelegten.',
    pathway_altered:
      'Die vorgelegten Anforderungen weichen von denen ab, mit denen dieser Nachweis signiert wurde.',
    award_differs: 'Die Anforderungen gehören zu einer anderen Leistung als der verliehenen.',
    no_parts: 'Dieser Nachweis nennt keine Nachweise, auf denen er beruht.',
    undated: 'Dieser Nachweis hat kein Anfangsdatum, daher ließen sich seine Teile nicht beurteilen.',
    limit_exceeded: 'Dieser Nachweis beruht auf mehr Nachweisen oder Ebenen, als hier geprüft werden können.',
  },
  fr: {
    stack_proven:
      'Toutes les attestations à la base de celle-ci ont été présentées, sont authentiques et remplissent les exigences.',
    parts_withheld:
      'Toutes les attestations à la base de celle-ci n’ont pas été présentées, ou leur liste ne l’a pas été en entier.',
    part_altered: 'Une attestation présentée diffère de celle qui est nommée et n’est pas vérifiée.',
    part_reshaped: 'Une attestation présentée est authentique, mais diffère de la version qui est nommée.',
    part_open:
      'Impossible de vérifier entièrement si toutes les attestations à la base de celle-ci comptent.',
    person_unknown:
      'Des attestations nomment leur titulaire par une adresse ou son empreinte ; il manque des adresses de la personne pour comparer.',
    part_not_verified: 'Une attestation à la base de celle-ci n’est pas vérifiée.',
    part_withdrawn: 'Une attestation à la base de celle-ci a été retirée par son émetteur.',
    part_forged: 'La signature d’une attestation à la base de celle-ci n’est pas valide.',
    part_lost: 'Une attestation qui doit rester valable a expiré ou a été retirée.',
    part_of_itself: 'Cette attestation est nommée parmi celles sur lesquelles elle repose.',
    part_contradicted: 'Une attestation à la base de celle-ci ne correspond pas à ses propres éléments.',
    pathway_unmet: 'Les attestations à la base de celle-ci ne remplissent pas les exigences.',
    pathway_withheld:
      'Les exigences n’ont pas été fournies ; on ne peut donc pas vérifier qu’elles sont remplies.',
    pathway_foreign: 'Cette attestation nomme d’autres exigences que celles qui ont été fournies.',
    pathway_altered:
      'Les exigences fournies diffèrent de celles avec lesquelles cette attestation a été signée.',
    award_differs: 'Les exigences appartiennent à un autre accomplissement que celui qui est décerné.',
    no_parts: 'Cette attestation ne nomme aucune attestation sur laquelle elle repose.',
    undated: 'Cette attestation n’a pas de date de début ; ses éléments n’ont donc pas pu être jugés.',
    limit_exceeded:
      'Cette attestation repose sur plus d’attestations ou de niveaux qu’on ne peut en vérifier ici.',
  },
}
