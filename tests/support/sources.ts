import { readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join, posix, relative } from 'node:path'
import ts from 'typescript'

export interface Import {
  /** Path from the repository's root for files of ours, else the package or `node:` module as written. */
  readonly from: string
  /** Erased when run: `import type`, or every name marked `type`. */
  readonly typeOnly: boolean
  readonly line: number
}
/** One source file as the rules of the house see it: imports, and the few expressions they speak about. */
export interface Source {
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
  /** Re-exports from other modules. */
  readonly reexports: readonly Import[]
  /** `new Date()`, `Date.now()`, `Math.random()`, `process.env`, `tx.insert`, `store.read.select` …, with their line. */
  readonly uses: readonly { readonly what: string; readonly line: number }[]
  /** Lines of code: a route's frontmatter, or the whole file. */
  readonly codeLines: number
}

const ALIASES: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).imports

function resolveImport(specifier: string, importer: string): string {
  if (specifier.startsWith('.')) return posix.join(dirname(importer), specifier)
  for (const [alias, target] of Object.entries(ALIASES)) {
    const start = alias.slice(0, -1)
    if (specifier.startsWith(start)) return posix.normalize(target.slice(0, -1) + specifier.slice(start.length))
  }
  return specifier
}

/** Code of an .astro file: its frontmatter and its bundled scripts, with line numbers kept by blank lines. */
function astroParts(text: string): { frontmatter: string; scripts: string } {
  const fence = /^\s*---\n([\s\S]*?)\n---/.exec(text)
  const frontmatter = fence?.[1] ?? ''
  const before = fence ? text.slice(0, fence[0].indexOf('---') + 4).split('\n').length - 1 : 0
  let scripts = ''
  for (const match of text.slice(fence?.[0].length ?? 0).matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g))
    scripts += `${match[1]}\n`
  return { frontmatter: '\n'.repeat(before) + frontmatter, scripts }
}

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  const clause = node.importClause
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { namedBindings } = clause
  return (
    !clause.name &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every(element => element.isTypeOnly)
  )
}

function scanCode(path: string, code: string): Pick<Source, 'imports' | 'reexports' | 'uses'> {
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
  const imports: Import[] = []
  const reexports: Import[] = []
  const uses: { what: string; line: number }[] = []
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      const found = { from: resolveImport(node.moduleSpecifier.text, path), typeOnly: isTypeOnly(node), line: lineOf(node) }
      imports.push(found)
      if (ts.isExportDeclaration(node)) reexports.push(found)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments
      if (target && ts.isStringLiteral(target))
        imports.push({ from: resolveImport(target.text, path), typeOnly: false, line: lineOf(node) })
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      imports.push({ from: resolveImport(node.argument.literal.text, path), typeOnly: true, line: lineOf(node) })
    else if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      uses.push({ what: 'new Date()', line: lineOf(node) })
    else if (ts.isPropertyAccessExpression(node)) {
      const what = node.getText().replace(/\s+|\?/g, '')
      const settings = what === 'process.env' && insideCallOf(node, 'readConfig')
      if (
        /^(Date\.now|Math\.random|crypto\.(randomUUID|getRandomValues)|process\.env|import\.meta\.env)$/.test(what) &&
        !settings
      )
        uses.push({ what, line: lineOf(node) })
      else if (/^tx\.\w+$|(^|\.)store\.read\.\w+$/.test(what)) uses.push({ what, line: lineOf(node) })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return { imports, reexports, uses }
}

function insideCallOf(node: ts.Node, name: string): boolean {
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent)
    if (ts.isCallExpression(at) && at.expression.getText() === name) return true
  return false
}

/** Reads one file of ours, given as text. */
export function scanSource(path: string, text: string): Source {
  if (extname(path) !== '.astro') {
    return { path, text, ...scanCode(path, text), codeLines: text.split('\n').length }
  }
  const { frontmatter, scripts } = astroParts(text)
  const front = scanCode(path, frontmatter)
  // A page's script runs in the reader's browser, where there is no App: only its imports concern the house.
  const browser = scanCode(path, scripts)
  return {
    path,
    text,
    imports: [...front.imports, ...browser.imports],
    reexports: [...front.reexports, ...browser.reexports],
    uses: front.uses,
    codeLines: frontmatter.trim().split('\n').length,
  }
}

/** Every .ts and .astro file under these folders. */
export function readSources(...folders: string[]): Source[] {
  return folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.(ts|astro)$/.test(entry.name))
      .map(entry => relative('.', join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter(path => !path.startsWith('db/migrations/'))
      .sort()
      .map(path => scanSource(path, readFileSync(path, 'utf8'))),
  )
}
