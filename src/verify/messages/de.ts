/** The German messages. */
import type { NamedSentences, Sentences } from './en.js'
import { writerOf } from './write-message.js'

export const de: Sentences = {
  well_formed: 'Die Datei enthält einen wohlgeformten Nachweis.',
  kind_unexpected: 'Das ist eine andere Art Nachweis als verlangt. Reichen Sie die verlangte Art ein.',
  structure_invalid:
    'Der Nachweis verletzt eine Regel seines Formats. Vielleicht wurde er fehlerhaft erstellt oder verändert. Fragen Sie den Aussteller.',
  schema_mismatch: 'Der Nachweis erfüllt die zusätzlichen Regeln nicht, die er selbst nennt.',
  schema_unavailable:
    'Der Nachweis nennt zusätzliche Regeln, die nicht abrufbar waren; sie wurden nicht geprüft. Versuchen Sie es später noch einmal.',
  related_resource_changed:
    'Der Nachweis nennt ein Dokument mit seiner Prüfsumme; das hier verwendete Dokument hat eine andere Prüfsumme.',
  related_resource_unknown:
    'Die Prüfsumme eines Dokuments, das der Nachweis nennt, konnte nicht verglichen werden.',
  input_too_large: 'Die Datei ist größer, als diese Prüfung annimmt. Bitten Sie um eine kleinere.',
  limit_exceeded: 'Der Inhalt ist tiefer verschachtelt, länger oder komplexer, als diese Prüfung annimmt.',
  json_invalid:
    'Der Text sieht wie JSON aus, ist aber beschädigt oder enthält eine Angabe doppelt. Bitten Sie um die Originaldatei.',
  encoding_invalid: 'Der Text ist nicht in UTF-8 und kann nicht sicher gelesen werden.',
  byte_order_mark:
    'Der Text beginnt mit einer Byte-Reihenfolge-Marke, die hier nicht erlaubt ist. Speichern Sie ihn als reines UTF-8.',
  image_invalid: 'Das Bild ist beschädigt, oder das Badge ist darin nicht nach dem Standard gespeichert.',
  image_empty: 'Das Bild enthält kein Badge. Vielleicht ist es eine Kopie; bitten Sie um die Originaldatei.',
  image_credentials_differ:
    'Das Bild enthält zwei verschiedene Badges, bei Byte {offset} und {otherOffset}. Es ist unklar, welches gilt.',
  file_type_other:
    'Das ist eine {type}-Datei, die kein Badge enthalten kann. Bitten Sie um das ursprüngliche PNG- oder SVG-Bild oder die JSON-Datei.',
  unrecognised:
    'Das ist weder ein Badge noch ein anderer Nachweis, den wir kennen. Reichen Sie die PNG-, SVG- oder JSON-Datei des Badges ein.',
  file_name: 'Das ist der Name einer Datei, nicht ihr Inhalt. Reichen Sie den Inhalt der Datei ein.',
  json_unrecognised:
    'Das ist JSON, aber kein Badge und kein anderer Nachweis, den wir kennen. Reichen Sie die ganze Datei des Badges ein.',
  open_badge_2:
    'Das ist ein älteres Open Badge (Version 2.0). Die Website des Ausstellers muss es bestätigen; hier wird Version 3.0 geprüft.',
  open_badge_1: 'Das ist ein sehr altes Open Badge (Version 1). Hier wird Version 3.0 geprüft.',
  european_learning_model:
    'Das ist ein europäischer digitaler Nachweis mit eigenem Siegel; hier werden Open Badges 3.0 geprüft.',
  blockcerts:
    'Das ist ein Blockcerts-Zertifikat. Es ist in einer Blockchain verankert; benutzen Sie einen Blockcerts-Prüfer.',
  sd_jwt: 'Das ist ein SD-JWT, aber kein W3C Verifiable Credential. Diese Prüfung deckt es nicht ab.',
  envelope_unsupported:
    'Der Nachweis hat eine Form, die diese Prüfung nicht abdeckt. Bitten Sie um eine andere Form.',
  presentation_jwt: 'Das ist eine Präsentation in einer Form, die diese Prüfung nicht abdeckt.',
  credential_list:
    'Das ist eine Liste von Nachweisen ohne gemeinsame Signatur. Jeder Nachweis wurde für sich geprüft.',
  web_address:
    'Das ist eine Webadresse, kein Badge. Laden Sie die Badge-Datei herunter und reichen Sie diese ein.',
  html_page:
    'Das ist eine Webseite, kein Badge. Laden Sie dort die Badge-Datei herunter und reichen Sie diese ein.',

  signature_valid: 'Die Signatur ist gültig: Seit dem Signieren wurde nichts verändert.',
  signature_partial:
    'Die Signatur ist gültig für die gezeigten Teile. Andere Teile können zurückgehalten worden sein.',
  parts_withheld: 'Dieser Teil des Nachweises kann zurückgehalten worden sein und ist daher nicht bekannt.',
  proof_base: 'Diese Fassung ist nur für die Person selbst. Bitten Sie sie um eine Fassung zum Vorzeigen.',
  signature_invalid:
    'Die Signatur passt nicht zum Inhalt, der vielleicht verändert oder beschädigt wurde. Bitten Sie um das Original.',
  text_damaged: 'Ein Programm hat Zeichen wie ü oder ® beschädigt. Bitten Sie um die Originaldatei.',
  proof_missing:
    'Der Nachweis hat keine Signatur; sein Aussteller ist nicht belegt. Bitten Sie um das signierte Original.',
  presentation_unsigned: 'Die Präsentation hat keine Signatur. Jeder Nachweis darin wurde für sich geprüft.',
  proof_malformed: 'Die Angaben zur Signatur sind fehlerhaft.',
  proof_limit: 'Der Nachweis hat mehr Signaturen, als diese Prüfung annimmt.',
  proof_unsupported:
    'Der Nachweis ist auf eine Weise signiert, die diese Prüfung nicht kennt. Bitten Sie um eine andere Form.',
  proof_not_accepted: 'Der Nachweis ist auf eine Weise signiert, die Sie nicht annehmen.',
  proof_value_malformed: 'Die Signatur selbst ist fehlerhaft.',
  proof_context_mismatch: 'Die Signatur wurde für eine andere Fassung des Vokabulars erstellt.',
  proof_expired: 'Die Signatur ist abgelaufen. Bitten Sie um einen neuen Nachweis.',
  proof_not_yet_valid: 'Das Datum der Signatur liegt in der Zukunft.',
  proof_purpose_mismatch: 'Die Signatur wurde für einen anderen Zweck erstellt.',
  domain_mismatch:
    'Die Präsentation wurde für jemand anderen erstellt. Bitten Sie um eine Präsentation für Sie.',
  challenge_mismatch:
    'Die Präsentation wurde für eine andere Anfrage als Ihre erstellt. Bitten Sie um eine neue Präsentation.',
  challenge_missing:
    'Die Datei beantwortet keine Challenge von Ihnen; sie kann eine Kopie oder eine alte Präsentation sein.',
  proof_id_duplicate: 'Zwei Signaturen haben dieselbe Kennung.',
  previous_proof_missing: 'Eine Signatur verweist auf eine frühere, die fehlt.',
  previous_proof_cycle: 'Die Signaturen verweisen im Kreis aufeinander.',
  previous_proof_failed: 'Eine Signatur verweist auf eine frühere, die nicht gültig ist.',
  key_mismatch: 'Der Schlüssel passt nicht zur Art der Signatur.',
  key_invalid: 'Der Signaturschlüssel ist schwach oder fehlerhaft.',
  controller_invalid:
    'Das Schlüsseldokument des Ausstellers ist fehlerhaft oder erlaubt diesem Schlüssel das Signieren nicht.',
  key_revoked: 'Der Aussteller hat den Signaturschlüssel widerrufen; die Signatur zählt nicht mehr.',
  key_expired: 'Der Signaturschlüssel ist abgelaufen.',
  key_removed:
    'Das Schlüsseldokument des Ausstellers führt den Schlüssel nicht; er wurde vielleicht entfernt. Fragen Sie den Aussteller.',
  values_contradict: 'Zwei Teile mit derselben Kennung widersprechen sich. Es ist unklar, welcher gilt.',
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
  jwt_unsecured: 'Der Text hat die Form eines signierten Textes, aber keine Signatur.',
  jwt_algorithm_refused:
    'Der Text ist mit einem gemeinsamen Geheimnis gesichert, das anderen nichts beweist.',
  jwt_unsupported: 'Der signierte Text benutzt ein Verfahren, das diese Prüfung nicht kennt.',
  jwt_critical: 'Der signierte Text verlangt eine Eigenschaft, die diese Prüfung nicht kennt.',
  jwt_type_mismatch: 'Der signierte Text ist kein Nachweis.',
  jwt_claim_missing: 'Dem signierten Text fehlt eine Angabe, die der Standard verlangt.',
  jwt_claim_malformed: 'Eine Angabe des signierten Textes ist fehlerhaft.',
  jwt_claim_mismatch: 'Der signierte Text widerspricht dem Nachweis, den er enthält.',
  jwt_version_mismatch: 'Der signierte Text vermischt zwei Fassungen des Standards.',
  jwt_expired: 'Die Signatur ist abgelaufen. Bitten Sie um einen neuen Nachweis.',
  jwt_not_yet_valid: 'Das Datum der Signatur liegt in der Zukunft.',
  issuer_missing: 'Der Nachweis nennt keinen Aussteller.',
  key_missing: 'Der signierte Text sagt nicht, mit welchem Schlüssel er signiert wurde.',
  key_private: 'Der signierte Text enthält einen privaten Schlüssel; jeder könnte ihn signiert haben.',
  key_shared: 'Der Schlüssel gehört zur ganzen Website; auch andere könnten dort damit signieren.',
  check_failed: 'Diese Prüfung konnte nicht durchgeführt werden. Versuchen Sie es noch einmal.',

  key_bound: 'Der Signaturschlüssel gehört dem im Nachweis genannten Aussteller.',
  key_not_bound:
    'Der Signaturschlüssel gehört nicht dem genannten Aussteller. Vielleicht hat jemand anderes signiert. Fragen Sie den Aussteller.',
  key_binding_unknown:
    'Wir konnten nicht klären, ob der Signaturschlüssel dem genannten Aussteller gehört. Versuchen Sie es später noch einmal.',
  holder_bound: 'Der Inhaber hat die Präsentation signiert.',
  holder_not_bound: 'Die Präsentation wurde nicht mit einem Schlüssel des genannten Inhabers signiert.',
  holder_absent: 'Die Präsentation nennt keinen Inhaber.',

  in_force: 'Der Nachweis ist zum Prüfzeitpunkt gültig.',
  expired: 'Der Nachweis ist echt, aber am {date} abgelaufen. Bitten Sie um einen erneuerten.',
  not_yet_valid: 'Der Nachweis ist echt, aber erst ab {date} gültig.',
  dates_invalid: 'Die Datumsangaben fehlen oder sind fehlerhaft. Fragen Sie den Aussteller.',
  no_dates: 'Eine Präsentation hat keine Datumsangaben.',

  not_revoked: 'Der Aussteller hat den Nachweis nicht zurückgezogen.',
  revoked: 'Der Aussteller hat den Nachweis zurückgezogen. Verlassen Sie sich nicht darauf.',
  suspended: 'Der Aussteller hat den Nachweis vorläufig ausgesetzt. Prüfen Sie später noch einmal.',
  no_status: 'Der Aussteller veröffentlicht nicht, ob der Nachweis zurückgezogen ist.',
  no_withdrawal_status: 'Der Aussteller gibt einen Status an, aber nicht, ob der Nachweis zurückgezogen ist.',
  status_unavailable:
    'Es ließ sich nicht prüfen, ob der Aussteller den Nachweis zurückgezogen hat: Seine Liste war nicht verfügbar.',
  status_list_invalid:
    'Die Liste zurückgezogener Nachweise ist nicht gültig; der Status ist daher nicht bekannt. Fragen Sie den Aussteller.',
  status_list_untrusted: 'Die Liste zurückgezogener Nachweise stammt nicht vom Aussteller.',
  status_entry_invalid: 'Der Verweis auf die Liste zurückgezogener Nachweise ist fehlerhaft.',
  status_unsupported:
    'Der Aussteller veröffentlicht zurückgezogene Nachweise in einer Form, die diese Prüfung nicht kennt.',

  endorsements_valid: 'Alle enthaltenen Empfehlungen sind echt.',
  endorsements_partly:
    'Die Empfehlungen sind echt. Abgelaufene, zurückgezogene und solche für anderes zählen nicht.',
  no_endorsement_counts:
    'Es gibt keine gültige Empfehlung für diesen Nachweis, seine Leistung oder seinen Aussteller.',
  endorsements_failed: 'Eine enthaltene Empfehlung wurde nicht bestätigt.',
  endorsements_unknown: 'Eine enthaltene Empfehlung konnte nicht geprüft werden.',
  no_endorsements: 'Der Nachweis enthält keine Empfehlungen.',
  credentials_valid: 'Alle enthaltenen Nachweise sind echt.',
  credentials_partly: 'Alle enthaltenen Nachweise sind echt. Abgelaufene und zurückgezogene zählen nicht.',
  credentials_failed: 'Ein enthaltener Nachweis wurde nicht bestätigt.',
  credentials_unknown: 'Ein enthaltener Nachweis konnte nicht geprüft werden.',
  record_of_other: 'Ein Nachweis in dieser Sammlung wurde jemand anderem ausgestellt.',
  no_credentials: 'Die Präsentation enthält keinen Nachweis.',
  credentials_apart: 'Jeder Nachweis darin hat sein eigenes Ergebnis.',

  recipient_matches: 'Der Nachweis wurde für die von Ihnen genannte Person ausgestellt.',
  recipient_differs: 'Der Nachweis wurde für eine andere Person ausgestellt als die von Ihnen genannte.',
  recipient_unknown:
    'Es ließ sich nicht prüfen, für wen der Nachweis ausgestellt wurde. Fragen Sie den Aussteller.',
  recipient_not_asked: 'Sie haben nicht gefragt, für wen der Nachweis ausgestellt wurde.',

  issuer_trusted: 'Der Aussteller steht auf Ihrer Liste.',
  issuer_not_listed:
    'Die Signatur ist gültig, aber dieser Aussteller steht nicht auf Ihrer Liste. Nehmen Sie ihn auf, wenn Sie ihm vertrauen.',
  trust_unknown:
    'Wir konnten nicht klären, ob der Aussteller auf Ihrer Liste steht. Versuchen Sie es später noch einmal.',
  trust_not_asked: 'Sie haben keine Liste vertrauenswürdiger Aussteller angegeben.',

  not_reached: 'Nicht geprüft, weil eine frühere Prüfung nicht bestanden wurde.',

  required_skipped: 'Die verlangte Prüfung „{check}“ trifft auf diesen Nachweis nicht zu.',
  nonconforming: 'Eine Einzelheit weicht vom Standard ab; das ändert das Ergebnis nicht.',
  proof_warning:
    'Eine Einzelheit der Signatur weicht vom heutigen Gebrauch ab; das ändert das Ergebnis nicht.',
  image_warning: 'Das Badge ist in einer Einzelheit anders im Bild gespeichert, als der Standard sagt.',
  other_proof_failed:
    'Der Nachweis hat eine weitere Signatur, die nicht gültig ist oder nicht geprüft wurde.',
  subject_unidentified: 'Der Nachweis sagt nicht, für wen er ausgestellt wurde.',
  schema_not_checked: 'Der Nachweis nennt zusätzliche Regeln einer Art, die diese Prüfung nicht kennt.',
  related_resource_not_checked:
    'Der Nachweis nennt ein weiteres Dokument, das zu ihm gehört; diese Prüfung hat es nicht gelesen.',
  status_message: 'Der Aussteller hat dem Status eine Bemerkung beigefügt.',
  status_refresh: 'Der Aussteller gibt an, dass eine neuere Fassung vorliegt.',
  status_other: 'Der Aussteller hat einen Status gesetzt, dessen Zweck diese Prüfung nicht kennt.',
  refreshed:
    'Eine neuere Fassung wurde beim Aussteller abgerufen. Dieser Bericht betrifft die neuere Fassung.',
  refresh_failed: 'Der Aussteller bietet neuere Fassungen an, aber keine war abrufbar.',
  refresh_refused:
    'Die neuere Fassung des Ausstellers wurde nicht bestätigt. Dieser Bericht betrifft die eingereichte Fassung.',
  record_person_unknown:
    'Es ließ sich nicht prüfen, ob ein Nachweis in dieser Sammlung derselben Person ausgestellt wurde.',
  part_lapsed: 'Ein Nachweis in dieser Sammlung ist abgelaufen oder wurde zurückgezogen; er zählt nicht.',
  stack_contradicted:
    'Die Nachweise, auf denen dieser Nachweis beruht, widersprechen ihm. Verlassen Sie sich nicht auf ihn.',
  association_dangling: 'Die Sammlung verbindet Leistungen, enthält aber nicht alle davon.',
  association_cycle: 'In der Sammlung ist eine Leistung ein Teil ihrer selbst.',
  presentation_unchallenged:
    'Die Präsentation wurde ohne Challenge geprüft und kann eine Kopie sein. Sie belegt nicht, wer sie vorlegt.',
  presented_by_other:
    'Der Inhaber, der diesen Nachweis vorlegt, ist nicht die Person, für die er ausgestellt wurde.',
  unwrapped: 'Der Nachweis war in anderen Daten enthalten. Geprüft wurde nur der Nachweis.',
  creator_other:
    'Eine andere Stelle hat die Leistung beschrieben. Dieser Bericht zeigt nicht, dass der Aussteller sie vergeben darf. Fragen Sie diese Stelle.',
  endorsement_lapsed: 'Eine Empfehlung ist abgelaufen oder wurde zurückgezogen; sie zählt nicht.',
  endorsement_elsewhere: 'Eine Empfehlung betrifft etwas, das in diesem Nachweis nicht vorkommt.',
}

