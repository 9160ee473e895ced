/** How long one step may take, and one expectation, before it counts as hanging. Slow is not wrong: the machine may be busy. */
export const ACTION_LIMIT_MS = 60_000;
