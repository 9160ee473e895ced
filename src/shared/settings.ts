import { z } from "zod";
import { Channel } from "./outcome";
import { SurchargeRate } from "./surcharge";

/** What a desk may set. Nothing secret; stored as plain JSON by electron-store. */
export const PublicSettings = z.object({
  theme: z.enum(["system", "light", "dark"]),
  /** What this place is called in the journal: "Front desk". */
  deskName: z.string().trim().min(1).max(40),
  channel: Channel,
  autoAdvance: z.boolean(),
  /** The sentence to read to the caller before a charge. */
  sayThis: z.boolean(),
  merchant: z.object({
    name: z.string().trim().max(60),
    address: z.string().trim().max(160),
    phone: z.string().trim().max(30),
    /**
     * The text on the cardholder's statement, 5-25 characters (docs/payarc.md, seed 001); empty: the processor's own.
     */
    statementDescription: z
      .string()
      .trim()
      .max(25)
      .refine((text) => text === "" || text.length >= 5, "At least 5 characters."),
    receiptPolicy: z.string().trim().max(400),
  }),
  paper: z.enum(["roll", "letter", "a4"]),
  rules: z.object({
    avs: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)]).nullable(),
    binLocation: z.union([z.literal(1), z.literal(2)]).nullable(),
    binCardType: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).nullable(),
  }),
  /** null: no surcharges, the default. */
  surcharge: SurchargeRate.nullable(),
});
export type PublicSettings = z.infer<typeof PublicSettings>;

export const DEFAULT_SETTINGS: PublicSettings = {
  theme: "system",
  deskName: "Front desk",
  channel: "phone",
  autoAdvance: true,
  sayThis: true,
  merchant: { name: "", address: "", phone: "", statementDescription: "", receiptPolicy: "" },
  paper: "roll",
  rules: { avs: null, binLocation: null, binCardType: null },
  surcharge: null,
};

/** Why two settings cannot stand together, in a sentence; null when all can. */
export function contradictionIn({ rules, surcharge }: Pick<PublicSettings, "rules" | "surcharge">): string | null {
  if (surcharge === null || rules.binCardType !== 1) return null;
  return "A surcharge is for credit cards only, and the safety rule “Void credit cards” voids exactly those. Change the rule or leave the surcharge off.";
}
