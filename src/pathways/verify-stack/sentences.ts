/** What each level's reason says to people, in the languages of the report: at most 25 words each. */
import type { Language } from '../../verify/messages/message-writer.js'
import type { StackCode } from './report.js'

export function stackSentence(code: StackCode, language: Language): string {
  return STACK_SENTENCES[language][code]
}

export const STACK_SENTENCES: Readonly<Record<Language, Readonly<Record<StackCode, string>>>> = {
  en: {
    stack_proven: 'All badges that it rests on were shown, are genuine, and meet its requirements.',
    parts_withheld: 'Some of the badges that it rests on were not shown.',
    part_altered: 'A badge that was shown is not the one that it names, and is not verified.',
    part_reshaped: 'A genuine badge was shown in another version than the one that it names.',
    part_open: 'It could not be fully checked whether a badge that it rests on counts.',
    part_not_verified: 'A badge that it rests on is not verified.',
    part_withdrawn: 'A badge that it rests on has been withdrawn by its issuer.',
    part_forged: 'The signature of a badge that it rests on does not hold.',
    part_lost: 'A badge that must remain valid has expired or was withdrawn.',
    part_of_itself: 'It counts itself among the badges that it rests on.',
    part_contradicted: 'A credential that it rests on does not hold by its own badges.',
    pathway_unmet: 'The badges that it rests on do not meet its requirements.',
    pathway_withheld: 'Its requirements were not given, so nobody could check whether the badges meet them.',
    pathway_foreign: 'It names other requirements than those that were given.',
    pathway_altered: 'The requirements that were given are not those that it was signed with.',
    award_differs: 'Its requirements belong to another achievement than the one that it awards.',
    no_parts: 'It names no badges that it rests on.',
    undated: 'It does not say since when it holds, so its badges could not be judged.',
    limit_exceeded: 'It rests on more badges, or more levels of them, than are checked here.',
  },
  de: {
    stack_proven:
      'Alle zugrunde liegenden Nachweise wurden gezeigt, sind echt und erfüllen die Anforderungen.',
    parts_withheld: 'Einige der zugrunde liegenden Nachweise wurden nicht gezeigt.',
    part_altered: 'Ein gezeigter Nachweis ist nicht der genannte und wurde nicht bestätigt.',
    part_reshaped: 'Ein echter Nachweis wurde in einer anderen Fassung gezeigt als der genannten.',
    part_open: 'Es ließ sich nicht vollständig prüfen, ob ein zugrunde liegender Nachweis zählt.',
    part_not_verified: 'Ein zugrunde liegender Nachweis wurde nicht bestätigt.',
    part_withdrawn: 'Ein zugrunde liegender Nachweis wurde von seinem Aussteller zurückgezogen.',
    part_forged: 'Die Signatur eines zugrunde liegenden Nachweises stimmt nicht.',
    part_lost: 'Ein Nachweis, der gültig bleiben muss, ist abgelaufen oder wurde zurückgezogen.',
    part_of_itself: 'Er zählt sich selbst zu den Nachweisen, auf denen er beruht.',
    part_contradicted: 'Ein zugrunde liegender Nachweis wird von seinen eigenen Teilen nicht getragen.',
    pathway_unmet: 'Die zugrunde liegenden Nachweise erfüllen die Anforderungen nicht.',
    pathway_withheld: 'Die Anforderungen lagen nicht vor, daher ließ sich nicht prüfen, ob sie erfüllt sind.',
    pathway_foreign: 'Er nennt andere Anforderungen als die vorgelegten.',
    pathway_altered: 'Die vorgelegten Anforderungen sind nicht die, mit denen er signiert wurde.',
    award_differs: 'Seine Anforderungen gehören zu einer anderen Leistung als der verliehenen.',
    no_parts: 'Er nennt keine Nachweise, auf denen er beruht.',
    undated: 'Er sagt nicht, seit wann er gilt, daher ließen sich seine Teile nicht beurteilen.',
    limit_exceeded: 'Er beruht auf mehr Nachweisen oder Ebenen, als hier geprüft werden.',
  },
  fr: {
    stack_proven:
      'Toutes les attestations sur lesquelles elle repose ont été présentées, sont authentiques et remplissent les exigences.',
    parts_withheld: 'Certaines des attestations sur lesquelles elle repose n’ont pas été présentées.',
    part_altered: 'Une attestation présentée n’est pas celle qui est nommée et n’est pas vérifiée.',
    part_reshaped:
      'Une attestation authentique a été présentée dans une autre version que celle qui est nommée.',
    part_open: 'Impossible de vérifier entièrement si une attestation sur laquelle elle repose compte.',
    part_not_verified: 'Une attestation sur laquelle elle repose n’est pas vérifiée.',
    part_withdrawn: 'Une attestation sur laquelle elle repose a été retirée par son émetteur.',
    part_forged: 'La signature d’une attestation sur laquelle elle repose ne tient pas.',
    part_lost: 'Une attestation qui doit rester valable a expiré ou a été retirée.',
    part_of_itself: 'Elle se compte elle-même parmi les attestations sur lesquelles elle repose.',
    part_contradicted:
      'Une attestation sur laquelle elle repose n’est pas soutenue par ses propres éléments.',
    pathway_unmet: 'Les attestations sur lesquelles elle repose ne remplissent pas les exigences.',
    pathway_withheld:
      'Les exigences n’ont pas été fournies ; on ne peut donc pas vérifier qu’elles sont remplies.',
    pathway_foreign: 'Elle nomme d’autres exigences que celles qui ont été fournies.',
    pathway_altered: 'Les exigences fournies ne sont pas celles avec lesquelles elle a été signée.',
    award_differs: 'Ses exigences appartiennent à un autre accomplissement que celui qui est décerné.',
    no_parts: 'Elle ne nomme aucune attestation sur laquelle elle repose.',
    undated: 'Elle ne dit pas depuis quand elle vaut ; ses éléments n’ont donc pas pu être jugés.',
    limit_exceeded: 'Elle repose sur plus d’attestations ou de niveaux qu’on n’en vérifie ici.',
  },
}
