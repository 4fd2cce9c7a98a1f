import { err, ok, type Result } from '#platform/result.ts'

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 200

// What the lists of leaked passwords are made of, here and elsewhere; a password that is only these is no secret.
const COMMON = [
  'password', 'passw0rd', 'пароль', 'gfhjkm', 'parol', 'сырсөз', 'qwertyuiop', 'qwerty', 'йцукенгшщз', 'йцукен', 'asdfghjkl', 'asdfgh', 'фывапролдж',
  'zxcvbnm', 'ячсмить', '1q2w3e4r5t6y', '1q2w3e4r', 'q1w2e3r4', 'qazwsxedc', 'qazwsx', '1qaz2wsx', 'administrator', 'admin', 'админ',
  'welcome', 'iloveyou', 'letmein', 'changeme', 'default', 'temporary', 'test', 'user', 'secret', 'login', 'hello', 'привет', 'салам',
  'kyrgyzstan', 'кыргызстан', 'kirgizia', 'киргизия', 'bishkek', 'бишкек', 'ashar', 'ашар', 'football', 'baseball', 'princess', 'monkey',
  'dragon', 'sunshine', 'superman', 'abc', 'january', 'february', 'winter', 'spring', 'summer', 'autumn',
] // prettier-ignore

/** Runs of one character (`aaaa`) or of neighbours (`4567`, `dcba`), three or longer. */
function withoutRuns(text: string): string {
  const letters = [...text]
  const kept: string[] = []
  for (let at = 0; at < letters.length;) {
    let end = at + 1
    const step = (letters[at + 1]?.codePointAt(0) ?? 9e9) - (letters[at]?.codePointAt(0) ?? 0)
    if (Math.abs(step) <= 1)
      while (end < letters.length && (letters[end]?.codePointAt(0) ?? 0) - (letters[end - 1]?.codePointAt(0) ?? 0) === step)
        end += 1
    if (end - at >= 3) at = end
    else kept.push(letters[at++] ?? '')
  }
  return kept.join('')
}

/**
 * Whether a password may be set: 12 characters or more of any kind (NIST SP 800-63B: length, no composition rules), and
 * not made of the most common words, the account's own address, runs or repetitions alone.
 */
export function checkPassword(
  password: string,
  email: string,
): Result<void, 'password.short' | 'password.long' | 'password.common'> {
  const length = [...password].length
  if (length < SHORTEST_PASSWORD) return err('password.short', { path: 'password', values: { minimum: SHORTEST_PASSWORD } })
  if (length > LONGEST_PASSWORD) return err('password.long', { path: 'password', values: { maximum: LONGEST_PASSWORD } })
  let rest = password.normalize('NFKC').toLowerCase()
  const own = email
    .toLowerCase()
    .split(/[@.]/)
    .filter(part => part.length > 2)
  for (const word of [...own, ...COMMON]) rest = rest.replaceAll(word, ' ')
  rest = withoutRuns(rest).replace(/\s|[\d!?.,_\-*#@$%&]{1,4}$/g, '')
  if (new Set(rest).size < 4) return err('password.common', { path: 'password' })
  return ok()
}
