import { GIVES, HELD_FOR } from './granting.ts'
import { PERMISSIONS, type Permission } from './permissions.ts'
import { ROLES } from './viewer.ts'

/** What each permission lets one do, in a sentence. */
const MEANINGS: Readonly<Record<Permission, string>> = {
  'office.read': 'See the office of a municipality: what is due, drafts, dates.',
  'municipality.edit': "Change a municipality's contacts and its promise of an answer.",
  'budget.prepare': 'Upload a budget, correct its columns, explain its findings; nothing is shown to residents yet.',
  'budget.import': 'Publish a budget as a new version.',
  'report.write': 'Write a report and hand it on for review.',
  'report.publish': 'Publish, schedule, correct and withdraw a report.',
  'feedback.inbox': 'Read what residents wrote to a municipality, with dates due; never their contact.',
  'feedback.answer': 'Assign a word, answer it, join it with another, pass it on, promise a date.',
  'hearing.write': 'Prepare a hearing, enter what was asked and proposed, its participants and minutes.',
  'hearing.publish': 'Announce, move or call off a hearing, and publish its results.',
  'cycle.write': 'Prepare a participatory budgeting cycle: amount, areas, dates, rules.',
  'cycle.publish': 'Publish or call off a cycle, and amend its frozen rules with a reason.',
  'proposal.review': 'Let a proposal onto the list, judge and cost it, merge and split, answer an appeal.',
  'proposal.release': 'Release a batch of answers to proposals together.',
  'voters.issue': 'Print, void and reprint voting codes; bring in the local roll.',
  'voters.check': 'Check somebody against the local roll, and hand out a code or a paper ballot.',
  'box.key': 'Make and rehearse the key of the ballot box, close the box and open it.',
  'paper.prepare': 'Set up polling points, print paper ballots, write the protocol.',
  'paper.key': 'Key paper ballots, and settle where two keyings differ.',
  'count.run': 'Count, once the box is open; nothing is announced yet.',
  'count.sign': 'Sign the result as a member of the commission; the last signature needed announces it.',
  'project.write': 'Tell of the work on a winning project: stages, contracts, costs, delays, visits.',
  'practice.write': 'Write down a practice; say that one is wanted or adopted.',
  'practice.submit': 'Hand a practice to DPI.',
  'practice.review': 'Comment on a practice, send it back, publish it, choose it for the front page.',
  'desk.read': "Read DPI's desk: every word as sent and its history.",
  'desk.export': 'Take the filtered queue (without contact) or totals away as a file; each time is in the audit trail.',
  'totals.read': 'Read totals by place, service and quarter, without words.',
  'feedback.contact': 'See the contact of an author who shares it with DPI.',
  'feedback.moderate': 'Publish a word whole or in part, refuse it, put it back; each decision is kept with its reason.',
  'feedback.import': 'Take in paper forms keyed in a spreadsheet.',
  'delivery.read': "See where envelopes to DPI's system stand.",
  'delivery.retry': 'Send stuck envelopes again.',
  'units.import': "Import the statistics office's register of units.",
  'account.read': 'See who holds which role in a municipality.',
  'account.invite': 'Invite somebody to a role that one may give, and take it back (below); see who holds those roles.',
  'account.create': 'Make an account with any role, or a new one-time link; see everybody who works with the portal.',
  'account.disable': 'Close an account with its sessions and links.',
}

/** The table of permissions as `docs/permissions.md` shows it. */
export function permissionsDoc(): string {
  const rows = Object.entries(PERMISSIONS).map(([name, roles]) => {
    const held = ROLES.map(role => ((roles as readonly string[]).includes(role) ? 'yes' : 'no'))
    return `| \`${name}\` | ${held.join(' | ')} | ${MEANINGS[name as Permission]} |`
  })
  const giving = ROLES.flatMap(role => {
    const gives = GIVES[role]
    if (!gives) return []
    const where = HELD_FOR[role] ? `, for the same ${HELD_FOR[role]}` : ''
    return `| \`${role}\` | ${gives.map(one => `\`${one}\``).join(', ')}${where} |`
  })
  const held = ROLES.map(role => `| \`${role}\` | ${HELD_FOR[role] ? `one ${HELD_FOR[role]}` : 'everywhere'} |`)
  return `# Who may do what

Written from \`src/features/identity/rules/permissions.ts\` by \`npm run docs:permissions\`; a test holds it current. Use cases ask
for a permission by its name; pages never decide by their address. A role is held everywhere, or for one place and what lies
under it: \`editor\`, \`publisher\` and \`commission\` for a municipality, \`branch\` for an oblast. The command line acts for the operator of the server and may do all.
Residents need no account, and a visitor holds none of these.

| permission | ${ROLES.join(' | ')} | what it lets one do |
|---|${ROLES.map(() => '---|').join('')}---|
${rows.join('\n')}

## Who gives a role

Who may give a role may take it back, with a reason. The last publisher of a municipality and the last admin cannot give up
their own. From \`src/features/identity/rules/granting.ts\`:

| who | gives and takes back |
|---|---|
${giving.join('\n')}

| role | held for |
|---|---|
${held.join('\n')}
`
}
