import type { Import, Source } from './sources.ts'

/** From the ground up; rooms of one floor do not import each other, but for those that `ALSO` names. */
const FLOORS = [
  ['identity', 'audit', 'municipalities', 'delivery', 'notices', 'search', 'documents'],
  ['budgets'],
  ['reports', 'practices', 'hearings'],
  ['feedback'],
  ['assessment', 'participatory-budgeting', 'programme'],
  ['review'],
]
const ALSO = new Set(['identity', 'audit'])
/** Which room a schema file belongs to, where it is not called like one. */
const SCHEMA_OF: Record<string, string> = {
  ...{ pages: 'platform', signIn: 'identity', answering: 'feedback' },
  ...Object.fromEntries(
    ['pbCycles', 'pbProposals', 'pbPaper', 'pbResults', 'pbProjects', 'voterRoll', 'ballotBox'].map(name => [
      name,
      'participatory-budgeting',
    ]),
  ),
}

export type Place =
  | { readonly kind: 'platform' | 'ui' | 'layouts' | 'seed' | 'db' | 'schema' | 'app' | 'outside'; readonly room?: string }
  | { readonly kind: 'package' }
  | { readonly kind: 'room'; readonly room: string; readonly part: Part }
type Part = 'usecase' | 'rules' | 'store' | 'forms' | 'views' | 'words' | 'messages'

/** Where in the house a path is. `outside` are pages, the command line, the worker and the server. */
export function placeOf(path: string): Place {
  const parts = path.split('/')
  if (parts[0] === 'db') {
    if (parts[1] === 'seed') return { kind: 'seed' }
    const schema = parts[1] === 'schema' ? parts[2]?.replace(/\.ts$/, '') : undefined
    return schema ? { kind: 'schema', room: SCHEMA_OF[schema] ?? schema } : { kind: 'db' }
  }
  if (parts[0] !== 'src') return { kind: 'package' }
  if (parts[1] === 'app.ts') return { kind: 'app' }
  if (parts[1] === 'styles') return { kind: 'ui' }
  if (parts[1] === 'platform' || parts[1] === 'ui' || parts[1] === 'layouts') return { kind: parts[1] }
  if (parts[1] !== 'features') return { kind: 'outside' }
  const inner = parts.slice(3).find(part => ['rules', 'store', 'forms', 'views', 'messages'].includes(part))
  const part = (inner ?? (parts.at(-1) === 'words.ts' ? 'words' : 'usecase')) as Part
  return { kind: 'room', room: parts[2] ?? '', part }
}

export const floorOf = (room: string): number => FLOORS.findIndex(floor => floor.includes(room))

/** Whether a room may know another at all. */
export function mayKnow(room: string, other: string): boolean {
  if (room === other || other === 'platform') return true
  const [mine, its] = [floorOf(room), floorOf(other)]
  return its < mine || (its === mine && mine === 0 && ALSO.has(other))
}

/** One line per fault: where, and what stands there. */
export const faultsOf = (sources: readonly Source[], wrong: (source: Source, one: Import) => boolean): string[] =>
  sources.flatMap(source =>
    source.imports.filter(one => wrong(source, one)).map(one => `${source.path}:${one.line} imports ${one.from}`),
  )
export const usesOf = (sources: readonly Source[], wrong: (source: Source, what: string) => boolean): string[] =>
  sources.flatMap(source =>
    source.uses.filter(use => wrong(source, use.what)).map(use => `${source.path}:${use.line} uses ${use.what}`),
  )

/** A file and all that it imports, and they import, when run. */
export function reachedFrom(path: string, sources: readonly Source[]): Source[] {
  const byPath = new Map(sources.map(one => [one.path, one]))
  const reached = new Set<string>()
  const walk = (at: string): void => {
    if (reached.has(at)) return
    reached.add(at)
    for (const one of byPath.get(at)?.imports ?? []) if (!one.typeOnly) walk(one.from)
  }
  walk(path)
  return [...reached].flatMap(one => byPath.get(one) ?? [])
}

/** Chains of files that import each other in a circle when run. */
export function circles(sources: readonly Source[]): string[] {
  const next = new Map(sources.map(source => [source.path, source.imports.filter(one => !one.typeOnly).map(one => one.from)]))
  const done = new Set<string>()
  const found: string[] = []
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) {
      found.push([...trail.slice(at), path].join(' → '))
      return
    }
    if (done.has(path)) return
    for (const to of next.get(path) ?? []) if (next.has(to)) walk(to, [...trail, path])
    done.add(path)
  }
  for (const path of next.keys()) walk(path, [])
  return found
}
