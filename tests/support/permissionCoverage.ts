import { PERMISSIONS } from '#features/identity/rules/permissions.ts'
import { placeOf } from './house.ts'
import type { Source } from './sources.ts'

/** A use case that asks for permissions, by its file; files of its room that only it and its like call; and the names asked for. */
export interface Asking {
  readonly path: string
  readonly through: readonly string[]
  readonly permissions: readonly string[]
}

const roomOf = (path: string): string | undefined => {
  const place = placeOf(path)
  return place.kind === 'room' ? place.room : undefined
}
const isUseCase = (path: string): boolean => {
  const place = placeOf(path)
  return place.kind === 'room' && place.part === 'usecase' && path.endsWith('.ts')
}
const named = (text: string): string[] => Object.keys(PERMISSIONS).filter(name => text.includes(`'${name}'`))

/**
 * Use cases that somebody outside their room can call and that ask for a permission: themselves, or through a file of their
 * room that nobody outside calls. What they ask for are the names that stand in those files.
 */
export function askingUseCases(sources: readonly Source[]): Asking[] {
  const byPath = new Map(sources.map(source => [source.path, source]))
  const calledFromOutside = new Set(
    sources.flatMap(source =>
      source.imports.filter(one => !one.typeOnly && roomOf(one.from) !== roomOf(source.path)).map(one => one.from),
    ),
  )
  const behind = (path: string, seen: Set<string>): Source[] => {
    const source = byPath.get(path)
    if (!source || seen.has(path)) return []
    seen.add(path)
    const own = source.imports.filter(
      one => !one.typeOnly && roomOf(one.from) === roomOf(path) && isUseCase(one.from) && !calledFromOutside.has(one.from),
    )
    return [source, ...own.flatMap(one => behind(one.from, seen))]
  }
  return [...calledFromOutside]
    .filter(isUseCase)
    .sort()
    .flatMap(path => {
      const files = behind(path, new Set())
      const asking = files.filter(file => /\bmay\(/.test(file.text))
      const permissions = [...new Set([...asking, ...files.slice(0, 1)].flatMap(file => named(file.text)))].sort()
      if (asking.length === 0 || permissions.length === 0) return []
      return [{ path, through: files.slice(1).map(file => file.path), permissions }]
    })
}

/** What no test tries, itself or what it does its work through: `use case: permission`, where no test that knocks with every role imports the one and names the other. */
export function untried(asking: readonly Asking[], tests: readonly Source[]): string[] {
  const knocking = tests.filter(test => /\b(placedK|k)nockers\(/.test(test.text))
  return asking.flatMap(({ path, through, permissions }) => {
    const its = knocking.filter(test => test.imports.some(one => one.from === path || through.includes(one.from)))
    if (its.length === 0) return [`${path}: no test tries it with every role (tests/support/viewers.ts)`]
    return permissions
      .filter(name => !its.some(test => test.text.includes(`'${name}'`)))
      .map(name => `${path}: no test knocks for ${name}`)
  })
}
