interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * How a schema breaks a promise made by its published form: readers of that form rely on what is required, on types and
 * values, and on open objects. Only optional properties may be added. An empty list means no break.
 */
export function brokenPromises(published: Schema, present: Schema, path = 'data'): string[] {
  const broken: string[] = []
  for (const key of ['type', 'enum', 'const', 'format'] as const)
    if (!same(published[key], present[key])) broken.push(`${path}: ${key} changed`)
  if (!same([...(published.required ?? [])].sort(), [...(present.required ?? [])].sort()))
    broken.push(`${path}: required changed`)
  if (typeof published.additionalProperties === 'object' && typeof present.additionalProperties === 'object')
    broken.push(...brokenPromises(published.additionalProperties, present.additionalProperties, `${path}.*`))
  else if (!same(published.additionalProperties, present.additionalProperties)) broken.push(`${path}: openness changed`)
  for (const [name, property] of Object.entries(published.properties ?? {})) {
    const now = present.properties?.[name]
    if (now) broken.push(...brokenPromises(property, now, `${path}.${name}`))
    else broken.push(`${path}.${name}: gone`)
  }
  return broken
}
