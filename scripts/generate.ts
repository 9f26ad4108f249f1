/** `npm run generate`: every file that is made from another. The check runs it again and fails when one differs. */
import { writeRoutes } from './generate-routes.ts';
import { writeTables } from './generate-tables.ts';

writeRoutes();
await writeTables();
