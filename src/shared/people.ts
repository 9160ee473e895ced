import { z } from "zod";
import { sameName } from "./account";
import { Cents } from "./money";
import { ROLES } from "./roles";
import { peopleWords } from "./words/people";

/** What a person's role is; what each may do stands in may.ts. */
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** How far a person goes without a supervisor. Amounts in cents, of one account's currency; null: no ceiling. */
export const Ceilings = z.strictObject({
  /** One sale, one capture, one tip. */
  sale: Cents.nullable(),
  /** One payment taken back, by void or refund. */
  refund: Cents.nullable(),
  /** All that is taken back on one day, by this computer's calendar. */
  refundsDay: Cents.nullable(),
  /** May charge a credit card without the surcharge that the account adds. */
  noSurcharge: z.boolean(),
  /** May go on after being asked whether a payment or a refund was made already. */
  beyondDuplicate: z.boolean(),
});
export type Ceilings = z.infer<typeof Ceilings>;

export const NO_CEILINGS: Ceilings = {
  sale: null,
  refund: null,
  refundsDay: null,
  noSurcharge: true,
  beyondDuplicate: true,
};
const upTo = (sale: number, refund: number, refundsDay: number, beyondDuplicate: boolean): Ceilings => ({
  sale: sale as Cents,
  refund: refund as Cents,
  refundsDay: refundsDay as Cents,
  // A debit card is charged without one, by the schemes' rule.
  noSurcharge: true,
  beyondDuplicate,
});

/** The ceilings of each role until the owner sets others. The owner has none, so that somebody can always say yes. */
export const FIRST_CEILINGS: Readonly<Record<Role, Ceilings>> = {
  front_desk: upTo(100_000, 10_000, 30_000, false),
  back_office: upTo(500_000, 100_000, 300_000, true),
  supervisor: NO_CEILINGS,
  owner: NO_CEILINGS,
};

export const LONGEST_PERSON = 40;
export const PersonName = z.string().trim().min(1, peopleWords.nameMissing).max(LONGEST_PERSON);

/** A person as anybody may see them, also on the locked screen. */
export const PersonLine = z.object({ id: z.uuid(), name: PersonName, role: Role, hasPin: z.boolean() });
export type PersonLine = z.infer<typeof PersonLine>;

/** `ceilings` null: those of the role. */
export const Person = PersonLine.extend({ ceilings: Ceilings.nullable() });
export type Person = z.infer<typeof Person>;

/** A PIN of 6 digits or more, or a passphrase of 10 characters or more (PCI DSS 8.3.6 asks for 12, or 8 at least). */
export const LONGEST_PIN = 64;
export const Pin = z.string().max(LONGEST_PIN).refine(isPin, peopleWords.pinShort);

/** Whether a text can be somebody's PIN or passphrase, by how long it is. */
export function isPin(text: string): boolean {
  return text.length <= LONGEST_PIN && text.length >= (/^\d*$/.test(text) ? 6 : 10);
}

/** What was typed where a PIN is asked for: a wrong one may look like anything. Empty: of a person who has none. */
export const TypedPin = z.string().max(LONGEST_PIN);

/** Whether two names are the same to a reader; no two people of one desk may be. */
export const samePerson = sameName;

/** Who did it, and who approved it on the spot. */
export function doneBy({ operator, supervisor }: { operator: string; supervisor?: string | null | undefined }): string {
  return supervisor ? peopleWords.both({ operator, supervisor }) : operator;
}

/** Why a supervisor is asked for. */
export const ApprovalWhy = z.enum(["sale", "refund", "refundsDay", "noSurcharge", "beyondDuplicate"]);
export type ApprovalWhy = z.infer<typeof ApprovalWhy>;

/** The commands that a supervisor can say yes to on the spot. */
export const ApprovedCommand = z.enum(["payments.charge", "payments.capture", "payments.takeBack", "payments.tip"]);
export type ApprovedCommand = z.infer<typeof ApprovedCommand>;

/** What is approved. `amount` in minor units; `why` as the Failure `needs_approval` has it in its fields. */
export const ApprovedFor = z.strictObject({
  command: ApprovedCommand,
  attemptId: z.uuid(),
  amount: Cents,
  why: z.string().min(1).max(200),
});
export type ApprovedFor = z.infer<typeof ApprovedFor>;

/** The lock as every window knows it. `minutes`: without a hand, until it locks. */
export const LockState = z.object({
  locked: z.boolean(),
  minutes: z.number().int(),
  /** Epoch ms at which the warning would begin if no hand stirred from now on; null while locked. */
  warnsAt: z.number().nullable(),
});
export type LockState = z.infer<typeof LockState>;
