import { z } from "zod";
import { Brand } from "./card";
import { Currency, USD } from "./currency";
import { Cents } from "./money";
import { AgainWhy, Channel, Operation, Outcome, type KnownOutcome, type UnknownOutcome } from "./outcome";

/**
 * An Attempt is one try of one money operation. This file says what can be true of it, attempt-steps.ts which steps
 * lead where; nothing else in the program decides that. Rows are only ever added (docs/design.md, the journal and
 * recovery).
 */

/** Which parts of the address were sent for the bank to compare: without a street its "ZIP only" is no mismatch. */
export const AddressGiven = z.object({ street: z.boolean(), zip: z.boolean() });
export type AddressGiven = z.infer<typeof AddressGiven>;

/** Where the processor was asked to send the receipt; the address is the payment's own. */
const ReceiptsAsked = z.object({ email: z.boolean(), sms: z.boolean() });

/** What is written before anything is sent. Never a card number, a CVV or a token (PCI DSS 3.3). */
export const Intent = z.object({
  id: z.uuid(),
  operation: Operation,
  /** Which connection it goes to; an attempt is only ever looked up on its own connection. */
  connection: z.string(),
  /** The unit of all amounts here. Rows that are older than this field are about US dollars. */
  currency: Currency.default(USD),
  /** In minor units; for a void the whole payment. */
  amount: Cents,
  /** The part of the amount that is the surcharge, in cents. Rows that are older than surcharges have none. */
  surcharge: Cents.nullable().optional(),
  /** Told of a charge with a typed card, and of what is done to such a charge. Rows that are older have none. */
  addressGiven: AddressGiven.nullable().optional(),
  /** Told of a charge. Rows that are older have none. */
  receipts: ReceiptsAsked.nullable().optional(),
  /** false: authorize only. */
  capture: z.boolean(),
  /** The payment that a capture, void, refund or tip is about. */
  paymentId: z.string().nullable(),
  card: z.object({
    brand: Brand,
    /** The processor's own word, where the brand is not known. */
    brandRaw: z.string().nullable().optional(),
    last4: z.string().nullable(),
    /** The processor's hint that two numbers are the same card. */
    fingerprint: z.string().nullable(),
  }),
  customer: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Told of a charge. Rows that are older than this field have none. */
  invoice: z.string().nullable().optional(),
  channel: Channel.nullable(),
  operator: z.string(),
  /** Who approved it on the spot. Rows that are older than this field have none. */
  supervisor: z.string().nullable().optional(),
  desk: z.string(),
  /** What the person was shown and went on in spite of: ids of earlier payments, or of attempts without an answer. */
  overrides: z.array(z.string()),
  /**
   * The newest payment that the processor listed before the send: a look that reaches it has seen all that came after.
   */
  anchor: z.string().nullable(),
  /** The processor's clock less this computer's at that time, in ms; null or left out: not known. */
  clockOffset: z.number().int().nullable().optional(),
  /**
   * What was true of the payment before the change, amounts in minor units, so that recovery can tell our change from an
   * earlier one. `refunds`: those that were listed then (`refundKey`); rows that are older than it have none.
   */
  before: z
    .object({
      captured: Cents,
      refunded: Cents,
      tip: Cents,
      status: z.string(),
      refunds: z.array(z.string()).optional(),
    })
    .nullable(),
});
export type Intent = z.infer<typeof Intent>;

/** What other desks are told of a change to a payment, before the payment is read. */
export type ChangeTold = Pick<Intent, "id" | "connection" | "currency" | "amount" | "paymentId" | "operator" | "desk">;

/** One look at the processor for an attempt whose answer did not arrive. */
export const Finding = z.enum(["not_seen", "not_conclusive", "could_not_look"]);
export type Finding = z.infer<typeof Finding>;

/** Why a look cannot answer the question, and the payment that it is about (settles.ts). */
export const Clue = z.object({
  kind: z.enum([
    /** The processor's word for its state is not known here. */
    "not_understood",
    /** Refused as a repeat, and the first one is not to be seen. */
    "first_not_seen",
    /** A payment of the same card and sum does not say who made it. */
    "without_reference",
    /** Another sum than the one asked for. */
    "other_sum",
    /** A refund of that sum does not say whose it is. */
    "whose_refund",
  ]),
  paymentId: z.string().nullable(),
});
export type Clue = z.infer<typeof Clue>;

/** What would settle a question that looking cannot answer: what to look up elsewhere, and what may be found there. */
export const Settles = z.object({ question: z.string(), answers: z.array(z.string()) });
export type Settles = z.infer<typeof Settles>;

