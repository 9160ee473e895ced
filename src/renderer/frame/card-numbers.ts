import { withoutCardNumbers } from "../../shared/card-numbers";

/** A text without its card numbers (shared/card-numbers.ts). What stands around one may make another once it is gone. */
export function removeCardNumbers(text: string): string {
  const clean = withoutCardNumbers(text, "");
  return clean === text ? text : removeCardNumbers(clean);
}
