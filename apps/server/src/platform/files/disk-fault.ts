import { Problem } from '../problem.ts';

/** The disk has no room, or not for this user: said as such. Everything else of the file system is a fault of ours. */
export function diskProblem(error: unknown): unknown {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? new Problem('storage.full') : error;
}
