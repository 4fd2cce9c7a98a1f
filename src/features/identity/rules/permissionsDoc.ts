import { PERMISSIONS, type Permission } from './permissions.ts'
import { ROLES } from './viewer.ts'

/** What each permission lets one do, in a sentence. */
const MEANINGS: Readonly<Record<Permission, string>> = {
  'desk.read': "Read DPI's desk: every word as sent, its history, and contact where its author shares it; totals.",
  'desk.export': 'Take the filtered queue (without contact) or totals away as a file; each time is in the audit trail.',
  'feedback.moderate': 'Publish a word whole or in part, refuse it, put it back; each decision is kept with its reason.',
  'feedback.import': 'Take in paper forms keyed in a spreadsheet.',
  'delivery.read': "See where envelopes to DPI's system stand.",
  'delivery.retry': 'Send stuck envelopes again.',
  'budget.import': 'Import a budget as a new version.',
  'units.import': "Import the statistics office's register of units.",
  'account.create': 'Invite somebody, or make a new one-time link.',
  'account.disable': 'Close an account with its sessions and links.',
}

/** The table of permissions as `docs/permissions.md` shows it. */
export function permissionsDoc(): string {
  const rows = Object.entries(PERMISSIONS).map(([name, roles]) => {
    const held = ROLES.map(role => ((roles as readonly string[]).includes(role) ? 'yes' : 'no'))
    return `| \`${name}\` | ${held.join(' | ')} | ${MEANINGS[name as Permission]} |`
  })
  return `# Who may do what

Written from \`src/features/identity/rules/permissions.ts\` by \`npm run docs:permissions\`; a test holds it current. Use cases ask
for a permission by its name; pages never decide by their address. A role is held everywhere, or for one place and what lies
under it; \`dpi\` and \`admin\` are held everywhere. The command line acts for the operator of the server and may do all.
Residents need no account, and a visitor holds none of these.

| permission | ${ROLES.join(' | ')} | what it lets one do |
|---|${ROLES.map(() => '---|').join('')}---|
${rows.join('\n')}
`
}
