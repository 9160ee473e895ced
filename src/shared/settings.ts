import { z } from "zod";
import { SHORTEST_STATEMENT } from "./charge-limits";
import { Channel } from "./outcome";
import { SurchargeRate } from "./surcharge";
import { settingsWords } from "./words/settings";

/** What a desk has set for itself, whatever the account. Nothing secret; stored as plain JSON by electron-store. */
export const DeskSettings = z.object({
  theme: z.enum(["system", "light", "dark"]),
  /** By how many hours the time of day is told. */
  hours: z.enum(["system", "12", "24"]),
  /** On which day a week begins. */
  weekStart: z.enum(["system", "sunday", "monday", "saturday"]),
  /** What this place is called in the journal: formWords.frontDesk. */
  deskName: z.string().trim().min(1).max(40),
  autoAdvance: z.boolean(),
  /** The sentence to read to the caller before a charge. */
  sayThis: z.boolean(),
  paper: z.enum(["roll", "letter", "a4"]),
  /** Whether pictures and recordings of the screen show the windows (shell/captures.ts). */
  captures: z.enum(["shown", "not_cards", "never_shown"]),
  /** How many days a line of the log is kept; older ones go at the next start. */
  logDays: z.union([z.literal(7), z.literal(30), z.literal(90), z.literal(365)]),
  /** How many days the copies of an account are kept that nobody opens; 0: always. */
  copyDays: z.union([z.literal(0), z.literal(30), z.literal(90), z.literal(365)]),
  /** The guide of the first run was left or done: it is shown again only when a person asks for it. */
  guided: z.boolean(),
  /** After so many minutes without a hand the screen locks; PCI DSS 8.2.8 asks for 15 at most. */
  lockMinutes: z.number().int().min(1).max(15),
  /** Whether a newer version of the program is looked for. Nobody is asked before a person switches it on. */
  updates: z.boolean(),
});
export type DeskSettings = z.infer<typeof DeskSettings>;

/** A logo for receipts: a PNG as base64, rasterised by the page that it was chosen in; empty: none. */
export const LONGEST_LOGO = 80_000;
const Logo = z
  .string()
  .max(LONGEST_LOGO)
  .regex(/^(?:iVBORw0KGgo[A-Za-z0-9+/]*={0,2})?$/, settingsWords.logoForm);

/** What an account has of its own: how its orders come, what its receipts say, what is voided by itself. */
export const AccountSettings = z.object({
  channel: Channel,
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
      .refine((text) => text === "" || text.length >= SHORTEST_STATEMENT, settingsWords.statementShort),
    receiptPolicy: z.string().trim().max(400),
  }),
  logo: Logo,
  rules: z.object({
    avs: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)]).nullable(),
    binLocation: z.union([z.literal(1), z.literal(2)]).nullable(),
    binCardType: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).nullable(),
  }),
  /** null: no surcharges, the default. */
  surcharge: SurchargeRate.nullable(),
});
export type AccountSettings = z.infer<typeof AccountSettings>;

/** All settings that hold in one window: the desk's, and those of the window's account. */
export const PublicSettings = DeskSettings.extend(AccountSettings.shape);
export type PublicSettings = z.infer<typeof PublicSettings>;

export const DEFAULT_DESK: DeskSettings = {
  theme: "system",
  hours: "system",
  weekStart: "system",
  deskName: settingsWords.firstDesk,
  autoAdvance: true,
  sayThis: true,
  paper: "roll",
  captures: "shown",
  logDays: 90,
  copyDays: 0,
  guided: false,
  lockMinutes: 15,
  updates: false,
};

export const DEFAULT_OF_ACCOUNT: AccountSettings = {
  channel: "phone",
  merchant: { name: "", address: "", phone: "", statementDescription: "", receiptPolicy: "" },
  logo: "",
  rules: { avs: null, binLocation: null, binCardType: null },
  surcharge: null,
};

export const DEFAULT_SETTINGS: PublicSettings = { ...DEFAULT_DESK, ...DEFAULT_OF_ACCOUNT };

/** Why two settings cannot stand together, in a sentence; null when all can. */
export function contradictionIn({ rules, surcharge }: Pick<PublicSettings, "rules" | "surcharge">): string | null {
  if (surcharge === null || rules.binCardType !== 1) return null;
  return settingsWords.contradiction;
}
