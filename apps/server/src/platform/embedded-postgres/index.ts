export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
export { canDatabaseUse } from './system-user.ts';
