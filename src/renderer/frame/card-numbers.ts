import { withoutCardNumbers } from "../../shared/card-numbers";

/** A text without its card numbers (shared/card-numbers.ts). What stands around one may make another once it is gone. */
export function removeCardNumbers(text: string): string {
  const clean = withoutCardNumbers(text, "");
  // SECURITY: the engine remembers the subject of the last match of a regular expression, so that is made another.
  /none/.exec("none");
  return clean === text ? text : removeCardNumbers(clean);
}
