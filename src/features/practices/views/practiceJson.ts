import type { AttachedDocument } from '#features/documents/rules/upload.ts'
import { somString, tyiyn } from '#platform/money.ts'
import { paths } from '#platform/paths.ts'
import type { Adoption } from '../rules/adoption.ts'
import { languagesOf, PAYERS } from '../rules/content.ts'
import type { PublishedPractice } from '../rules/published.ts'
import { SERVICES_OF } from '../rules/topics.ts'

/** A practice as the API gives it. */
export function practiceJson(
  siteUrl: string,
  practice: PublishedPractice,
  adoptions: readonly Adoption[],
  documents: readonly AttachedDocument[],
) {
  const { content, municipality, topic, cost, source } = practice
  const { office, phone, email } = content.contact
  return {
    id: practice.id,
    slug: practice.slug,
    url: `${siteUrl}${paths.practice('ky', practice.slug)}`,
    municipality: municipality ? { id: municipality.id, slug: municipality.slug, names: municipality.names } : null,
    topic: topic ?? null,
    services: topic ? [...SERVICES_OF[topic]] : [],
    texts: Object.fromEntries(languagesOf(content).map(lang => [lang, content.texts[lang]])),
    cost: cost === undefined ? null : somString(cost),
    shares: PAYERS.flatMap(payer => {
      const amount = content.shares[payer] ?? 0
      return amount > 0 ? [{ payer, amount: somString(tyiyn(amount)) }] : []
    }),
    covered: content.covered ?? null,
    period: { from: content.from ?? null, to: content.to ?? null },
    figures: content.figures,
    contact: office ? { office, phone: phone ?? null, email: email ?? null } : null,
    source: source ? { title: source.title, url: source.url, date: source.date ?? null } : null,
    documents: documents
      .filter(one => one.isPublished)
      .map(({ id, fileName, title, mimeType, bytes }) => ({
        ...{ title, url: `${siteUrl}${paths.file(id, fileName)}`, mediaType: mimeType, bytes },
      })),
    adoptions: adoptions.map(one => ({
      municipality: one.municipality,
      state: one.state,
      since: one.since.toISOString(),
      adoptedOn: one.adoptedOn ?? null,
      demo: one.isDemo,
    })),
    editorsChoice: practice.isEditorsChoice,
    publishedAt: practice.publishedAt.toISOString(),
    revisedAt: practice.revisedAt.toISOString(),
    demo: practice.isDemo,
  }
}
