import { createContext, useContext } from "react";
import type { CommandName } from "../../shared/contract";

/** Answers why the person at work may not ask for a command, in a sentence; null: they may. */
export const WhyNot = createContext<(command: CommandName) => string | null>(() => null);

/** Why the person at work may not do this; null: they may, or nothing is asked for. */
export function useWhyNot(command: CommandName | undefined): string | null {
  const whyNot = useContext(WhyNot);
  return command === undefined ? null : whyNot(command);
}
