import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import type { RandomBytes } from '#platform/ids.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { projectsFor, type FrozenContent } from '../../cycles/rules/frozen.ts'

// A sealed ballot is the ephemeral X25519 key (32 bytes), the ciphertext, and the tag of AES-256-GCM (16 bytes), base64url.
// Key and nonce come from HKDF-SHA-256 over the shared secret, salted with both public keys; each pair is used once only.
const KEY_BYTES = 32
const TAG_BYTES = 16
const NONCE_BYTES = 12
const INFO = 'ashar ballot envelope 1'
// What stands before the 32 bytes of a key in the DER encodings of RFC 8410.
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')

const privateOf = (raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, raw]), format: 'der', type: 'pkcs8' })
const publicOf = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, raw]), format: 'der', type: 'spki' })
const rawPublic = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length)

/** The public key, base64url, of a private one of 32 bytes. */
export const publicKeyOf = (privateKey: Uint8Array): string => rawPublic(privateOf(privateKey)).toString('base64url')

function secretOf(mine: KeyObject, theirs: Buffer, ephemeral: Buffer, box: Buffer) {
  const shared = diffieHellman({ privateKey: mine, publicKey: publicOf(theirs) })
  const bytes = Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, box]), INFO, KEY_BYTES + NONCE_BYTES))
  return { key: bytes.subarray(0, KEY_BYTES), nonce: bytes.subarray(KEY_BYTES) }
}

/** The text with its length before it and zeros after it. Refuses a text that is longer: a longer envelope would be known by it. */
function padded(text: string, length: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length > length) return undefined
  const whole = Buffer.alloc(4 + length)
  whole.writeUInt32BE(bytes.length)
  bytes.copy(whole, 4)
  return whole
}

/**
 * Seals a text so that only the private key opens it; every text of one `length` gives an envelope of the same size. `random`
 * gives the ephemeral key.
 */
export function sealBallot(
  publicKey: string,
  plaintext: string,
  random: RandomBytes,
  length: number,
): Result<string, 'vote.tooLong'> {
  const whole = padded(plaintext, length)
  if (!whole) return err('vote.tooLong')
  const box = Buffer.from(publicKey, 'base64url')
  const mine = privateOf(random(KEY_BYTES))
  const ephemeral = rawPublic(mine)
  const { key, nonce } = secretOf(mine, box, ephemeral, box)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return ok(Buffer.concat([ephemeral, cipher.update(whole), cipher.final(), cipher.getAuthTag()]).toString('base64url'))
}

/** The text again; refuses an envelope that was changed, cut, or sealed for another key. */
export function openEnvelope(privateKey: Uint8Array, sealed: string): Result<string, 'box.unopenable'> {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length <= KEY_BYTES + TAG_BYTES + 4) return err('box.unopenable')
  try {
    const mine = privateOf(privateKey)
    const ephemeral = bytes.subarray(0, KEY_BYTES)
    const { key, nonce } = secretOf(mine, ephemeral, ephemeral, rawPublic(mine))
    const cipher = createDecipheriv('aes-256-gcm', key, nonce)
    cipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    const whole = Buffer.concat([cipher.update(bytes.subarray(KEY_BYTES, -TAG_BYTES)), cipher.final()])
    return ok(whole.subarray(4, 4 + whole.readUInt32BE()).toString('utf8'))
  } catch {
    return err('box.unopenable')
  }
}

/** Beside the choices: names of the fields, receipt number, salt, rotation. */
const FRAME_BYTES = 256
/** Around one choice: `{"project":"","points":},`. */
const CHOICE_BYTES = 27

/**
 * To how many bytes the ballots of a cycle are padded: the longest ballot its rules allow, in steps that double, so that an
 * amendment rarely moves it. Taken from what was frozen first.
 */
export function ballotLength(content: FrozenContent): number {
  const { ballot } = content.rules
  const most = ballot.type === 'approval' ? ballot.max : ballot.type === 'ranking' ? ballot.most : Number.POSITIVE_INFINITY
  const digits = ballot.type === 'points' ? String(ballot.total).length : 0
  const longest = (areaId: string): number => {
    const lengths = projectsFor(content, areaId).map(one => Buffer.byteLength(JSON.stringify(one.id)) - 2)
    lengths.sort((a, b) => b - a)
    const chosen = lengths.slice(0, Math.min(most, lengths.length))
    return chosen.reduce((sum, one) => sum + one + CHOICE_BYTES + digits, 0)
  }
  const areas = content.areas.map(one => one.id)
  const names = Math.max(0, ...areas.map(id => Buffer.byteLength(JSON.stringify(id))))
  const needed = FRAME_BYTES + names + Buffer.byteLength(content.cycle) + Math.max(0, ...areas.map(longest))
  return 2 ** Math.max(9, Math.ceil(Math.log2(needed)))
}
