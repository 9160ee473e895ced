import { z } from "zod";
import { AccountId } from "./account";
import { CustomerLine } from "./customer";
import { Channel } from "./outcome";
import type { Currency } from "./currency";

/** What the desks of a shop know of each other through the shared book (docs/operations.md, many desks). */

/**
 * Whose list of people this desk goes by: its own, or the one that all desks share. `other`: it has its own, and the shop
 * has another. `newer`: a newer program wrote the shop's.
 */
export const PeopleSeen = z.enum(["own", "shared", "other", "newer"]);
export type PeopleSeen = z.infer<typeof PeopleSeen>;

/**
 * The shared book as every window knows it. `not_used`: this desk has none. `sentence`: why other desks are not seen, or
 * what they do not see of this one, and what to do. `waiting`: rows of this desk's journal that are not in the book yet.
 */
export const DesksSeen = z.object({
  seen: z.enum(["not_used", "seen", "not_seen"]),
  sentence: z.string().nullable(),
  waiting: z.number().int(),
  people: PeopleSeen,
});
export type DesksSeen = z.infer<typeof DesksSeen>;

/** Another desk that wrote something within the last day, and when it last did (epoch ms by the book's clock). */
export const OtherDesk = z.object({ name: z.string(), operator: z.string(), at: z.number() });
export type OtherDesk = z.infer<typeof OtherDesk>;

/** What Settings > Desks shows. `address` has neither a name nor a password; null: none is set. */
export const DesksState = DesksSeen.extend({
  address: z.string().nullable(),
  /** Whether the words of the shop can be shown here, to bring in another desk. */
  hasWords: z.boolean(),
  others: z.array(OtherDesk),
});
export type DesksState = z.infer<typeof DesksState>;

/**
 * Where the book is. `words`: those of the shop, as the first desk shows them; null on the first desk, which makes them.
 * `certificate`: the server's own or its authority's, as PEM text; null: an authority that this computer knows.
 */
export const DesksConnect = z.strictObject({
  address: z.string().trim().min(1).max(500),
  password: z.string().max(500),
  words: z.string().trim().max(200).nullable(),
  certificate: z.string().trim().max(20_000).nullable(),
});
export type DesksConnect = z.infer<typeof DesksConnect>;

const typed = z.string().max(500);

/** What an order has besides its card. SECURITY: a card's number, expiry and CVV have no place here. */
const ParkedFields = z.strictObject({
  channel: Channel,
  authorizeOnly: z.boolean(),
  saveCard: z.boolean(),
  surcharge: z.boolean(),
  cvvNotGiven: z.boolean(),
  holder: typed,
  addressLine1: typed,
  addressLine2: typed,
  city: typed,
  state: typed,
  country: typed,
  email: typed,
  phone: typed,
  sendEmail: z.boolean(),
  sendSms: z.boolean(),
  statementDescription: typed,
  invoice: typed,
  note: typed,
  tip: typed,
  purchaseOrder: typed,
  salesTax: typed,
  metadata: z.array(z.strictObject({ name: typed, value: typed })).max(50),
});

/** An order that was put aside. `account` is the one that its customer and card belong to. */
export const OrderToPark = z.strictObject({
  id: z.uuid(),
  account: AccountId,
  typed: z.string().max(40),
  customer: CustomerLine.nullable(),
  choice: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("default") }),
    z.strictObject({ kind: z.literal("card"), cardId: z.string().min(1).max(64) }),
    z.strictObject({ kind: z.literal("typed") }),
  ]),
  fields: ParkedFields,
  zip: z.string().max(20),
});
export type OrderToPark = z.infer<typeof OrderToPark>;

/**
 * A parked order that every desk sees. `account`: this desk's own account that it can be taken up on; null: there is none
 * here. `at` is epoch ms.
 */
export const SharedOrder = OrderToPark.extend({
  account: AccountId.nullable(),
  accountName: z.string(),
  at: z.number(),
  by: z.string(),
  desk: z.string(),
});
export type SharedOrder = z.infer<typeof SharedOrder>;

/** Who took a payment, by the id of its attempt. */
export const TakenBy = z.object({ operator: z.string(), desk: z.string() });
export type TakenBy = z.infer<typeof TakenBy>;

/** A charge of another desk, as its own rows in the book tell of it. `amount` in minor units, `at` epoch ms. */
export interface DeskCharge {
  readonly attempt: string;
  readonly desk: string;
  readonly at: number;
  readonly currency: Currency;
  readonly amount: number;
  /** Whether it took or holds money; `unknown`: there is no answer yet. */
  readonly end: "took" | "unknown" | "not";
  readonly paymentId: string | null;
}

/** What the book tells of a day at the shop's other desks. */
export interface DayElsewhere {
  readonly seen: DesksSeen["seen"];
  /** Until when the book was seen, epoch ms; null: not since the program started. */
  readonly until: number | null;
  /** The names of the other desks that are known. */
  readonly desks: readonly string[];
  /** Empty where the book is not seen. */
  readonly charges: readonly DeskCharge[];
}

/** A desk without a book. */
export const NO_OTHERS: DayElsewhere = { seen: "not_used", until: null, desks: [], charges: [] };
