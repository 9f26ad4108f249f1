/** A job: something to do at a time. Re-reads what it is about and moves it conditionally, so a late or doubled one does nothing. */
export interface Jobs {
  /** `key` makes it one job, however often it is added: the last time and payload win. */
  add: (task: string, payload: Record<string, unknown>, options: { key: string; runAt: Date }) => Promise<void>;
}

export interface Task {
  name: string;
  run: (payload: Record<string, unknown>) => Promise<void>;
}
