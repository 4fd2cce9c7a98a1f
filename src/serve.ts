import { ConfigError, readConfig } from '#platform/config.ts'
import { CannotListen, openPortal, stopOnSignal } from './server.ts'

try {
  const portal = await openPortal(readConfig(process.env))
  stopOnSignal(portal)
  portal.app.log.info({ port: portal.port, engine: portal.app.store.engine }, 'listening')
  process.send?.({ listening: portal.port })
} catch (error) {
  const said = error instanceof ConfigError || error instanceof CannotListen
  process.stderr.write(`${error instanceof Error ? (said ? error.message : error.stack) : error}\n`)
  process.exit(1)
}
