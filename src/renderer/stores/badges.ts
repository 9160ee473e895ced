import { create } from "zustand";

/** Numbers beside the rail's links. null: not known, nothing is shown. */
export const useBadges = create<{ readonly holdsDue: number | null }>(() => ({ holdsDue: null }));

/** How many holds lapse soon, as the holds screen counted them. */
export function setHoldsDue(holdsDue: number | null): void {
  useBadges.setState({ holdsDue });
}
