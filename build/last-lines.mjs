/** The last lines of a program's output: enough to see why it failed. */
export function tail(text, lines = 12) {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}
