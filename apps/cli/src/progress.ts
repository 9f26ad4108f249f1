/** One line that counts up on a terminal; in a pipe nothing until it is done. */
export function progressLine(what: string): (done: number, all: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (done, all) => {
    process.stderr.write(`\r${what} ${done.toLocaleString('en')} of ${all.toLocaleString('en')}${done === all ? '\n' : ''}`);
  };
}
