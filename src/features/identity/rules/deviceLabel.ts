const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bOPR\/|\bOpera\b|\bOPT\//, 'Opera'],
  [/\bEdg(A|iOS)?\//, 'Edge'],
  [/\bMiuiBrowser\//, 'Mi Browser'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\/|\bChromium\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPod\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

/** "Firefox, Android": enough to know one's own devices by, and nothing a person is followed by. Undefined where nothing is known. */
export function deviceLabel(userAgent: string | null | undefined): string | undefined {
  const found = [BROWSERS, SYSTEMS].map(list => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1])
  return found.filter(part => part !== undefined).join(', ') || undefined
}
