/** The page's own words; the report's come with the package. */
import type { Language } from 'laurel'

const en = {
  title: 'Is this badge real?',
  promise: 'Everything is checked on your own machine. The badge is not sent anywhere.',
  language: 'Language ',
  choose: 'Choose a badge file',
  formats: 'PNG or SVG picture, JSON, or signed text (JWS)',
  dropHint: 'You can also drop it here, or paste it anywhere on this page.',
  paste: 'Or paste the badge’s text',
  email: 'E-mail address that the badge should belong to (optional)',
  emailHint: 'Compared here with what the badge says; the address goes nowhere.',
  issuers: 'Issuers you trust, one identifier a line (optional)',
  issuersHint:
    'For example did:web:example.edu. Anyone can call themselves anything; only the identifier counts.',
  trusted: 'Documents you trust (for some badges)',
  trustedHint:
    'This page fetches nothing. Add withdrawal lists or key documents only if you got them from the issuer’s own site yourself, never from whoever showed you the badge.',
  trustedLabel: 'Withdrawal lists and key documents',
  check: 'Check the badge',
  working: 'Checking …',
  nothing: 'Choose a file or paste a text first.',
  unreadable: 'The file could not be read.',
  badTrusted: 'One of the documents you trust is not a readable JSON document with an id:',
  done: 'Result:',
  about: 'What the badge says',
  drawn: 'Drawn from the signed content; pictures in the uploaded file are not signed.',
  hidden: 'What the badge claims is shown only once everything is in order.',
  selfNamed:
    'The name is what the issuer calls itself. Compare the identifier with the one on the issuer’s own website.',
  remarks: 'Remarks',
  save: 'Save this report',
}

export type Texts = typeof en

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en,
  de: {
    title: 'Ist dieses Abzeichen echt?',
    promise: 'Alles wird auf Ihrem eigenen Gerät geprüft. Das Abzeichen wird nirgendwohin gesendet.',
    language: 'Sprache ',
    choose: 'Datei des Abzeichens wählen',
    formats: 'Bild (PNG oder SVG), JSON oder signierter Text (JWS)',
    dropHint: 'Sie können sie auch hier ablegen oder irgendwo auf dieser Seite einfügen.',
    paste: 'Oder den Text des Abzeichens einfügen',
    email: 'E-Mail-Adresse, der das Abzeichen gehören soll (freiwillig)',
    emailHint: 'Wird hier mit dem Abzeichen verglichen; die Adresse verlässt die Seite nicht.',
    issuers: 'Aussteller, denen Sie vertrauen, eine Kennung je Zeile (freiwillig)',
    issuersHint:
      'Zum Beispiel did:web:example.edu. Nennen kann sich jeder, wie er will; es zählt nur die Kennung.',
    trusted: 'Unterlagen, denen Sie vertrauen (für manche Abzeichen)',
    trustedHint:
      'Diese Seite ruft nichts ab. Fügen Sie Widerrufslisten oder Schlüsseldokumente nur hinzu, wenn Sie sie selbst von der Seite des Ausstellers haben, nie von der Person, die das Abzeichen vorlegt.',
    trustedLabel: 'Widerrufslisten und Schlüsseldokumente',
    check: 'Abzeichen prüfen',
    working: 'Wird geprüft …',
    nothing: 'Wählen Sie zuerst eine Datei oder fügen Sie einen Text ein.',
    unreadable: 'Die Datei konnte nicht gelesen werden.',
    badTrusted: 'Eine der Unterlagen ist kein lesbares JSON-Dokument mit Kennung:',
    done: 'Ergebnis:',
    about: 'Was das Abzeichen sagt',
    drawn: 'Nach dem signierten Inhalt gezeichnet; Bilder in der hochgeladenen Datei sind nicht signiert.',
    hidden: 'Was das Abzeichen behauptet, wird erst gezeigt, wenn alles in Ordnung ist.',
    selfNamed:
      'So nennt sich der Aussteller selbst. Vergleichen Sie die Kennung mit der auf seiner eigenen Website.',
    remarks: 'Anmerkungen',
    save: 'Diesen Bericht speichern',
  },
  fr: {
    title: 'Ce badge est-il authentique ?',
    promise: 'Tout est vérifié sur votre propre appareil. Le badge n’est envoyé nulle part.',
    language: 'Langue ',
    choose: 'Choisir le fichier du badge',
    formats: 'Image PNG ou SVG, JSON ou texte signé (JWS)',
    dropHint: 'Vous pouvez aussi le déposer ici, ou le coller n’importe où sur cette page.',
    paste: 'Ou coller le texte du badge',
    email: 'Adresse e-mail à laquelle le badge devrait appartenir (facultatif)',
    emailHint: 'Comparée ici avec ce que dit le badge ; l’adresse ne quitte pas la page.',
    issuers: 'Émetteurs de confiance, un identifiant par ligne (facultatif)',
    issuersHint:
      'Par exemple did:web:example.edu. Chacun peut se nommer comme il veut ; seul l’identifiant compte.',
    trusted: 'Documents de confiance (pour certains badges)',
    trustedHint:
      'Cette page ne télécharge rien. N’ajoutez des listes de retrait ou des documents de clés que si vous les avez obtenus vous-même sur le site de l’émetteur, jamais de la personne qui présente le badge.',
    trustedLabel: 'Listes de retrait et documents de clés',
    check: 'Vérifier le badge',
    working: 'Vérification …',
    nothing: 'Choisissez d’abord un fichier ou collez un texte.',
    unreadable: 'Le fichier n’a pas pu être lu.',
    badTrusted: 'Un des documents de confiance n’est pas un document JSON lisible avec un identifiant :',
    done: 'Résultat :',
    about: 'Ce que dit le badge',
    drawn: 'Dessiné d’après le contenu signé ; les images du fichier ne sont pas signées.',
    hidden: 'Ce que le badge affirme n’est affiché que si tout est en ordre.',
    selfNamed: 'C’est le nom que l’émetteur se donne. Comparez l’identifiant avec celui de son propre site.',
    remarks: 'Remarques',
    save: 'Enregistrer ce rapport',
  },
}
