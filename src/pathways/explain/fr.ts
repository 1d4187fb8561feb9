/** French. */
import type { ExplainSentences } from './en.js'

export const fr: ExplainSentences = {
  pathway_met: 'Toutes les exigences sont remplies.',
  pathway_unmet: 'Certaines exigences ne sont pas encore remplies.',
  pathway_unknown: 'On ne sait pas encore si toutes les exigences sont remplies.',
  limit_exceeded:
    'Il y a trop de combinaisons pour toutes les vérifier ; le résultat n’est donc pas certain.',
  waived: 'Dispense accordée pour l’exigence {name}.',
  missing_one: 'Il manque encore : {name}.',
  missing_any: 'Il manque encore un badge.',
  missing_badges: 'Il manque encore {count} badges pour {name}.',
  missing_any_badges: 'Il manque encore {count} badges.',
  missing_skill: 'Il manque encore un badge pour la compétence {name}.',
  missing_credits: 'Il manque encore {count} {unit} pour {name}.',
  missing_only_credits: 'Il manque encore {count} {unit}.',
  not_least: 'Il existe peut-être un chemin plus court.',
  no_completion: 'Aucun autre badge ne peut compléter ce parcours, car chaque badge ne compte qu’une fois.',
  shortage:
    '{count} exigences se partagent trop peu de badges : {badges}. Chaque badge ne compte qu’une fois.',
  too_few_groups: 'Les badges pour {name} viennent de trop peu de groupes.',
  not_the_same: 'Les badges pour {name} ne sont pas tous dans la même langue ou du même émetteur.',
  unsupported: 'Les badges seuls ne permettent pas de savoir si l’exigence {name} est remplie.',
  open_badge: 'Le badge {name} compterait si sa vérification pouvait être achevée.',
  other_person: 'Le badge {name} a été attribué à une autre personne.',
  person_unknown: 'Impossible de vérifier si le badge {name} a été attribué à cette personne.',
  not_verified: 'Le badge {name} n’a pas pu être vérifié.',
  withdrawn: 'L’émetteur a retiré le badge {name}.',
  expired: 'Le badge {name} a expiré.',
  not_yet_valid: 'Le badge {name} n’est pas encore valable.',
  trust_unknown: 'Il n’a pas été vérifié si l’émetteur du badge {name} est digne de confiance.',
  foreign_issuer: 'Le badge {name} ne compte pas ici, car il vient d’un autre émetteur.',
  not_completed: 'Le badge {name} concerne quelque chose qui n’a pas été terminé.',
  result_too_low: 'Le badge {name} ne montre pas le résultat nécessaire.',
  too_old: 'Le badge {name} a été attribué il y a trop longtemps.',
  other_version: 'Le badge {name} correspond à une autre version de la réalisation.',
  unit_unknown: 'Les crédits du badge {name} n’ont pas d’unité qui compte ici.',
  unreadable: 'Un badge n’a pas pu être lu entièrement ; il n’est donc pas certain qu’il compte.',
  version_unknown:
    'Il y a plusieurs versions du badge {name} avec les mêmes dates ; il n’est donc pas certain laquelle est la plus récente.',
  report_too_old: 'Le badge {name} a été vérifié il y a trop longtemps.',
  parts_withheld:
    'Le badge {name} n’est pas montré en entier, et ce qui manque pourrait changer sa valeur ici.',
  order_unsigned:
    'La signature du badge {name} ne couvre pas l’ordre des résultats ; on ne sait donc pas si son résultat suffit.',
  unnamed: 'sans nom',
  one_of: 'l’un de {names}',
  more: '{names} et {count} autres',
}
