import { value } from './value.ts';

/** True from the moment the server said that nobody is signed in here (any more). What is written stays. */
export const sessionEnded = value(false);

export function noteSessionEnd(): void {
  sessionEnded.set(true);
}
