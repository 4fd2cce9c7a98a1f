import { circles, faultsOf, floorOf, mayKnow, placeOf, reachedFrom, usesOf } from './house.ts'
import type { Source } from './sources.ts'

/** A rule of docs and design as a sentence, how it is checked, and a small house that breaks it. */
export interface HouseRule {
  readonly says: string
  readonly faults: (sources: readonly Source[]) => string[]
  /** Path → text; the rule finds a fault in it. */
  readonly brokenBy: Readonly<Record<string, string>>
  /** Path → text; the rule finds none. */
  readonly keptBy: Readonly<Record<string, string>>
}

/** Parts of the platform without IO, clock or chance; rules may use them. */
const PURE = new Set(
  ['result', 'money', 'dates', 'fold', 'codes', 'workingDays', 'i18n/languages', 'sheets/sheet'].map(
    name => `src/platform/${name}.ts`,
  ),
)
const DATABASE = /^(drizzle-orm|better-sqlite3|postgres)(\/|$)/
/** Routes ask and answer; what takes longer belongs into a use case or a view. */
const ROUTE_LINES = 90

const isRoute = (path: string) => path.startsWith('src/pages/')
const roomOf = (path: string) => {
  const place = placeOf(path)
  return place.kind === 'room' ? place : undefined
}

