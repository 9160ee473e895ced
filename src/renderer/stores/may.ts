import type { CommandName } from "../../shared/contract";
import { MAY } from "../../shared/may";
import { notAllowedWords } from "../../shared/words/not-allowed";

/** For `WhyNot`: what the person who is signed in may not ask. Main refuses it in the same words. null: not known yet. */
export function whyNotOf(may: readonly string[] | null): (command: CommandName) => string | null {
  return (command) =>
    may === null || may.includes(command)
      ? null
      : notAllowedWords.role({ who: notAllowedWords.whoMay[MAY[command].roles[0] ?? "owner"] });
}
