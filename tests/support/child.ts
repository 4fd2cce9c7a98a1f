import { spawn } from 'node:child_process'

/** Runs a module's text in a Node process of its own, in the repository's folder; answers what it wrote. */
export function runModule(code: string, env: Record<string, string> = {}): Promise<string> {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], {
    env: { ...inherited, ...env } as Record<string, string>,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let wrong = ''
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (wrong += chunk))
  return new Promise((resolve, reject) =>
    child.once('close', code => (code === 0 ? resolve(out) : reject(new Error(`ended with ${code}:\n${wrong}`)))),
  )
}
