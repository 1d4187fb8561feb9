/** Every sentence in German. */
import type { NamedSentences, Sentences } from './en.js'
import { writerOf } from './write-message.js'

export const de: Sentences = {
  well_formed: 'Die Datei enthält einen wohlgeformten Nachweis.',
  kind_unexpected: 'Das ist eine andere Art von Nachweis als die verlangte. Reichen Sie diese ein.',
  structure_invalid:
    'Der Nachweis verletzt eine Regel seines Formats; er wurde fehlerhaft erstellt oder verändert. Fragen Sie den Aussteller.',
  schema_mismatch: 'Der Nachweis erfüllt die zusätzlichen Regeln nicht, die er selbst nennt.',
  schema_unavailable:
    'Der Nachweis nennt zusätzliche Regeln, die nicht abrufbar waren; sie wurden nicht geprüft. Versuchen Sie es später noch einmal.',
  related_resource_changed:
    'Der Nachweis legt ein Dokument durch seine Prüfsumme fest; hier wurde ein anderes verwendet.',
  related_resource_unknown:
    'Der Nachweis legt ein Dokument durch seine Prüfsumme fest, die hier nicht verglichen werden konnte.',
  input_too_large: 'Die Datei ist größer, als diese Prüfung annimmt. Bitten Sie um eine kleinere.',
  limit_exceeded: 'Der Inhalt ist tiefer verschachtelt, länger oder verwickelter, als diese Prüfung annimmt.',
  json_invalid:
    'Der Text sieht wie JSON aus, ist aber beschädigt oder sagt dasselbe zweimal. Bitten Sie um die Originaldatei.',
  encoding_invalid: 'Der Text ist nicht in UTF-8 und kann nicht sicher gelesen werden.',
  byte_order_mark:
    'Der Text beginnt mit einer Byte-Reihenfolge-Marke, die hier nicht erlaubt ist. Speichern Sie ihn als reines UTF-8.',
  image_invalid: 'Das Bild ist beschädigt, oder das Badge ist darin nicht nach dem Standard gespeichert.',
  image_empty: 'Das Bild enthält kein Badge. Vielleicht ist es eine Kopie; bitten Sie um die Originaldatei.',
  image_credentials_differ:
    'Das Bild enthält zwei verschiedene Abzeichen, bei Byte {offset} und {otherOffset}; niemand kann sagen, welches gilt.',
  file_type_other:
    'Das ist eine {type}-Datei, die kein Abzeichen enthalten kann. Bitten Sie um das ursprüngliche PNG- oder SVG-Bild oder die JSON-Datei.',
  unrecognised:
    'Das ist weder ein Badge noch ein anderer Nachweis, den wir kennen. Reichen Sie die PNG-, SVG- oder JSON-Datei des Badges ein.',
  file_name:
    'Das ist der Name einer Datei, nicht ihr Inhalt. Öffnen Sie die Datei und reichen Sie ihren Inhalt ein.',
  json_unrecognised:
    'Das ist JSON, aber kein Badge und kein anderer Nachweis, den wir kennen. Reichen Sie die ganze Datei des Badges ein.',
  open_badge_2:
    'Das ist ein älteres Open Badge (Version 2.0). Die Website des Ausstellers muss es bestätigen; hier wird Version 3.0 geprüft.',
  open_badge_1: 'Das ist ein sehr altes Open Badge (Version 1). Hier wird Version 3.0 geprüft.',
  european_learning_model:
    'Das ist ein europäischer digitaler Nachweis mit eigenem Siegel; hier werden Open Badges 3.0 geprüft.',
  blockcerts:
    'Das ist ein Blockcerts-Zertifikat. Es ist in einer Blockchain verankert; benutzen Sie einen Blockcerts-Prüfer.',
  sd_jwt:
    'Das ist ein SD-JWT in einem anderen Vokabular als dem der Verifiable Credentials, das diese Prüfung nicht abdeckt.',
  envelope_unsupported:
    'Der Nachweis steckt in einer Form, die diese Prüfung nicht abdeckt. Bitten Sie um eine andere Form.',
  presentation_jwt: 'Das ist eine Präsentation in einer Form, die diese Prüfung nicht abdeckt.',
  credential_list:
    'Das ist eine Liste von Nachweisen, die niemand als Ganzes signiert hat. Jeder wurde für sich geprüft.',
  web_address:
    'Das ist eine Webadresse, kein Badge. Laden Sie die Badge-Datei herunter und reichen Sie diese ein.',
  html_page:
    'Das ist eine Webseite, kein Badge. Laden Sie dort die Badge-Datei herunter und reichen Sie diese ein.',

  signature_valid: 'Die Signatur ist echt: Seit dem Signieren wurde nichts verändert.',
  signature_partial: 'Die Signatur ist echt für das Gezeigte. Anderes kann zurückgehalten worden sein.',
  parts_withheld: 'Dieser Teil des Nachweises kann zurückgehalten worden sein und ist daher nicht bekannt.',
  proof_base: 'Diese Fassung ist nur für die Person selbst. Bitten Sie sie um eine Fassung zum Vorzeigen.',
  signature_invalid:
    'Der Inhalt wurde nach dem Signieren verändert, oder die Datei ist beschädigt. Bitten Sie um das Original.',
  text_damaged:
    'Zeichen wie ü oder ® wurden unterwegs von einem Programm verfälscht. Bitten Sie um die Originaldatei.',
  proof_missing:
    'Der Nachweis trägt keine Signatur; niemand bürgt für ihn. Bitten Sie um das signierte Original.',
  presentation_unsigned:
    'Die Präsentation trägt keine Signatur. Jeder Nachweis darin wurde für sich geprüft.',
  proof_malformed: 'Die Angaben zur Signatur sind fehlerhaft.',
  proof_limit: 'Der Nachweis trägt mehr Signaturen, als diese Prüfung ansieht.',
  proof_unsupported:
    'Der Nachweis ist auf eine Weise signiert, die diese Prüfung nicht kennt. Bitten Sie um eine andere Form.',
  proof_not_accepted: 'Der Nachweis ist auf eine Weise signiert, die Sie nicht annehmen.',
  proof_value_malformed: 'Die Signatur selbst ist fehlerhaft geschrieben.',
  proof_context_mismatch: 'Die Signatur wurde für eine andere Fassung des Vokabulars erstellt.',
  proof_expired: 'Die Signatur ist abgelaufen. Bitten Sie um einen neuen Nachweis.',
  proof_not_yet_valid: 'Die Signatur trägt ein Datum in der Zukunft.',
  proof_purpose_mismatch: 'Die Signatur wurde für einen anderen Zweck erstellt.',
  domain_mismatch:
    'Die Präsentation wurde für jemand anderen erstellt. Bitten Sie um eine Präsentation für Sie.',
  challenge_mismatch:
    'Die Präsentation antwortet auf eine andere Frage als die gestellte. Bitten Sie um eine neue Präsentation.',
  challenge_missing:
    'Er beantwortet keine Anfrage, daher könnte eine Kopie oder eine alte Vorlage wiederverwendet werden.',
  proof_id_duplicate: 'Zwei Signaturen tragen denselben Namen.',
  previous_proof_missing: 'Eine Signatur verweist auf eine frühere, die fehlt.',
  previous_proof_cycle: 'Die Signaturen verweisen im Kreis aufeinander.',
  previous_proof_failed: 'Eine Signatur stützt sich auf eine frühere, die nicht gilt.',
  key_mismatch: 'Der Schlüssel ist von anderer Art als die Signatur.',
  key_invalid: 'Der Signaturschlüssel ist schwach oder fehlerhaft.',
  controller_invalid:
    'Das Schlüsseldokument des Ausstellers ist fehlerhaft oder erlaubt diesem Schlüssel das Signieren nicht.',
  key_revoked: 'Der Schlüssel der Signatur wurde vom Aussteller widerrufen; auf ihn ist kein Verlass mehr.',
  key_expired: 'Der Schlüssel der Signatur ist nach Angabe des Ausstellers abgelaufen.',
  key_removed:
    'Das Schlüsseldokument des Ausstellers führt den Schlüssel nicht; er wurde vielleicht entfernt. Fragen Sie den Aussteller.',
  values_contradict: 'Zwei Teile mit derselben Kennung widersprechen sich; niemand kann sagen, welcher gilt.',
  jsonld_unsafe:
    'Ein Teil des Inhalts hat keine festgelegte Bedeutung; die Signatur kann ihn nicht abdecken.',
  jsonld_invalid: 'Das Vokabular des Nachweises ist widersprüchlich oder fehlerhaft.',
  document_unknown: 'Ein für die Prüfung nötiges Dokument liegt nicht vor, und Abrufen war nicht erlaubt.',
  document_refused:
    'Ein für die Prüfung nötiges Dokument liegt an einer Adresse, von der wir nichts abrufen.',
  part_unavailable:
    'Ein Teil dieses Prüfprogramms ließ sich nicht laden; dies wurde daher nicht geprüft. Versuchen Sie es noch einmal.',
  document_unavailable:
    'Ein für die Prüfung nötiges Dokument war nicht abrufbar. Versuchen Sie es später noch einmal.',
  jwt_malformed: 'Der signierte Text ist beschädigt und nicht lesbar. Bitten Sie um das Original.',
  jwt_unsecured: 'Der Text hat die Form eines signierten, trägt aber keine Signatur.',
  jwt_algorithm_refused:
    'Der signierte Text benutzt ein Verfahren mit gemeinsamem Geheimnis, das anderen nichts beweist.',
  jwt_unsupported: 'Der signierte Text benutzt ein Verfahren, das diese Prüfung nicht kennt.',
  jwt_critical: 'Der signierte Text verlangt eine Eigenschaft, die diese Prüfung nicht kennt.',
  jwt_type_mismatch: 'Der signierte Text ist von anderer Art als ein Nachweis.',
  jwt_claim_missing: 'Dem signierten Text fehlt eine Angabe, die der Standard verlangt.',
  jwt_claim_malformed: 'Eine Angabe des signierten Textes ist fehlerhaft.',
  jwt_claim_mismatch: 'Der signierte Text widerspricht dem Nachweis, den er enthält.',
  jwt_version_mismatch: 'Der signierte Text vermischt zwei Fassungen des Standards.',
  jwt_expired: 'Die Signatur ist abgelaufen. Bitten Sie um einen neuen Nachweis.',
  jwt_not_yet_valid: 'Die Signatur trägt ein Datum in der Zukunft.',
  issuer_missing: 'Der Nachweis nennt keinen Aussteller.',
  key_missing: 'Der signierte Text sagt nicht, mit welchem Schlüssel er signiert wurde.',
  key_private: 'Der signierte Text verrät einen privaten Schlüssel; jeder könnte ihn signiert haben.',
  key_shared: 'Der Schlüssel gehört zur ganzen Website; auch andere könnten dort damit signieren.',
  check_failed: 'Die Prüfung selbst konnte nicht durchgeführt werden. Versuchen Sie es noch einmal.',

  key_bound: 'Der Signaturschlüssel gehört dem im Nachweis genannten Aussteller.',
  key_not_bound:
    'Der Signaturschlüssel gehört nicht dem genannten Aussteller. Es könnte eine Fälschung sein. Fragen Sie den Aussteller.',
  key_binding_unknown:
    'Wir konnten nicht klären, ob der Signaturschlüssel dem genannten Aussteller gehört. Versuchen Sie es später noch einmal.',
  holder_bound: 'Die Präsentation wurde von ihrem Inhaber signiert.',
  holder_not_bound: 'Die Präsentation wurde nicht von dem Inhaber signiert, den sie nennt.',
  holder_absent: 'Die Präsentation nennt keinen Inhaber.',

  in_force: 'Der Nachweis ist zum Prüfzeitpunkt gültig.',
  expired: 'Echt, aber abgelaufen am {date}. Bitten Sie um einen erneuerten.',
  not_yet_valid: 'Echt, aber erst gültig ab {date}.',
  dates_invalid: 'Die Datumsangaben fehlen oder sind fehlerhaft. Fragen Sie den Aussteller.',
  no_dates: 'Datumsangaben gibt es hier nicht.',

  not_revoked: 'Der Aussteller hat ihn nicht zurückgezogen.',
  revoked: 'Der Aussteller hat ihn zurückgezogen. Verlassen Sie sich nicht darauf.',
  suspended: 'Der Aussteller hat ihn vorläufig ausgesetzt. Fragen Sie später noch einmal.',
  no_status: 'Der Aussteller führt dafür keine Liste zurückgezogener Nachweise.',
  status_unavailable:
    'Wir konnten den Aussteller nicht fragen, ob er zurückgezogen wurde. Versuchen Sie es später noch einmal.',
  status_list_invalid:
    'Die Liste zurückgezogener Nachweise ist selbst nicht in Ordnung; wir können es nicht sagen. Fragen Sie den Aussteller.',
  status_list_untrusted: 'Die Liste zurückgezogener Nachweise stammt nicht vom Aussteller.',
  status_entry_invalid: 'Der Verweis auf die Liste zurückgezogener Nachweise ist fehlerhaft.',
  status_unsupported:
    'Der Aussteller führt seine Liste zurückgezogener Nachweise in einer Art, die diese Prüfung nicht kennt.',

  endorsements_valid: 'Alle enthaltenen Empfehlungen sind echt.',
  endorsements_partly:
    'Seine Empfehlungen sind echt. Abgelaufene, zurückgezogene und solche für anderes zählen nicht.',
  no_endorsement_counts:
    'Es trägt keine gültige Empfehlung für diesen Nachweis, seine Leistung oder seinen Aussteller.',
  endorsements_failed: 'Eine enthaltene Empfehlung ist nicht in Ordnung.',
  endorsements_unknown: 'Eine enthaltene Empfehlung konnte nicht geprüft werden.',
  no_endorsements: 'Er enthält keine Empfehlungen.',
  credentials_valid: 'Alle enthaltenen Nachweise sind echt.',
  credentials_partly: 'Alle enthaltenen Nachweise sind echt. Abgelaufene und zurückgezogene zählen nicht.',
  credentials_failed: 'Ein enthaltener Nachweis ist nicht in Ordnung.',
  credentials_unknown: 'Ein enthaltener Nachweis konnte nicht geprüft werden.',
  record_of_other: 'Ein Nachweis in dieser Sammlung wurde jemand anderem ausgestellt.',
  no_credentials: 'Es ist kein Nachweis enthalten.',
  credentials_apart: 'Jeder Nachweis darin hat sein eigenes Ergebnis.',

  recipient_matches: 'Er wurde für die von Ihnen genannte Person ausgestellt.',
  recipient_differs: 'Er wurde für jemand anderen ausgestellt als die von Ihnen genannte Person.',
  recipient_unknown:
    'Er sagt nicht in vergleichbarer Weise, für wen er ausgestellt wurde. Fragen Sie, wen der Aussteller meint.',
  recipient_not_asked: 'Sie haben nicht gefragt, für wen er ausgestellt wurde.',

  issuer_trusted: 'Der Aussteller steht auf Ihrer Liste.',
  issuer_not_listed:
    'Die Signatur ist echt, aber dieser Aussteller steht nicht auf Ihrer Liste. Nehmen Sie ihn auf, wenn Sie ihm vertrauen.',
  trust_unknown:
    'Wir konnten nicht klären, ob der Aussteller auf Ihrer Liste steht. Versuchen Sie es später noch einmal.',
  trust_not_asked: 'Sie haben keine Liste vertrauenswürdiger Aussteller angegeben.',

  not_reached: 'Nicht geprüft, weil eine frühere Prüfung nicht bestanden wurde.',

  required_skipped: 'Eine von Ihnen verlangte Prüfung trifft auf diesen Nachweis nicht zu.',
  nonconforming: 'Eine Einzelheit weicht vom Standard ab; das ändert das Ergebnis nicht.',
  proof_warning:
    'Eine Einzelheit der Signatur weicht vom heutigen Gebrauch ab; das ändert das Ergebnis nicht.',
  image_warning: 'Das Badge ist in einer Einzelheit anders im Bild gespeichert, als der Standard sagt.',
  other_proof_failed: 'Der Nachweis trägt eine weitere Signatur, die nicht gilt oder nicht geprüft wurde.',
  subject_unidentified: 'Der Nachweis sagt nicht, für wen er ausgestellt wurde.',
  schema_not_checked: 'Der Nachweis nennt zusätzliche Regeln einer Art, die diese Prüfung nicht kennt.',
  related_resource_not_checked:
    'Der Nachweis nennt ein weiteres Dokument, das zu ihm gehört; diese Prüfung hat es nicht angesehen.',
  status_message: 'Der Aussteller hat dem Status eine Bemerkung beigefügt.',
  status_refresh: 'Der Aussteller gibt an, dass eine neuere Fassung vorliegt.',
  status_other: 'Der Aussteller hat einen Status gesetzt, dessen Zweck diese Prüfung nicht kennt.',
  refreshed: 'Eine neuere Fassung wurde beim Aussteller abgerufen; über sie wird berichtet.',
  refresh_failed: 'Der Aussteller bietet neuere Fassungen an, aber keine war abrufbar.',
  refresh_refused:
    'Die beim Aussteller abgerufene Fassung ist nicht in Ordnung; geprüft wurde die eingereichte.',
  record_person_unknown:
    'Ob ein Nachweis in dieser Sammlung derselben Person ausgestellt wurde, ist nicht feststellbar.',
  part_lapsed: 'Ein Nachweis in dieser Sammlung ist abgelaufen oder wurde zurückgezogen; er zählt nicht.',
  association_dangling: 'Die Sammlung verbindet Leistungen, von denen sie nicht alle enthält.',
  association_cycle: 'Die Sammlung sagt von einer Leistung, dass sie ein Teil ihrer selbst sei.',
  presentation_unchallenged:
    'Sie beantwortet keine Challenge; jeder kann sie kopiert haben. Sie zeigt nicht, wer sie vorlegt.',
  presented_by_other: 'Wer diesen Nachweis vorlegt, ist nicht die Person, für die er ausgestellt wurde.',
  unwrapped: 'Der Nachweis steckte in anderen Daten; geprüft wurde nur der Nachweis.',
  creator_other:
    'Nicht der Aussteller hat diese Leistung beschrieben. Dass er sie vergeben darf, zeigt hier nichts; fragen Sie, wer sie beschrieben hat.',
  endorsement_lapsed: 'Eine Empfehlung darin ist abgelaufen oder wurde zurückgezogen; sie zählt nicht.',
  endorsement_elsewhere: 'Eine Empfehlung spricht über etwas, das in diesem Nachweis nicht vorkommt.',
}

/** Sentences that name the culprit. */
const deNamed: NamedSentences = {
  values_contradict:
    '„{term}“ unter {place} sagt „{other}“, anderswo vom selben „{one}“; niemand kann sagen, was gilt.',
  jsonld_unsafe:
    '„{term}“ unter {place} hat dort keine klare Bedeutung, daher kann die Signatur es nicht decken.',
  jwt_claim_malformed:
    '„{term}“ im signierten Text ist fehlerhaft. Bitten Sie den Aussteller um einen richtigen.',
  jwt_claim_mismatch: 'Der signierte Text und der Nachweis darin widersprechen sich in „{term}“.',
  document_unknown:
    'Ein für diese Prüfung nötiges Dokument, {url}, liegt nicht vor, und Abrufen war nicht erlaubt.',
  document_unavailable:
    'Ein für diese Prüfung nötiges Dokument, {url}, war nicht abrufbar. Versuchen Sie es später erneut.',
}

export const writer = /* @__PURE__ */ writerOf({ locale: 'de-DE', sentences: de, named: deNamed })
