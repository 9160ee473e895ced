import { create } from "zustand";

/** The numbers beside the rail's links; null is not known, and nothing is shown then. */
export const useBadges = create<{ readonly holdsDue: number | null }>(() => ({ holdsDue: null }));

/** How many holds lapse soon, as the holds screen counted them. */
export function setHoldsDue(holdsDue: number | null): void {
  useBadges.setState({ holdsDue });
}
