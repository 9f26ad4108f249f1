/**
 * State machines as pure tables, so that the phone knows offline which buttons are legal.
 *
 * A table names every state, and for each command that is a move there, the state it leads to. What a table does not
 * list is not a move. Typed over the table itself: an unknown state or command does not compile.
 */
export type TransitionTable<State extends string, Command extends string> = Record<State, Partial<Record<Command, State>>>;

export type StateOf<T> = keyof T & string;
export type CommandOf<T> = { [S in keyof T]: keyof T[S] }[keyof T] & string;

/** The state that `command` leads to, or null when it is no move from here. */
export function nextState<T extends TransitionTable<string, string>>(table: T, from: StateOf<T>, command: CommandOf<T>): StateOf<T> | null {
  return ((table[from] as Partial<Record<string, string>>)[command] as StateOf<T> | undefined) ?? null;
}

/** What can be done from here, for buttons. */
export function legalMoves<T extends TransitionTable<string, string>>(table: T, from: StateOf<T>): CommandOf<T>[] {
  return Object.keys(table[from] as object) as CommandOf<T>[];
}
