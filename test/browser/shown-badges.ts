/** Badges of many scripts, with all that a page can show, and as they come: good, expired, withdrawn, forged, hostile. */
import {
  achievement,
  bundled,
  documents,
  endorsement,
  evidence,
  firstOf,
  generateSigner,
  issue,
  type OpenBadgeInput,
  openBadge,
  profile,
  resultDescription,
  rubricLevel,
  statusEntry,
  statusList,
  statusListCredential,
  verify,
} from 'laurel'
import { badgeImage, certificate, credentialPage } from 'laurel/share'
import { HOSTILE } from './badges.js'

const LIST = 'https://example.edu/status/2'
const URL = 'https://badges.example.edu/c/42'

interface Text {
  readonly name: string
  readonly language: string
  readonly title: string
  readonly description: string
  readonly criteria: string
  readonly issuer: string
  readonly learner: string
  readonly more?: Partial<OpenBadgeInput>
  readonly forged?: true
}

const TEXTS: readonly Text[] = [
  {
    name: 'english',
    language: 'en',
    title: 'Rust I',
    description: 'Writes safe systems code, explains it, and knows when not to.',
    criteria:
      '## To earn it\n\n1. explain **ownership** and *borrowing*\n2. write a parser\n\n> Those who finish early help others.\n\n```rust\nfn main() { println!("hello"); }\n```\n\nSee [the course](https://example.edu/courses/rust).',
    issuer: 'Example University',
    learner: 'Ada Lovelace',
  },
  {
    name: 'arabic',
    language: 'ar',
    title: 'أساسيات البرمجة الآمنة',
    description: 'يكتب برامج نظم آمنة ويشرحها.',
    criteria: '- يشرح **الملكية**\n- يجتاز الامتحان بدرجة 60',
    issuer: 'جامعة المثال',
    learner: 'آدا لوفليس',
  },
  {
    name: 'hebrew',
    language: 'he',
    title: 'תכנות בטוח א׳',
    description: 'כותבת תוכנה בטוחה.',
    criteria: '1. מסבירה **בעלות**\n2. עוברת את המבחן',
    issuer: 'אוניברסיטת הדוגמה',
    learner: 'עדה לאבלייס',
  },
  {
    name: 'japanese',
    language: 'ja',
    title: '安全なシステムプログラミング入門',
    description: '安全なシステムコードを書き、説明できる。',
    criteria: '- **所有権**を説明する\n- 試験に合格する',
    issuer: '例示大学',
    learner: '愛田 花子',
  },
  {
    name: 'chinese',
    language: 'zh',
    title: '系统编程（一）',
    description: '能够编写安全的系统代码。',
    criteria: '* 解释**所有权**\n* 通过考试',
    issuer: '示例大学',
    learner: '李爱达',
  },
  {
    name: 'hindi',
    language: 'hi',
    title: 'सुरक्षित प्रोग्रामिंग का परिचय',
    description: 'सुरक्षित प्रणाली कोड लिखती हैं।',
    criteria: '- **स्वामित्व** समझाना\n- परीक्षा उत्तीर्ण करना',
    issuer: 'उदाहरण विश्वविद्यालय',
    learner: 'अदा लवलेस',
  },
  {
    name: 'thai',
    language: 'th',
    title: 'การเขียนโปรแกรมระบบอย่างปลอดภัยขั้นพื้นฐานสำหรับผู้เริ่มต้น',
    description: 'เขียนโค้ดระบบอย่างปลอดภัย',
    criteria: '- อธิบาย **ความเป็นเจ้าของ**\n- สอบผ่าน',
    issuer: 'มหาวิทยาลัยตัวอย่าง',
    learner: 'เอดา เลิฟเลซ',
  },
  {
    name: 'greek-expired',
    language: 'el',
    title: 'Ασφαλής προγραμματισμός',
    description: 'Γράφει ασφαλή κώδικα.',
    criteria: 'Πέρασε τις **εξετάσεις**.',
    issuer: 'Πανεπιστήμιο Παραδείγματος',
    learner: 'Άντα Λάβλεϊς',
    more: { validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z' },
  },
  {
    name: 'russian-withdrawn',
    language: 'ru',
    title: 'Безопасное программирование',
    description: 'Пишет безопасный код.',
    criteria: 'Сдал **экзамен**.',
    issuer: 'Университет-пример',
    learner: 'Ада Лавлейс',
    more: { credentialStatus: statusEntry({ statusListCredential: LIST, index: 7 }) },
  },
  {
    name: 'amharic-forged',
    language: 'am',
    title: 'ደህንነቱ የተጠበቀ ፕሮግራም',
    description: 'ደህንነቱ የተጠበቀ ኮድ ይጽፋል።',
    criteria: '**ፈተና** አለፈች።',
    issuer: 'የምሳሌ ዩኒቨርሲቲ',
    learner: 'አዳ ላቭሌስ',
    forged: true,
  },
  {
    name: 'hostile-markdown',
    language: 'en',
    title: 'W'.repeat(120),
    description: 'x'.repeat(400),
    criteria: `${HOSTILE}\n\n[a](javascript:globalThis.hacked=1) ![p](https://elsewhere.example/p.png)\n\n${'> '.repeat(300)}deep\n\n${'wide'.repeat(200)}\n\n<style>*{display:none}</style>`,
    issuer: 'y'.repeat(150),
    learner: 'z'.repeat(90),
  },
]

const uuid = (n: number): string => `urn:uuid:0a5b1a66-5f0f-4f6b-8f5e-6f6a3b1f7e0${n}`

export interface Shown {
  readonly pages: Readonly<Record<string, string>>
  readonly certificates: Readonly<Record<string, string>>
}

/** A page of each, and a certificate on both papers of those that hold. */
export async function makeShown(): Promise<Shown> {
  const signer = await generateSigner()
  const guild = await generateSigner()
  const list = statusList()
  list.set(7)
  const published = await issue(await statusListCredential({ id: LIST, issuer: signer.controller, list }), {
    signer,
  })
  const load = firstOf(bundled, documents({ [LIST]: published as never }))
  const pages: Record<string, string> = {}
  const certificates: Record<string, string> = {}
  for (const text of TEXTS) {
    const badge = openBadge(await inputOf(text, signer.controller, guild))
    const signed = await issue(badge, { signer })
    const given = text.forged
      ? (JSON.parse(JSON.stringify(signed).replace(text.title, 'X')) as object)
      : signed
    const report = await verify(given, { load })
    const language = text.language === 'el' ? 'fr' : text.language === 'ru' ? 'de' : 'en'
    pages[`shown-${text.name}`] = await credentialPage(given as never, report, {
      url: URL,
      language,
      linkedIn: true,
      share: ['linkedin', 'bluesky', 'email'],
    })
    if (report.credential === undefined) continue
    for (const paper of ['A4', 'letter'] as const) {
      certificates[`certificate-${text.name}-${paper}`] = certificate(report, { url: URL, paper })
    }
  }
  return { pages, certificates }
}

async function inputOf(
  text: Text,
  controller: string,
  guild: Awaited<ReturnType<typeof generateSigner>>,
): Promise<OpenBadgeInput> {
  const id = `https://example.edu/achievements/${text.name}`
  const praise = await issue(
    endorsement({
      name: 'Praise',
      issuer: profile({ id: guild.controller, name: 'Guild of Systems Engineers' }),
      endorses: id,
      comment: 'We hire people with this badge **at once**.',
    }),
    { signer: guild },
  )
  return {
    issuer: profile({ id: controller, name: text.issuer, image: badgeImage({ title: '★' }) }),
    recipient: { email: 'ada@example.org', name: text.learner },
    narrative: `*${text.learner}* · 2026`,
    creditsEarned: 5,
    validFrom: '2026-01-01T00:00:00Z',
    achievement: achievement({
      id,
      name: text.title,
      description: text.description,
      criteria: text.criteria,
      inLanguage: text.language,
      creditsAvailable: 5,
      tag: ['systems', 'Rust', text.title.slice(0, 12)],
      resultDescription: [
        resultDescription({
          id: uuid(1),
          name: 'Exam',
          resultType: 'Percent',
          valueMax: '100',
          requiredValue: '60',
        }),
        resultDescription({
          id: uuid(2),
          name: 'Craft',
          resultType: 'RubricCriterionLevel',
          requiredLevel: uuid(3),
          rubricCriterionLevel: [
            rubricLevel({ id: uuid(3), name: 'Novice' }),
            rubricLevel({ id: uuid(4), name: 'Expert' }),
          ],
        }),
      ],
    }),
    result: [
      { resultDescription: uuid(1), value: '92', status: 'Completed' },
      { resultDescription: uuid(2), achievedLevel: uuid(4) },
    ],
    evidence: [
      evidence({
        id: 'https://example.edu/work/42',
        name: 'Her parser',
        narrative: 'Reads **JSON** in one pass.',
      }),
    ],
    endorsement: [praise as never],
    ...text.more,
  } as OpenBadgeInput
}
