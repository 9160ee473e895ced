import { useEffect } from "react";
import { focusHome } from "./focus-home";

/**
 * Of a screen without a list: what the keys scroll and a screen reader names. It has the focus on arrival if nothing
 * has.
 */
export function useHome() {
  useEffect(focusHome, []);
  return { "data-home": "" } as const;
}