/** The rows of the journal. `at` is epoch ms (UTC). */
export const Row = z.discriminatedUnion("step", [
  z.object({ step: z.literal("opened"), at: z.number(), intent: Intent }),
  z.object({ step: z.literal("sent"), at: z.number() }),
  z.object({ step: z.literal("sent_again"), at: z.number(), why: AgainWhy }),
  z.object({ step: z.literal("closed"), at: z.number(), outcome: Outcome }),
  z.object({
    step: z.literal("looked"),
    at: z.number(),
    finding: Finding,
    note: z.string().nullable(),
    clue: Clue.nullable().optional(),
  }),
  z.object({ step: z.literal("closed_by_hand"), at: z.number(), reason: z.string().min(1), operator: z.string() }),
  /** A closing "no" that what the processor lists makes doubtful, without proving the contrary. */
  z.object({ step: z.literal("reopened"), at: z.number(), outcome: Outcome }),
  /** A person has read that a closing was corrected. */
  z.object({ step: z.literal("correction_read"), at: z.number(), operator: z.string() }),
  /** The customer asked for their data to be deleted: readers leave name and contact out (without-person.ts). */
  z.object({ step: z.literal("person_removed"), at: z.number(), operator: z.string() }),
]);
export type Row = z.infer<typeof Row>;
export type Step = Row["step"];

/** One look that did not answer the question; `clue`: what would. */
export interface Look {
  readonly at: number;
  readonly finding: Finding;
  readonly clue: Clue | null;
}

/** What was told of an attempt before it was corrected, and when (epoch ms). */
export interface Told {
  readonly outcome: Outcome;
  readonly at: number;
  readonly byHand: boolean;
}

interface Base {
  readonly intent: Intent;
  readonly openedAt: number;
  /** How many times the request may have left, at least: 0 while opened, 1 where a processor has no safe repeat. */
  readonly sends: number;
}
/**
 * True: the intent is on the disk. Within the process that wrote it no byte has left; after a start the row that says
 * so may be lost.
 */
export interface Opened extends Base {
  readonly state: "opened";
}
/**
 * True: bytes may have left; money may move from here on. Sent again is the same request with the same key: still one
 * operation.
 */
export interface Sent extends Base {
  readonly state: "sent";
  readonly sentAt: number;
}
/** True: the answer did not arrive or proves nothing. It is looked up; from here on it is never sent again. */
export interface Unknown extends Base {
  readonly state: "unknown";
  readonly sentAt: number;
  readonly outcome: UnknownOutcome;
  readonly looks: readonly Look[];
  /** Set when it had been closed with a "no" before. */
  readonly told?: Told | undefined;
}
/**
 * True: the processor's own words prove this outcome, or the attempt is proven not to have happened. A "yes" is final. A
 * "no" is corrected by what the processor lists later, whoever said it: it may have worked on the request all the same.
 */
export interface Closed extends Base {
  readonly state: "closed";
  readonly sentAt: number | null;
  readonly closedAt: number;
  readonly outcome: KnownOutcome;
  /** Set when something else had been told of it before. */
  readonly told?: Told | undefined;
  /** Who has read that it was corrected. */
  readonly readBy?: string | undefined;
}
/**
 * True: a named person decided to stop looking and said why. What happened is still not known; the truth may still
 * arrive.
 */
export interface ClosedByHand extends Base {
  readonly state: "closed_by_hand";
  readonly sentAt: number;
  readonly closedAt: number;
  readonly outcome: UnknownOutcome;
  readonly reason: string;
  readonly by: string;
}
export type Attempt = Opened | Sent | Unknown | Closed | ClosedByHand;

/** Whether money may have moved and nobody has said how it ended. */
export function isOpenQuestion(attempt: Attempt): attempt is Sent | Unknown {
  return attempt.state === "sent" || attempt.state === "unknown";
}

/** An attempt as the renderer sees it. */
export const AttemptView = z.object({
  id: z.string(),
  operation: Operation,
  connection: z.string(),
  /** What the account is called. */
  account: z.string(),
  state: z.enum(["opened", "sent", "unknown", "closed", "closed_by_hand"]),
  /** The unit of all amounts here. */
  currency: Currency.default(USD),
  amount: Cents,
  /** The part of `amount` that was asked for as the surcharge. */
  surcharge: Cents.nullable().optional(),
  addressGiven: Intent.shape.addressGiven,
  receipts: Intent.shape.receipts,
  capture: z.boolean(),
  paymentId: z.string().nullable(),
  card: Intent.shape.card.omit({ fingerprint: true }),
  customer: Intent.shape.customer,
  invoice: Intent.shape.invoice,
  channel: Channel.nullable(),
  operator: z.string(),
  supervisor: Intent.shape.supervisor,
  desk: z.string(),
  openedAt: z.number(),
  sentAt: z.number().nullable(),
  closedAt: z.number().nullable(),
  /**
   * How many times the same request was sent, under one key: 1, or more where the processor documents that it is safe.
   */
  sends: z.number().int(),
  /** null while the first answer is awaited. */
  outcome: Outcome.nullable(),
  looks: z.object({ count: z.number().int(), lastAt: z.number().nullable(), nextAt: z.number().nullable() }),
  byHand: z.object({ reason: z.string(), by: z.string() }).nullable(),
  /** What would settle a question that looking cannot answer. */
  settles: Settles.nullable().optional(),
  /** What was told of it before, in the word of its verdict, and when; where that was wrong. */
  corrected: z.object({ word: z.string(), at: z.number() }).nullable().optional(),
  /** For the person at the desk what happened and what to do next, and what to read to the caller as it stands. */
  advice: z.object({ happened: z.string(), next: z.string().nullable(), say: z.string().nullable() }),
});
export type AttemptView = z.infer<typeof AttemptView>;
