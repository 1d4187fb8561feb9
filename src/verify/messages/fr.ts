/** The French messages. */
import type { NamedSentences, Sentences } from './en.js'
import { writerOf } from './write-message.js'

export const fr: Sentences = {
  well_formed: 'Le fichier contient une attestation bien formée.',
  kind_unexpected:
    'C’est une autre sorte d’attestation que celle qui est demandée. Remettez la sorte demandée.',
  structure_invalid:
    'L’attestation enfreint une règle de son format. Elle a peut-être été mal faite ou modifiée. Demandez à son émetteur.',
  schema_mismatch: 'L’attestation ne respecte pas les règles supplémentaires qu’elle indique elle-même.',
  schema_unavailable:
    'L’attestation indique des règles supplémentaires impossibles à récupérer ; elles n’ont pas été vérifiées. Réessayez plus tard.',
  related_resource_changed:
    'L’attestation nomme un document avec son empreinte ; celui qui a été utilisé ici a une autre empreinte.',
  related_resource_unknown:
    'L’attestation nomme un document avec son empreinte, qui n’a pas pu être comparée ici.',
  input_too_large:
    'Le fichier est plus grand que ce que cette vérification accepte. Demandez-en un plus petit.',
  limit_exceeded:
    'Le contenu est plus imbriqué, plus long ou plus complexe que ce que cette vérification accepte.',
  json_invalid:
    'Le texte ressemble à du JSON, mais il est abîmé ou contient deux fois un champ. Demandez le fichier d’origine.',
  encoding_invalid: 'Le texte n’est pas en UTF-8 et ne peut pas être lu sans risque.',
  byte_order_mark:
    'Le texte commence par une marque d’ordre des octets, interdite ici. Enregistrez-le en UTF-8 simple.',
  image_invalid: 'L’image est abîmée, ou le badge n’y est pas rangé selon la norme.',
  image_empty: 'L’image ne contient pas de badge. C’est peut-être une copie ; demandez le fichier d’origine.',
  image_credentials_differ:
    'L’image contient deux badges différents, aux octets {offset} et {otherOffset}. On ne sait pas lequel compte.',
  file_type_other:
    'C’est un fichier {type}, qui ne peut contenir de badge. Demandez l’image PNG ou SVG d’origine, ou le fichier JSON.',
  unrecognised:
    'Ce n’est ni un badge ni une autre attestation que nous connaissons. Remettez le fichier PNG, SVG ou JSON du badge.',
  file_name: 'C’est le nom d’un fichier, et non son contenu. Lisez le fichier et remettez ce qu’il contient.',
  json_unrecognised:
    'C’est du JSON, mais ni un badge ni une autre attestation que nous connaissons. Remettez le fichier entier du badge.',
  open_badge_2:
    'C’est un ancien Open Badge (version 2.0). Le site de son émetteur doit le confirmer ; nous vérifions la version 3.0.',
  open_badge_1: 'C’est un très ancien Open Badge (version 1). Nous vérifions la version 3.0.',
  european_learning_model:
    'C’est une attestation numérique européenne, avec son propre sceau ; nous vérifions les Open Badges 3.0.',
  blockcerts:
    'C’est un certificat Blockcerts, ancré dans une chaîne de blocs ; utilisez un vérificateur Blockcerts.',
  sd_jwt: 'C’est un SD-JWT, mais pas un W3C Verifiable Credential. Cette vérification ne le couvre pas.',
  envelope_unsupported:
    'L’attestation a une forme que cette vérification ne couvre pas. Demandez-la sous une autre forme.',
  presentation_jwt: 'C’est une présentation sous une forme que cette vérification ne couvre pas.',
  credential_list:
    'C’est une liste d’attestations sans signature commune. Chaque attestation a été vérifiée séparément.',
  web_address: 'C’est une adresse web, pas un badge. Téléchargez le fichier du badge et remettez-le.',
  html_page: 'C’est une page web, pas un badge. Téléchargez-y le fichier du badge et remettez-le.',

  signature_valid: 'La signature est valide : rien n’a été modifié après la signature.',
  signature_partial:
    'La signature est valide pour les parties montrées. Le titulaire a pu omettre d’autres parties.',
  parts_withheld: 'Le titulaire a pu omettre cette partie de l’attestation : elle n’est pas connue.',
  proof_base: 'Cette copie est réservée à son titulaire. Demandez-lui une copie faite pour être montrée.',
  signature_invalid:
    'La signature ne correspond pas au contenu, qui a peut-être été modifié ou abîmé. Demandez l’original.',
  text_damaged: 'Un programme a abîmé des caractères comme ü ou ®. Demandez le fichier d’origine.',
  proof_missing:
    'L’attestation n’a pas de signature ; son émetteur n’est donc pas prouvé. Demandez l’original signé.',
  presentation_unsigned:
    'La présentation n’a pas de signature. Chaque attestation qu’elle contient a été vérifiée séparément.',
  proof_malformed: 'Les indications de la signature sont mal formées.',
  proof_limit: 'L’attestation a plus de signatures que cette vérification n’en accepte.',
  proof_unsupported:
    'L’attestation est signée d’une façon que cette vérification ne connaît pas. Demandez-la sous une autre forme.',
  proof_not_accepted: 'L’attestation est signée d’une façon que vous n’acceptez pas.',
  proof_value_malformed: 'La signature elle-même est mal formée.',
  proof_context_mismatch: 'La signature a été faite pour une autre version du vocabulaire.',
  proof_expired: 'La signature a expiré. Demandez-en une nouvelle.',
  proof_not_yet_valid: 'La date de la signature est dans le futur.',
  proof_purpose_mismatch: 'La signature a été faite dans un autre but.',
  domain_mismatch:
    'La présentation a été faite pour quelqu’un d’autre. Demandez une présentation qui vous soit destinée.',
  challenge_mismatch:
    'La présentation a été faite pour une autre demande que la vôtre. Demandez une nouvelle présentation.',
  challenge_missing:
    'Le fichier ne répond pas à un défi de votre part : c’est peut-être une copie ou une ancienne présentation.',
  proof_id_duplicate: 'Deux signatures ont le même identifiant.',
  previous_proof_missing: 'Une signature renvoie à une signature antérieure absente.',
  previous_proof_cycle: 'Les signatures renvoient l’une à l’autre en cercle.',
  previous_proof_failed: 'Une signature renvoie à une signature antérieure qui n’est pas valide.',
  key_mismatch: 'La clé ne convient pas à ce type de signature.',
  key_invalid: 'La clé de signature est faible ou mal formée.',
  controller_invalid: 'Le document de clés de l’émetteur est mal formé ou n’autorise pas cette clé à signer.',
  key_revoked: 'L’émetteur a révoqué la clé de signature ; la signature ne compte plus.',
  key_expired: 'La clé de signature a expiré.',
  key_removed:
    'Le document de clés de l’émetteur ne mentionne pas cette clé ; elle a peut-être été retirée. Demandez à l’émetteur.',
  values_contradict: 'Deux parties de même identifiant se contredisent. On ne sait pas laquelle compte.',
  jsonld_unsafe: 'Une partie du contenu n’a pas de sens défini ; la signature ne peut pas la couvrir.',
  jsonld_invalid: 'Le vocabulaire de l’attestation est contradictoire ou mal formé.',
  document_unknown:
    'Un document nécessaire à la vérification manque, et il n’était pas permis de le récupérer.',
  document_refused:
    'Un document nécessaire à la vérification se trouve à une adresse que nous ne consultons pas.',
  part_unavailable:
    'Une partie de ce vérificateur n’a pas pu être chargée ; ceci n’a donc pas été vérifié. Réessayez.',
  document_unavailable:
    'Un document nécessaire à la vérification n’a pas pu être récupéré. Réessayez plus tard.',
  jwt_malformed: 'Le texte signé est abîmé et illisible. Demandez l’original.',
  jwt_unsecured: 'Le texte a la forme d’un texte signé, mais ne porte aucune signature.',
  jwt_algorithm_refused: 'Le texte est protégé par un secret partagé, ce qui ne prouve rien aux autres.',
  jwt_unsupported: 'Le texte signé emploie une méthode que cette vérification ne connaît pas.',
  jwt_critical: 'Le texte signé exige une particularité que cette vérification ne connaît pas.',
  jwt_type_mismatch: 'Le texte signé n’est pas une attestation.',
  jwt_claim_missing: 'Il manque au texte signé une indication que la norme exige.',
  jwt_claim_malformed: 'Une indication du texte signé est mal formée.',
  jwt_claim_mismatch: 'Le texte signé contredit l’attestation qu’il contient.',
  jwt_version_mismatch: 'Le texte signé mélange deux versions de la norme.',
  jwt_expired: 'La signature a expiré. Demandez-en une nouvelle.',
  jwt_not_yet_valid: 'La date de la signature est dans le futur.',
  issuer_missing: 'L’attestation ne nomme aucun émetteur.',
  key_missing: 'Le texte signé ne dit pas quelle clé l’a signé.',
  key_private: 'Le texte signé contient une clé privée : n’importe qui a pu le signer.',
  key_shared: 'La clé de signature est celle de tout le site ; d’autres pourraient aussi l’y utiliser.',
  check_failed: 'Cette vérification n’a pas pu être faite. Réessayez.',

  key_bound: 'La clé de signature appartient à l’émetteur nommé dans l’attestation.',
  key_not_bound:
    'La clé de signature n’appartient pas à l’émetteur nommé. Une autre personne a peut-être signé. Demandez à l’émetteur.',
  key_binding_unknown:
    'Nous n’avons pas pu établir si la clé de signature appartient à l’émetteur nommé. Réessayez plus tard.',
  holder_bound: 'Le titulaire a signé la présentation.',
  holder_not_bound: 'La présentation n’a pas été signée avec une clé du titulaire qu’elle nomme.',
  holder_absent: 'La présentation ne nomme aucun titulaire.',

  in_force: 'L’attestation est dans sa période de validité.',
  expired: 'L’attestation est authentique, mais elle a expiré le {date}. Demandez-en une renouvelée.',
  not_yet_valid: 'L’attestation est authentique, mais valable seulement à partir du {date}.',
  dates_invalid: 'Les dates de l’attestation manquent ou sont mal formées. Demandez à son émetteur.',
  no_dates: 'Une présentation n’a pas de dates.',

  not_revoked: 'L’émetteur n’a pas retiré l’attestation.',
  revoked: 'L’émetteur a retiré l’attestation. Ne vous y fiez pas.',
  suspended: 'L’émetteur a suspendu l’attestation pour le moment. Vérifiez à nouveau plus tard.',
  no_status: 'L’émetteur ne publie pas si l’attestation est retirée.',
  no_withdrawal_status: 'L’émetteur publie un statut de l’attestation, mais pas si elle est retirée.',
  status_unavailable:
    'Impossible de vérifier si l’émetteur a retiré l’attestation : sa liste n’était pas disponible.',
  status_list_invalid:
    'La liste d’attestations retirées n’est pas valide ; le statut n’est donc pas connu. Demandez à l’émetteur.',
  status_list_untrusted: 'La liste d’attestations retirées ne vient pas de l’émetteur.',
  status_entry_invalid: 'Le renvoi à la liste d’attestations retirées est mal formé.',
  status_unsupported:
    'L’émetteur publie les attestations retirées sous une forme que cette vérification ne connaît pas.',

  endorsements_valid: 'Toutes les recommandations contenues sont authentiques.',
  endorsements_partly:
    'Les recommandations sont authentiques. Celles qui ont expiré, ont été retirées ou concernent autre chose ne comptent pas.',
  no_endorsement_counts:
    'Il n’y a pas de recommandation valable de cette attestation, de sa réussite ou de son émetteur.',
  endorsements_failed: 'Une recommandation contenue n’est pas vérifiée.',
  endorsements_unknown: 'Une recommandation contenue n’a pas pu être vérifiée.',
  no_endorsements: 'L’attestation ne contient pas de recommandations.',
  credentials_valid: 'Toutes les attestations contenues sont authentiques.',
  credentials_partly:
    'Toutes les attestations contenues sont authentiques. Celles qui ont expiré ou ont été retirées ne comptent pas.',
  credentials_failed: 'Une attestation contenue n’est pas vérifiée.',
  credentials_unknown: 'Une attestation contenue n’a pas pu être vérifiée.',
  record_of_other: 'Une attestation de ce relevé a été délivrée à quelqu’un d’autre.',
  no_credentials: 'La présentation ne contient pas d’attestation.',
  credentials_apart: 'Chaque attestation contenue a son propre résultat.',

  recipient_matches: 'L’attestation a été délivrée à la personne que vous avez nommée.',
  recipient_differs: 'L’attestation a été délivrée à une autre personne que celle que vous avez nommée.',
  recipient_unknown: 'Impossible de vérifier à qui l’attestation a été délivrée. Demandez à l’émetteur.',
  recipient_not_asked: 'Vous n’avez pas demandé à qui l’attestation a été délivrée.',

  issuer_trusted: 'L’émetteur figure sur votre liste.',
  issuer_not_listed:
    'La signature est valide, mais cet émetteur ne figure pas sur votre liste. Ajoutez-le si vous lui faites confiance.',
  trust_unknown: 'Nous n’avons pas pu établir si l’émetteur figure sur votre liste. Réessayez plus tard.',
  trust_not_asked: 'Vous n’avez pas donné de liste d’émetteurs de confiance.',

  not_reached: 'Non vérifié, car une vérification précédente n’a pas réussi.',

  required_skipped: 'La vérification « {check} », que vous exigez, ne s’applique pas à cette attestation.',
  nonconforming: 'Un détail s’écarte de la norme ; cela ne change pas le résultat.',
  proof_warning: 'Un détail de la signature s’écarte de l’usage actuel ; cela ne change pas le résultat.',
  image_warning: 'Un détail de l’enregistrement du badge dans l’image s’écarte de la norme.',
  other_proof_failed: 'L’attestation a une autre signature, qui n’est pas valide ou n’a pas été vérifiée.',
  subject_unidentified: 'L’attestation ne dit pas à qui elle a été délivrée.',
  schema_not_checked:
    'L’attestation indique des règles supplémentaires d’un genre que cette vérification ne connaît pas.',
  related_resource_not_checked:
    'L’attestation nomme un autre document qui lui appartient ; cette vérification ne l’a pas lu.',
  status_message: 'L’émetteur a joint une remarque au statut de l’attestation.',
  status_refresh: 'L’émetteur indique qu’une version plus récente existe.',
  status_other: 'L’émetteur a posé un statut dont cette vérification ne connaît pas le but.',
  refreshed: 'Une version plus récente a été récupérée chez l’émetteur. Ce rapport porte sur cette version.',
  refresh_failed: 'L’émetteur propose des versions plus récentes, mais aucune n’a pu être récupérée.',
  refresh_refused:
    'La version récente de l’émetteur n’est pas vérifiée. Ce rapport porte sur la version remise.',
  record_person_unknown:
    'Impossible de vérifier si une attestation de ce relevé a été délivrée à la même personne.',
  part_lapsed: 'Une attestation de ce relevé a expiré ou a été retirée ; elle ne compte pas.',
  stack_contradicted: 'Les attestations à la base de celle-ci la contredisent. Ne vous y fiez pas.',
  association_dangling: 'Le relevé relie des réalisations, mais ne les contient pas toutes.',
  association_cycle: 'Dans le relevé, une réalisation fait partie d’elle-même.',
  presentation_unchallenged:
    'La présentation a été vérifiée sans défi : c’est peut-être une copie. Elle ne prouve pas qui la présente.',
  presented_by_other:
    'Le titulaire qui présente cette attestation n’est pas la personne à qui elle a été délivrée.',
  unwrapped: 'L’attestation se trouvait dans d’autres données ; seule l’attestation a été vérifiée.',
  creator_other:
    'Quelqu’un d’autre a défini la réussite. Ce rapport ne montre pas que l’émetteur peut l’attester. Demandez à son auteur.',
  endorsement_lapsed: 'Une recommandation a expiré ou a été retirée ; elle ne compte pas.',
  endorsement_elsewhere:
    'Une recommandation concerne quelque chose qui ne figure pas dans cette attestation.',
}

