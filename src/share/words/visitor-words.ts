/** Sentences for visitors of a page. The report's own sentences are for the person who asked for it. */
import type { SentenceCode } from '../../verify/messages/en.js'
import type { Language } from '../../verify/messages/sentence.js'

/** Codes of rows that a page hides, because the visitor did not ask for these checks. */
export const NOT_ASKED: readonly string[] = [
  'recipient_not_asked',
  'trust_not_asked',
] satisfies SentenceCode[]

type Sentences = Readonly<Partial<Record<SentenceCode, string>>>

export const VISITOR: Readonly<Record<Language, Sentences>> = {
  en: {
    proof_not_accepted: 'The credential is signed in a way that this site does not accept.',
    recipient_matches: 'It was issued to the person whom this page is about.',
    recipient_differs: 'It was issued to somebody other than the person whom this page is about.',
    issuer_trusted: 'The issuer is on the list of this site.',
    issuer_not_listed: 'The signature is genuine, but this issuer is not on the list of this site.',
    trust_unknown: 'We could not find out whether the issuer is on the list of this site.',
    trust_not_asked: 'This site does not say which issuers it trusts.',
    recipient_not_asked: 'It was not checked to whom the credential was issued.',
  },
  de: {
    proof_not_accepted: 'Der Nachweis ist auf eine Weise signiert, die diese Seite nicht annimmt.',
    recipient_matches: 'Er wurde für die Person ausgestellt, um die es auf dieser Seite geht.',
    recipient_differs:
      'Er wurde für eine andere Person ausgestellt als die, um die es auf dieser Seite geht.',
    issuer_trusted: 'Der Aussteller steht auf der Liste dieser Seite.',
    issuer_not_listed:
      'Die Signatur ist echt, aber dieser Aussteller steht nicht auf der Liste dieser Seite.',
    trust_unknown: 'Ob der Aussteller auf der Liste dieser Seite steht, ließ sich nicht feststellen.',
    trust_not_asked: 'Diese Seite nennt nicht, welchen Ausstellern sie vertraut.',
    recipient_not_asked: 'Es wurde nicht geprüft, für wen der Nachweis ausgestellt wurde.',
  },
  fr: {
    proof_not_accepted: 'L’attestation est signée d’une manière que ce site n’accepte pas.',
    recipient_matches: 'Elle a été délivrée à la personne dont parle cette page.',
    recipient_differs: 'Elle a été délivrée à une autre personne que celle dont parle cette page.',
    issuer_trusted: 'L’émetteur figure sur la liste de ce site.',
    issuer_not_listed:
      'La signature est authentique, mais cet émetteur ne figure pas sur la liste de ce site.',
    trust_unknown: 'Nous n’avons pas pu savoir si l’émetteur figure sur la liste de ce site.',
    trust_not_asked: 'Ce site ne dit pas à quels émetteurs il fait confiance.',
    recipient_not_asked: 'Il n’a pas été vérifié à qui l’attestation a été délivrée.',
  },
}
