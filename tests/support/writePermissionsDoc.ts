import { writeFileSync } from 'node:fs'
import { permissionsDoc } from '#features/identity/rules/permissionsDoc.ts'

// For developers: `npm run docs:permissions` after a change of the table.
writeFileSync('docs/permissions.md', permissionsDoc())