/** Sentences that name the faulty member or document. */
const frNamed: NamedSentences = {
  'unrecognised/empty': 'Le fichier est vide. Remettez le fichier PNG, SVG ou JSON du badge.',
  'unrecognised/base64':
    'C’est un fichier en base64. Décodez-le et remettez le fichier PNG, SVG ou JSON du badge.',
  'unrecognised/form':
    'C’est le contenu d’un formulaire web. Remettez seulement le fichier du badge qu’il contient.',
  'unrecognised/image-text':
    'Cette image a été lue comme du texte, ce qui la détruit. Remettez le fichier lui-même.',
  'unrecognised/quoted':
    'C’est du JSON dans un texte entre guillemets. Remettez le JSON lui-même, sans les guillemets autour.',
  'unrecognised/secret-key':
    'C’est une clé secrète. Ne la donnez à personne : qui la possède peut signer au nom de son propriétaire. Remettez le fichier du badge.',
  'json_unrecognised/secret-key':
    'C’est une clé secrète. Ne la donnez à personne : qui la possède peut signer au nom de son propriétaire. Remettez le fichier du badge.',
  kind_unexpected:
    'Cette attestation est de la sorte {kind}, mais {kinds} est demandé. Remettez la sorte demandée.',
  nonconforming: 'L’indication à {pointer} s’écarte de la norme ({code}) ; cela ne change pas le résultat.',
  'nonconforming/below_pass_mark':
    'Le résultat à {pointer} est inférieur à celui qui est exigé. Les niveaux et les valeurs permises vont du plus bas au plus haut.',
  values_contradict:
    '« {term} » à {place} est « {other} », mais ailleurs « {one} ». On ne sait pas quelle valeur compte.',
  jsonld_unsafe: '« {term} » à {place} n’y a pas de sens clair ; la signature ne peut donc pas le couvrir.',
  jwt_claim_malformed:
    '« {term} » dans le texte signé est mal formé. Demandez à l’émetteur une attestation correcte.',
  jwt_claim_mismatch: 'Le texte signé et l’attestation qu’il contient se contredisent sur « {term} ».',
  document_unknown:
    'Un document nécessaire à cette vérification, {url}, n’est pas disponible, et son chargement n’était pas permis.',
  status_unavailable:
    'Impossible de vérifier si l’émetteur a retiré l’attestation : sa liste, {url}, n’était pas disponible. Réessayez plus tard.',
  document_unavailable:
    'Un document nécessaire à cette vérification, {url}, n’a pas pu être chargé. Réessayez plus tard.',
}

export const writer = /* @__PURE__ */ writerOf({ locale: 'fr-FR', sentences: fr, named: frNamed })
