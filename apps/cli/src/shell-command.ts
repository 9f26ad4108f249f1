import type { Databases } from './databases.ts';

export interface ShellCommand {
  /** As it is typed: `area import`. */
  name: string;
  /** What comes behind, for the help: `FILE.csv [--good-rows]`. */
  usage: string;
  summary: string;
  /** Exit code; a StartFault or Problem that is thrown is shown in words. */
  run(args: string[], databases: Databases): Promise<number>;
}
