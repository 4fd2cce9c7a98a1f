// Keeps the pages of keying without a line, and what they need to look and work: fresh where there is a line, kept where
// there is none. It sees no ballot: those lie in the page's own storage.
const KEPT = 'ashar-paper-1'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', event => {
  const { request } = event
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return
  event.respondWith(request.mode === 'navigate' ? freshPage(request) : keptFile(request))
})

async function freshPage(request) {
  const kept = await caches.open(KEPT)
  try {
    const response = await fetch(request)
    if (response.ok && !response.redirected) await kept.put(request.url.split('#')[0], response.clone())
    // A portal that is down is like a line that is down.
    return response.status < 500 ? response : ((await kept.match(request, { ignoreSearch: true })) ?? response)
  } catch {
    return (await kept.match(request, { ignoreSearch: true })) ?? Response.error()
  }
}

async function keptFile(request) {
  const kept = await caches.open(KEPT)
  const found = await kept.match(request)
  if (found) return found
  const response = await fetch(request)
  if (response.ok) await kept.put(request, response.clone())
  return response
}
