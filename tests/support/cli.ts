import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Runs the operator's tool and answers what it wrote; throws where it ends with another status than 0. */
export async function cli(args: readonly string[], env: Record<string, string>): Promise<string> {
  const { DATABASE_URL: _, ...inherited } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/main.ts', ...args], { env: { ...inherited, ...env } })
  return stdout
}