const SECRET_KEY =
  'Das ist ein geheimer Schlüssel. Geben Sie ihn niemandem: Wer ihn hat, kann im Namen des Besitzers signieren. Reichen Sie die Datei des Badges ein.'

/** Sentences that name the faulty member or document. */
const deNamed: NamedSentences = {
  'unrecognised/empty': 'Die Datei ist leer. Reichen Sie die PNG-, SVG- oder JSON-Datei des Badges ein.',
  'unrecognised/base64':
    'Das ist eine Datei in Base64. Dekodieren Sie sie und reichen Sie die PNG-, SVG- oder JSON-Datei des Badges ein.',
  'unrecognised/form': 'Das ist der Inhalt eines Webformulars. Reichen Sie nur die Badge-Datei darin ein.',
  'unrecognised/image-text': 'Dieses Bild wurde als Text gelesen. Reichen Sie die Datei selbst ein.',
  'unrecognised/quoted': 'Das ist JSON in Anführungszeichen. Reichen Sie es ohne diese Zeichen ein.',
  'unrecognised/secret-key': SECRET_KEY,
  'json_unrecognised/secret-key': SECRET_KEY,
  kind_unexpected: 'Die Art dieses Nachweises ist {kind}. Reichen Sie die verlangte Art ein: {kinds}.',
  nonconforming: 'Die Angabe unter {pointer} weicht vom Standard ab ({code}); das ändert das Ergebnis nicht.',
  'nonconforming/below_pass_mark':
    'Das Ergebnis unter {pointer} liegt unter dem verlangten. Stufen und erlaubte Werte zählen vom niedrigsten zum höchsten.',
  values_contradict: '„{term}“ unter {place} ist „{other}“, anderswo aber „{one}“. Es ist unklar, was gilt.',
  jsonld_unsafe:
    '„{term}“ unter {place} hat dort keine klare Bedeutung, daher kann die Signatur es nicht decken.',
  jwt_claim_malformed:
    '„{term}“ im signierten Text ist fehlerhaft. Bitten Sie den Aussteller um einen richtigen Nachweis.',
  jwt_claim_mismatch: 'Der signierte Text und der Nachweis darin widersprechen sich in „{term}“.',
  document_unknown:
    'Ein für diese Prüfung nötiges Dokument, {url}, liegt nicht vor, und Abrufen war nicht erlaubt.',
  status_unavailable:
    'Es ließ sich nicht prüfen, ob der Aussteller den Nachweis zurückgezogen hat: Seine Liste, {url}, war nicht verfügbar. Versuchen Sie es später erneut.',
  document_unavailable:
    'Ein für diese Prüfung nötiges Dokument, {url}, war nicht abrufbar. Versuchen Sie es später erneut.',
}

export const writer = /* @__PURE__ */ writerOf({ locale: 'de-DE', sentences: de, named: deNamed })