const PB_PARTS = ['tally', 'cycles', 'proposals', 'voters', 'ballots', 'paper', 'implementation', 'results']
const pbPartOf = (path: string): string | undefined => {
  const part = path.match(/^src\/features\/participatory-budgeting\/([a-z]+)\//)?.[1]
  return part !== undefined && PB_PARTS.includes(part) ? part : undefined
}

const CAST_BALLOT = 'src/features/participatory-budgeting/ballots/castBallot.ts'
const LEAVES_A_TRACE =
  /^src\/features\/(audit|notices|delivery|search|documents)\/|^db\/touchPages\.ts$|^src\/platform\/metrics\.ts$/

export const HOUSE_RULES: readonly HouseRule[] = [
  {
    says: 'Every room stands on a floor of the house',
    faults: sources =>
      sources
        .filter(one => roomOf(one.path) && floorOf(roomOf(one.path)?.room ?? '') < 0)
        .map(one => `${one.path}: unknown room`),
    brokenBy: { 'src/features/weather/readWeather.ts': '' },
    keptBy: { 'src/features/budgets/readBudget.ts': '' },
  },
  {
    says: 'The platform imports nothing of ours',
    faults: sources =>
      faultsOf(
        sources,
        (source, one) => placeOf(source.path).kind === 'platform' && !['platform', 'package'].includes(placeOf(one.from).kind),
      ),
    brokenBy: { 'src/platform/money.ts': "import { may } from '#features/identity/rules/permissions.ts'" },
    keptBy: { 'src/platform/money.ts': "import { ok } from './result.ts'" },
  },
  {
    says: 'A room imports only rooms below it (and audit and identity on the ground floor)',
    faults: sources =>
      faultsOf(sources, (source, one) => {
        const [mine, its] = [roomOf(source.path), roomOf(one.from)]
        return mine !== undefined && its !== undefined && !mayKnow(mine.room, its.room)
      }),
    brokenBy: { 'src/features/budgets/readBudget.ts': "import type { Feedback } from '#features/feedback/rules/feedback.ts'" },
    keptBy: { 'src/features/feedback/submitFeedback.ts': "import { readBudgetLine } from '#features/budgets/readBudgetLine.ts'" },
  },
  {
    says: 'Rooms of one floor do not import each other',
    faults: sources =>
      faultsOf(sources, (source, one) => {
        const [mine, its] = [roomOf(source.path), roomOf(one.from)]
        if (!mine || !its || mine.room === its.room) return false
        return floorOf(mine.room) === floorOf(its.room) && !mayKnow(mine.room, its.room)
      }),
    brokenBy: { 'src/features/delivery/enqueue.ts': "import { queueNotice } from '#features/notices/queueNotice.ts'" },
    keptBy: { 'src/features/delivery/enqueue.ts': "import { recordAudit } from '#features/audit/recordAudit.ts'" },
  },
  {
    says: 'Parts of participatory budgeting import only parts below them: tally, cycles, proposals, voters, ballots, paper, implementation, results',
    faults: sources =>
      faultsOf(sources, (source, one) => {
        const [mine, its] = [pbPartOf(source.path), pbPartOf(one.from)]
        return mine !== undefined && its !== undefined && !one.typeOnly && PB_PARTS.indexOf(its) > PB_PARTS.indexOf(mine)
      }),
    brokenBy: {
      'src/features/participatory-budgeting/voters/a.ts':
        "import { castBallot } from '#features/participatory-budgeting/ballots/castBallot.ts'",
    },
    keptBy: {
      'src/features/participatory-budgeting/ballots/a.ts': "import { spendEntitlement } from '../voters/spendEntitlement.ts'",
    },
  },
  {
    says: 'A cast ballot leaves roll and box, and no other trace: castBallot, and whatever it runs, knows no audit, notice, delivery, index, metric, id or changed page (ballots.md, the one exception to the audit rule)',
    faults: sources => {
      const run = reachedFrom(CAST_BALLOT, sources)
      return [
        ...faultsOf(run, (_, one) => !one.typeOnly && LEAVES_A_TRACE.test(one.from)),
        ...run.filter(one => /\bnewId\b/.test(one.text)).map(one => `${one.path} makes ids`),
      ]
    },
    brokenBy: {
      [CAST_BALLOT]: "import { spendEntitlement } from '../voters/spendEntitlement.ts'",
      'src/features/participatory-budgeting/voters/spendEntitlement.ts':
        "import { recordAudit } from '#features/audit/recordAudit.ts'",
    },
    keptBy: {
      [CAST_BALLOT]: "import { spendEntitlement } from '../voters/spendEntitlement.ts'",
      'src/features/participatory-budgeting/voters/issueCodes.ts': "import { recordAudit } from '#features/audit/recordAudit.ts'",
    },
  },
  {
    says: "Nobody walks into another room's store, forms or messages: a room is entered by its use cases and rules",
    faults: sources =>
      faultsOf(sources, (source, one) => {
        const its = roomOf(one.from)
        if (!its || !['store', 'forms', 'messages'].includes(its.part)) return false
        if (roomOf(source.path)?.room === its.room) return false
        return !(its.part === 'forms' && ['outside', 'seed'].includes(placeOf(source.path).kind))
      }),
    brokenBy: { 'src/features/feedback/submitFeedback.ts': "import { lineById } from '#features/budgets/store/lines.ts'" },
    keptBy: { 'src/pages/[lang]/a.astro': "---\nimport { form } from '#features/feedback/forms/feedbackForm.ts'\n---\n" },
  },
  {
    says: 'Rules see only rules and the pure parts of the platform; types may come from the tables',
    faults: sources =>
      faultsOf(sources, (source, one) => {
        if (roomOf(source.path)?.part !== 'rules') return false
        const place = placeOf(one.from)
        if (place.kind === 'room') return place.part !== 'rules'
        if (place.kind === 'schema') return !one.typeOnly
        if (place.kind === 'platform') return !one.typeOnly && !PURE.has(one.from)
        return !(place.kind === 'package' && ['zod', 'node:crypto'].includes(one.from))
      }),
    brokenBy: { 'src/features/feedback/rules/a.ts': "import { readFileSync } from 'node:fs'" },
    keptBy: { 'src/features/feedback/rules/a.ts': "import { err } from '#platform/result.ts'\nimport { z } from 'zod'" },
  },
  {
    says: 'SQL is written only in store/ and db/: nobody else imports Drizzle, a driver or a table',
    faults: sources => [
      ...faultsOf(sources, (source, one) => {
        const from = placeOf(source.path)
        if (from.kind === 'db' || from.kind === 'schema' || (from.kind === 'room' && from.part === 'store')) return false
        const to = placeOf(one.from)
        return DATABASE.test(one.from) || (to.kind === 'schema' && !one.typeOnly)
      }),
      ...usesOf(sources, (source, what) => {
        const from = placeOf(source.path)
        const stores = from.kind === 'db' || (from.kind === 'room' && from.part === 'store')
        return !stores && /^tx\.|store\.read\./.test(what)
      }),
    ],
    brokenBy: { 'src/features/budgets/readBudget.ts': 'const rows = await app.store.read.select().from(budget)' },
    keptBy: { 'src/features/budgets/store/lines.ts': "import { eq } from 'drizzle-orm'\nawait tx.insert(budget)" },
  },
  {
    says: 'A store knows the tables of its own room and of rooms below, and db/ knows no room but in its seeds',
    faults: sources =>
      faultsOf(sources, (source, one) => {
        const [from, to] = [placeOf(source.path), placeOf(one.from)]
        if (from.kind === 'db' || from.kind === 'schema') return !['db', 'schema', 'platform', 'package'].includes(to.kind)
        if (from.kind !== 'room' || to.kind !== 'schema') return false
        return !mayKnow(from.room, to.room ?? '')
      }),
    brokenBy: { 'src/features/budgets/store/a.ts': "import { feedback } from '#db/schema/feedback.ts'" },
    keptBy: { 'src/features/feedback/store/a.ts': "import { unit } from '#db/schema/municipalities.ts'" },
  },
  {
    says: 'From db/, rooms take the store type and touchPages; only the app, the command line and the server open or migrate it',
    faults: sources =>
      faultsOf(sources, (source, one) => {
        if (placeOf(one.from).kind !== 'db' || one.typeOnly || one.from === 'db/touchPages.ts') return false
        const from = placeOf(source.path)
        if (['db', 'schema', 'seed', 'app'].includes(from.kind)) return false
        return !(from.kind === 'outside' && /^src\/(server|worker|cli\/\w+)\.ts$/.test(source.path))
      }),
    brokenBy: { 'src/features/audit/verifyAudit.ts': "import { openStore } from '#db/open.ts'" },
    keptBy: { 'src/features/audit/verifyAudit.ts': "import type { Reading } from '#db/store.ts'" },
  },
  {
    says: 'Forms see zod, rules and the platform, never a use case, a store or the app',
    faults: sources =>
      faultsOf(sources, (source, one) => {
        if (roomOf(source.path)?.part !== 'forms') return false
        const to = placeOf(one.from)
        return to.kind === 'room'
          ? !['rules', 'forms'].includes(to.part)
          : !['platform', 'package'].includes(to.kind) && !one.typeOnly
      }),
    brokenBy: { 'src/features/feedback/forms/a.ts': "import { submitFeedback } from '../submitFeedback.ts'" },
    keptBy: { 'src/features/feedback/forms/a.ts': "import { z } from 'zod'\nimport { KINDS } from '../rules/kinds.ts'" },
  },
  {
    says: 'Views show what they are given: no store, no database, no app',
    faults: sources =>
      faultsOf(sources, (source, one) => {
        const to = placeOf(one.from)
        const faces = roomOf(source.path)?.part === 'views' || ['ui', 'layouts'].includes(placeOf(source.path).kind)
        return (
          faces &&
          !one.typeOnly &&
          (['app', 'db', 'schema', 'seed', 'outside'].includes(to.kind) || (to.kind === 'room' && to.part === 'store'))
        )
      }),
    brokenBy: { 'src/features/budgets/views/a.astro': "---\nimport { lines } from '../store/lines.ts'\n---" },
    keptBy: { 'src/features/budgets/views/a.astro': "---\nimport Money from '#ui/Money.astro'\n---" },
  },
  {
    says: 'The ui and the layouts know no room, but who is signed in',
    faults: sources =>
      faultsOf(sources, (source, one) => {
        const to = roomOf(one.from)
        return ['ui', 'layouts'].includes(placeOf(source.path).kind) && to !== undefined && to.room !== 'identity'
      }),
    brokenBy: { 'src/ui/Field.astro': "---\nimport { words } from '#features/budgets/words.ts'\n---" },
    keptBy: { 'src/layouts/Page.astro': "---\nimport { words } from '#ui/words.ts'\n---" },
  },
  {
    says: `Routes are thin: they ask use cases and show views, in at most ${ROUTE_LINES} lines, and never see a store or a table`,
    faults: sources => [
      ...sources
        .filter(one => isRoute(one.path) && one.codeLines > ROUTE_LINES)
        .map(one => `${one.path}: ${one.codeLines} lines`),
      ...faultsOf(sources, (source, one) => {
        const to = placeOf(one.from)
        return isRoute(source.path) && ((to.kind === 'room' && to.part === 'store') || ['db', 'schema', 'seed'].includes(to.kind))
      }),
    ],
    brokenBy: { 'src/pages/[lang]/a.astro': `---\n${'ask()\n'.repeat(ROUTE_LINES + 1)}\n---` },
    keptBy: { 'src/pages/[lang]/a.astro': "---\nimport { readBudget } from '#features/budgets/readBudget.ts'\n---" },
  },
  {
    says: 'Astro stays in pages, views, middleware, the list of prose and the page provider: use cases, rules and stores run without it',
    faults: sources =>
      faultsOf(sources, (source, one) => {
        if (!/^astro(:|\/|$)|\.astro$/.test(one.from) || source.path.endsWith('.astro')) return false
        return !(isRoute(source.path) || ['src/middleware.ts', 'src/content.config.ts'].includes(source.path) || one.typeOnly)
      }),
    brokenBy: { 'src/features/budgets/readBudget.ts': "import { getCollection } from 'astro:content'" },
    keptBy: { 'src/pages/healthz.ts': "import type { APIRoute } from 'astro'" },
  },
  {
    says: 'lucia is imported in exactly one file',
    faults: sources => {
      const files = sources.filter(source => source.imports.some(one => one.from === 'lucia')).map(source => source.path)
      return files.length > 1 ? files : []
    },
    brokenBy: { 'src/a.ts': "import { Lucia } from 'lucia'", 'src/b.ts': "import type { Session } from 'lucia'" },
    keptBy: { 'src/features/identity/sessions.ts': "import { Lucia } from 'lucia'" },
  },
  {
    says: 'No barrel files: nothing is exported on from another module, and only pages are called index',
    faults: sources => [
      ...sources.flatMap(source => source.reexports.map(one => `${source.path}:${one.line} exports on from ${one.from}`)),
      ...sources.filter(one => /\/index\.(ts|astro)$/.test(one.path) && !isRoute(one.path)).map(one => one.path),
    ],
    brokenBy: { 'src/features/budgets/all.ts': "export * from './readBudget.ts'" },
    keptBy: { 'src/pages/index.astro': '' },
  },
  {
    says: 'No file imports itself through others',
    faults: circles,
    brokenBy: { 'src/platform/a.ts': "import { b } from './b.ts'", 'src/platform/b.ts': "import { a } from './a.ts'" },
    keptBy: { 'src/platform/a.ts': "import { b } from './b.ts'", 'src/platform/b.ts': "import type { A } from './a.ts'" },
  },
  {
    says: 'Time and chance come from App: no clock and no dice outside the app and the platform',
    faults: sources =>
      usesOf(sources, (source, what) => {
        const { kind } = placeOf(source.path)
        // A .client.ts file runs in the reader's browser, where there is no App.
        const free = kind === 'app' || kind === 'platform' || source.path.endsWith('.client.ts')
        return !free && /Date|Math|crypto/.test(what)
      }),
    brokenBy: { 'src/features/feedback/submitFeedback.ts': 'const at = new Date()' },
    keptBy: { 'src/app.ts': 'const at = new Date()', 'src/features/a/b.ts': 'const at = new Date(0)' },
  },
  {
    says: 'Settings are read once, by readConfig: no process.env elsewhere, but in db/ and the tools around it',
    faults: sources =>
      usesOf(sources, (source, what) => what.endsWith('.env') && !['db', 'schema'].includes(placeOf(source.path).kind)),
    brokenBy: { 'src/features/delivery/sendWebhook.ts': 'const url = process.env.DPI_WEBHOOK_URL' },
    keptBy: { 'src/serve.ts': 'const config = readConfig({ LOG_LEVEL: "warn", ...process.env })' },
  },
  {
    says: 'Nothing inline: no style attribute, no inline style or script, since the content security policy allows none',
    faults: sources =>
      sources
        .filter(source => source.path.endsWith('.astro'))
        .flatMap(source =>
          [...source.text.matchAll(/\sstyle=["{]|is:inline|define:vars|\son[a-z]+=["{]/g)].map(
            match => `${source.path}: ${match[0].trim()}`,
          ),
        ),
    brokenBy: { 'src/ui/Bar.astro': '<div style="width: 10%"></div>' },
    keptBy: { 'src/ui/Bar.astro': '<rect width="10" />' },
  },
]
