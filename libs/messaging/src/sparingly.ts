/** Passes a line on at once, then at most one every `everyMs` milliseconds: what fails again and again fills no log. */
export function sparingly(say: (line: string) => void, everyMs: number): (line: string) => void {
  let last = -Infinity;
  return (line) => {
    if (performance.now() - last < everyMs) return;
    last = performance.now();
    say(line);
  };
}
