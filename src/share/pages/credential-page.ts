/** The share page of a credential: one HTML file that loads nothing and runs no script. */
import type { PlainObject } from '../../encoding/json.js'
import { lazy } from '../../lazy.js'
import type { StackReport } from '../../pathways/verify-stack/report.js'
import type { Language } from '../../verify/messages/sentence.js'
import type { Report } from '../../verify/report/report.js'
import type { LinkedInOptions } from '../links/linked-in.js'
import type { MetadataOptions } from '../links/page-metadata.js'
import type { Network } from '../links/share-links.js'

export interface CredentialPageOptions extends MetadataOptions {
  /** Language of the page's own text; the credential's text is not translated. Default `en`. */
  readonly language?: Language
  /** The badge's picture, PNG, JPEG or SVG. Default: the picture in the credential, else a drawn one. */
  readonly image?: Uint8Array
  /** When the report was made. */
  readonly checkedAt?: Date
  /** URL of the baked image or the original file. It may be relative if there is `url`. */
  readonly downloadUrl?: string
  /**
   * Shows a link to add the badge to a LinkedIn profile: `true`, or options of `linkedInAddToProfile`. Default: no link. Needs
   * `url`.
   */
  readonly linkedIn?: true | Omit<LinkedInOptions, 'url'>
  /** Networks to show links for; default none. Needs `url`. */
  readonly share?: readonly Network[]
  /**
   * The result of `verifyStack` for this credential, in the page's language. The page lists the parts with their verdicts. If
   * they do not prove the credential, the page says so first, has no metadata for previews, and shows no links for sharing.
   */
  readonly stack?: StackReport
}

const pages = /* @__PURE__ */ lazy('pages', () => import('./make-page.js'))

/**
 * Makes the public page of a credential as HTML: verdict, rows of the report, and content. Without a verified report, it
 * shows the content as claims. For a presentation or record, it shows the credentials inside; for a record also the parts
 * that expired or were revoked, each with a mark. It shows the document as the report has judged it. A copy of a report that is
 * not verified does not hold its document, so its page has the verdict and the rows only.
 *
 * @param credential - The document that was verified, as plain JSON. `undefined`: the document of the report.
 * @param report - The report of `verify` for it, as `verify` returned it, or `undefined`.
 * @param options - `language`: default `en`; `url`, `image`, `checkedAt`, `share` and more. See `CredentialPageOptions`.
 * @returns The HTML. Narratives are rendered as Markdown (CommonMark) without raw HTML and without pictures.
 * @throws OpenBadgeError `report_mismatch` if the report is about another document or contradicts itself, `part_unavailable` if the
 *   code of pages did not load; TypeError for bad options. All as rejections.
 * @example
 * const html = await credentialPage(received, report, { url: 'https://example.edu/badges/42' })
 */
export async function credentialPage(
  credential: PlainObject | undefined,
  report: Report | undefined,
  options: CredentialPageOptions = {},
): Promise<string> {
  return (await pages()).makePage(credential, report, options)
}
