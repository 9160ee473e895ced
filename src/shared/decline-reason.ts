import { z } from "zod";

/** Why a card was declined, as people are told it (words/decline.ts); `unstated`: nothing that is known here was said. */
export const DeclineReason = z.enum([
  "funds",
  "limit",
  "noReason",
  "suspected",
  "expired",
  "cvv",
  "number",
  "repeat",
  "amount",
  "unexplained",
  "network",
  "notSetUp",
  "stopped",
  "lapsed",
  "doNotRetry",
  "tooOften",
  "replaced",
  "pin",
  "address",
  "unstated",
]);
export type DeclineReason = z.infer<typeof DeclineReason>;
