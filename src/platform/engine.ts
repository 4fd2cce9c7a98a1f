export type Engine = 'sqlite' | 'postgres'

/** The engine that a DATABASE_URL means; unset and `file:…` mean SQLite. */
export const engineOf = (databaseUrl: string | undefined): Engine =>
  /^postgres(ql)?:\/\//.test(databaseUrl ?? '') ? 'postgres' : 'sqlite'
