/**
 * The key of demo boxes: known to everybody, so that a demo vote can be closed, opened and counted by whoever tries it out. It
 * protects nothing; `placeDemoKey` gives it to demo cycles only.
 */
export const DEMO_PUBLIC_KEY = 'uAUQvSFJmy9a6_RQbkbXMIrkpCwh2dwub5lkzKo9Yk4'

/** Its three sheets as they would be printed, a line each. */
export const DEMO_SHEETS: readonly (readonly string[])[] = [
  ['04ZZ QX7S 9Y9C', '5T6F 4H26 R2ZZ', 'QAWH AEQF 5YC2', 'KMJ4 42BR HY2Y', '217V YDA5 S1JC', 'ACEY BNPA XM88'],
  ['08ZZ QX7S JAKK', 'QG5H 0VNS 7Y3E', 'DTD0 3GJN XFZZ', '0YTS 3ZBM G122', 'HKSJ GT5Z 69N8', '3QN9 ADY0 8849'],
  ['0CZZ QX7S 3F86', 'ENMR 2R99 YYJM', '761J 9Q2R FVFY', '7XB3 HJKS KXPG', 'CA5C 91XR X7QP', 'CZGK MXKB 0T0Y'],
]
