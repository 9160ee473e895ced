import { z } from "zod";

/** A newer version: its number, and what is new in it as plain text. */
const offered = { version: z.string(), notes: z.string() };

/** How it stands with newer versions of the program; `at` is epoch ms. */
export const UpdateState = z.discriminatedUnion("kind", [
  /** Nobody asked for it. */
  z.object({ kind: z.literal("off") }),
  /** This copy cannot be replaced by the program itself, or has no place to look at. */
  z.object({ kind: z.literal("unable"), sentence: z.string() }),
  /** `at` null: not looked yet. */
  z.object({ kind: z.literal("newest"), at: z.number().nullable() }),
  z.object({ kind: z.literal("looking") }),
  z.object({ kind: z.literal("found"), ...offered }),
  z.object({ kind: z.literal("fetching"), ...offered }),
  /** It is on this computer, and waits for a person. */
  z.object({ kind: z.literal("ready"), ...offered }),
  z.object({ kind: z.literal("failed"), sentence: z.string() }),
]);
export type UpdateState = z.infer<typeof UpdateState>;
