import { z } from "zod";
import { CardEntry } from "./card";
import { CVV, LONGEST_GOOGLE_PAY, LONGEST_ZIP, PHONE_DIGITS, SHORTEST_STATEMENT, TOKEN_ID } from "./charge-limits";
import {
  Account,
  AccountColour,
  AccountId,
  AccountKind,
  AccountName,
  AccountState,
  Capability,
  ProcessorName,
} from "./account";
import {
  CallList,
  Customer,
  CustomerEvent,
  CustomerFields,
  CustomerLine,
  CustomerShow,
  KeptCustomer,
} from "./customer";
import { DayClose } from "./day-close";
import { isEmail } from "./email";
import type { FailureShape } from "./failure";
import {
  CustomerPayment,
  CustomerSum,
  Day,
  ExportProgress,
  HistoryStatus,
  Hold,
  PaymentFilter,
  PaymentLine,
  PaymentSort,
  SavedFilter,
} from "./history";
import { LedgerLine } from "./ledger";
import { LONGEST_NAME, LONGEST_VALUE, MOST_OWN_PAIRS, MOST_PAIRS, TOO_MANY_PAIRS } from "./metadata";
import { MOST_NUMBERS, NumberAbroad, NumberToRead } from "./number-abroad";
import { Currency, Money } from "./currency";
import { PaymentTotals } from "./totals";
import { DesksConnect, DesksSeen, DesksState, OrderToPark, SharedOrder, TakenBy } from "./desks";
import { Cents } from "./money";
import { AttemptView } from "./attempt";
import { Channel } from "./outcome";
import { Payment, TakeBackReason } from "./payment";
import { ApprovedFor, Ceilings, LockState, Person, PersonLine, PersonName, Pin, Role, TypedPin } from "./people";
import { Overview, OverviewInput } from "./overview";
import { LONGEST_TAKE_BACK_WORDS } from "./refund-mark";
import { PublicSettings } from "./settings";
import { UnreadableEntry } from "./unreadable";
import { UpdateState } from "./updates";
import { fieldWords } from "./words/fields";
import { amountWords, pairWords } from "./words/input";

// A field tells what is too long for it (text-field.tsx); what is sent all the same is refused in the same words.
z.config({
  customError: ({ code, origin, maximum, input }) =>
    code === "too_big" && origin === "string" && typeof input === "string"
      ? fieldWords.tooLong({ most: Number(maximum), has: input.length })
      : undefined,
});

/**
 * Every command the renderer may ask for, and every event it may hear: the one list, used by both sides.
 * SECURITY: an input is parsed by its schema in shell/bridge.ts before any service sees it; unknown keys are an error.
 */

const id = z.string().min(1).max(64);
const clue = z.string().max(200);
const noticeId = z.string().min(1).max(200);
/** Why a person closes an entry of the journal, in their own words. */
const reason = z.string().trim().min(3).max(300);
/** Where the processor is asked to send the receipt of a payment, or of a refund. */
const sendReceipt = z.strictObject({ email: z.boolean(), sms: z.boolean() });
/** What is left out of a new customer is empty; of one that is there, it stays. */
const someFields = CustomerFields.partial().strict();
/** To whom a card is saved: a customer, or a new one made of the fields. */
const saveTo = z.union([z.strictObject({ customerId: id }), z.strictObject({ newCustomer: someFields })]);
/** Another account than the window's, where only reading is done. */
const elsewhere = AccountId.optional();
const noInput = z.strictObject({});
const done = z.strictObject({});
const pairs = (most: number, sentence: string) =>
  z
    .record(z.string().min(1).max(LONGEST_NAME), z.string().max(LONGEST_VALUE))
    .refine((all) => Object.keys(all).length <= most, sentence);
const editedPairs = <T extends z.ZodType>(value: T) =>
  z
    .record(z.string().min(1).max(100), value)
    .refine((all) => Object.keys(all).length <= MOST_PAIRS, pairWords.most({ most: MOST_PAIRS }));
/** A file for people that was written, or not: `path` null. By the id `file` it can be shown in its folder. */
const saved = { path: z.string().nullable(), file: z.uuid().nullable() };
const shortText = (max: number) => z.string().trim().min(1).max(max).nullable();

/** One line at the top of the screen that stays until it is no longer true. */
export const Notice = z.object({
  id: z.string(),
  tone: z.enum(["info", "warning"]),
  sentence: z.string(),
  /** Of a corrected attempt: it stays until a person has read it (`attempts.correctionRead`). */
  attemptId: z.string().optional(),
  /** Of something that ended meanwhile: it stays until it is read or opened. `attemptId`: of a payment that was checked. */
  news: z.object({ attemptId: z.string().nullable() }).optional(),
});
export type Notice = z.infer<typeof Notice>;

/** The proxy that was typed in Settings; an empty address: the one that the system names. Its password stays in main. */
export const ProxyState = z.object({ address: z.string(), name: z.string(), hasPassword: z.boolean() });
export type ProxyState = z.infer<typeof ProxyState>;

export const AppState = z.object({
  version: z.string(),
  runtime: z.object({ electron: z.string(), chrome: z.string(), supported: z.boolean() }),
  operator: z.string(),
  /** Who is signed in; while locked, who was. */
  person: PersonLine,
  /** The commands that this person may ask now (may.ts). */
  may: z.array(z.string()),
  lock: LockState,
  /** How many payments nobody knows the outcome of yet. While locked it is all that is told of them. */
  checking: z.number().int(),
  desk: z.string(),
  /** How the time of day is told: by 12 hours or by 24, as set here or as this computer has it. */
  hours: z.union([z.literal(12), z.literal(24)]),
  /** The account that this window belongs to. */
  account: AccountState,
  /** All accounts that can be chosen. */
  accounts: z.array(AccountState),
  /** Those that were removed; their entries and copies can still be read. */
  removed: z.array(Account),
  /** Why live accounts cannot be used on this computer; null when they can. */
  noLive: z.string().nullable(),
  /** null: the account answers. Otherwise why not, in one sentence. */
  trouble: z.string().nullable(),
  /** Epoch ms since when it does not answer; null where it answers, or could never be asked. */
  troubleSince: z.number().nullable(),
  capabilities: z.array(Capability),
  notices: z.array(Notice),
  settings: PublicSettings,
  proxy: ProxyState,
  /** Whether other desks are seen; told in the header where a shared book is used. */
  desks: DesksSeen,
  updates: UpdateState,
});
export type AppState = z.infer<typeof AppState>;

export const DirectoryStatus = z.object({
  state: z.enum(["empty", "loading", "ready", "stale", "failed"]),
  count: z.number().int(),
  /** How many the processor says there are; null when it has not said. */
  total: z.number().int().nullable(),
  sentence: z.string().nullable(),
});
export type DirectoryStatus = z.infer<typeof DirectoryStatus>;

/** Who pays, as the renderer may give it. */
const ChargeSourceInput = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("customer"),
    customerId: id,
    cardId: id.nullable(),
    cvv: z.string().regex(CVV).nullable(),
  }),
  z.strictObject({ kind: z.literal("card"), card: CardEntry }),
  /** A payment method's token, made elsewhere. As secret as a card: it is in no journal and no store. */
  z.strictObject({
    kind: z.literal("token"),
    tokenId: z.string().trim().regex(TOKEN_ID),
  }),
  z.strictObject({ kind: z.literal("google_pay"), text: z.string().min(1).max(LONGEST_GOOGLE_PAY) }),
]);
type ChargeSourceInput = z.infer<typeof ChargeSourceInput>;

/** What was shown and answered before this charge: an earlier payment, or an unknown attempt named on purpose. */
const Overrides = z.strictObject({
  duplicateOf: z.array(id).max(50),
  unknown: z.array(id).max(50),
  /** Go on although other desks' payments could not be looked at. */
  unlooked: z.boolean().optional(),
});

/**
 * The sum that the pressed button said, in cents or the payment’s minor units; main refuses when it is not what the form
 * asks for (payments/said.ts).
 */
const said = Cents;

/** By whom a supervisor said yes, of `people.approve`; it is asked for by the Failure `needs_approval`. */
const approval = z.uuid().optional();

export const ChargeInput = z.strictObject({
  /** Made once per form by the renderer: a double click or a repeated ask gets the same answer. */
  attemptId: z.uuid(),
  /** The account that the page showed when the key was pressed (boot/tills.ts). */
  account: AccountId.optional(),
  /** All that the caller pays, a surcharge included. */
  amount: Cents.refine((amount) => amount > 0, amountWords.type),
  said,
  /** The part of `amount` that is the surcharge; main checks it against the settings (surcharge.ts). null: none. */
  surcharge: Cents.refine((surcharge) => surcharge > 0)
    .nullable()
    .default(null),
  capture: z.boolean(),
  channel: Channel,
  source: ChargeSourceInput,
  email: z.string().trim().refine(isEmail).nullable(),
  phone: z.string().regex(PHONE_DIGITS).nullable(),
  sendReceipt,
  statementDescription: z.string().trim().min(SHORTEST_STATEMENT).max(25).nullable(),
  note: shortText(200),
  /** Of the merchant's own books; travels in the metadata, as one of its pairs. */
  invoice: shortText(LONGEST_VALUE).default(null),
  addressLine1: shortText(200),
  addressLine2: shortText(200),
  city: shortText(50),
  state: shortText(50),
  zip: shortText(LONGEST_ZIP),
  country: shortText(50),
  tip: Cents.nullable(),
  /** Level 2: both or none. */
  purchaseOrder: shortText(25),
  salesTax: Cents.nullable(),
  /** Of one's own; ours are added to them. */
  metadata: pairs(MOST_OWN_PAIRS, TOO_MANY_PAIRS),
  /** Save the keyed card once the charge has gone through. */
  saveCard: saveTo.nullable(),
  overrides: Overrides,
  approval,
});
export type ChargeInput = z.infer<typeof ChargeInput>;

/** What happened to a card that was to be saved with a charge. It never changes the charge's outcome. */
export const SavedCard = z.object({ customer: Customer.nullable(), sentence: z.string().nullable() });
export type SavedCard = z.infer<typeof SavedCard>;

/** An earlier payment that looks like the one asked for: same card and amount within the day. */
export const Earlier = z.object({
  id: z.string(),
  attemptId: z.string().nullable(),
  currency: Currency,
  amount: Cents,
  brand: z.string(),
  last4: z.string().nullable(),
  at: z.number(),
  /** Who took it: the operator of this desk, or what the processor says. */
  by: z.string().nullable(),
  status: z.string(),
  /** Told by the shared book: at which desk; `rightNow`: it is being charged in this moment, and `status` is "sent". */
  elsewhere: z.object({ desk: z.string(), rightNow: z.boolean() }).optional(),
});
export type Earlier = z.infer<typeof Earlier>;

export const ChargeAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("outcome"), attempt: AttemptView, saved: SavedCard.nullable(), canSaveCard: z.boolean() }),
  /** Nothing was sent. Ask; to go on, send again with `overrides.duplicateOf` naming these. */
  z.object({ kind: z.literal("duplicate"), earlier: z.array(Earlier).min(1) }),
  /** Nothing was sent. An unknown stands for this card and amount; to go on, name it in `overrides.unknown`. */
  z.object({ kind: z.literal("standing_unknown"), unknown: z.array(AttemptView).min(1) }),
  /** Nothing was sent: the processor's list could not be read (`sentence`). To go on, set `overrides.unlooked`. */
  z.object({ kind: z.literal("not_looked"), sentence: z.string() }),
  /**
   * Nothing was sent: entries of the journal that cannot be read, and that nothing says the end of, may be this order
   * (`at` in epoch ms, `amount` in cents). To go on, name them in `overrides.unknown`.
   */
  z.object({
    kind: z.literal("unreadable_entry"),
    entries: z.array(UnreadableEntry).min(1),
  }),
]);
export type ChargeAnswer = z.infer<typeof ChargeAnswer>;

export const TakeBackPlan = z.object({
  payment: Payment,
  /** null: it cannot be taken back now; `sentence` says why. */
  way: z.enum(["void", "refund"]).nullable(),
  /** What can be given back, in minor units of the payment’s currency. */
  most: Cents,
  /** A part can be given back. Where the way of the whole is `void`, a part goes as a refund. */
  partial: z.boolean(),
  /** What will happen to the money and when, in words. */
  sentence: z.string(),
  /**
   * Earlier attempts that were told as not done and may happen all the same, and entries that cannot be read;
   * `payments.takeBack` wants them named (`despite`).
   */
  possible: z.array(z.string()).optional(),
  /** What to think of before that; null or left out: nothing. */
  warning: z.string().nullable().optional(),
});
export type TakeBackPlan = z.infer<typeof TakeBackPlan>;

/** A change to a payment. `account`: the one that the page showed the payment of; payments of two may share an id. */
const changeOf = {
  attemptId: z.uuid(),
  paymentId: id,
  account: AccountId.optional(),
  said,
  /** In which the window showed the payment; main refuses when it is in another. */
  currency: Currency.max(20),
  /** What the person was shown and goes on in spite of: the `possible` of a plan, entries that cannot be read. */
  despite: z.array(id).max(500).optional(),
  approval,
};

const ReceiptInput = z.strictObject({
  paymentId: id,
  attemptId: id.nullable(),
  paper: z.enum(["roll", "letter", "a4"]),
});

/** For an account whose `credentials` are "bearer". */
const BearerInput = z.strictObject({ id: AccountId, token: z.string().trim().min(8).max(8192) });
/** For an account whose `credentials` are "client". */
const ClientInput = z.strictObject({
  id: AccountId,
  clientId: z.string().trim().min(1).max(200),
  clientSecret: z.string().trim().min(1).max(500),
  subAccount: z.string().trim().min(1).max(64).nullable(),
});

interface Command {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

const attemptOf = z.object({ attempt: AttemptView });
const person = z.uuid();
const typedName = PersonName;
/** All people, and the ceilings of the roles. */
const peopleAndCeilings = z.object({ people: z.array(Person), ceilings: z.record(Role, Ceilings) });
/** Recovery words are shown once: there is no other way to see them. */
const letIn = z.object({ state: AppState, recovery: z.string() });

export const commands = {
  "app.state": { input: noInput, output: AppState },
  "app.quit": { input: noInput, output: done },
  /** Where the data lies, and the licences of what is in the program. */
  "app.about": {
    input: noInput,
    output: z.object({
      folder: z.string(),
      node: z.string(),
      licences: z.array(z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() })),
    }),
  },
  /**
   * Shows the menu of the right button at that place of the window, in CSS pixels. `field`: what is typed in there, if
   * anything; `line`: what the line below it shows.
   */
  "menu.context": {
    input: z.strictObject({
      x: z.number().int().min(0).max(100_000),
      y: z.number().int().min(0).max(100_000),
      field: z.enum(["none", "text", "card"]),
      selected: z.boolean(),
      line: z.string().min(1).max(2_000).nullable(),
    }),
    output: done,
  },
  /** Who can unlock; also told while locked. */
  "people.list": { input: noInput, output: z.object({ people: z.array(PersonLine) }) },
  "people.all": { input: noInput, output: peopleAndCeilings },
  /** Nobody can be added before the owner has a PIN. */
  "people.add": {
    input: z.strictObject({ name: typedName, role: Role, pin: Pin.nullable() }),
    output: peopleAndCeilings,
  },
  /** What is left out stays. `ceilings` null: those of the role. */
  "people.change": {
    input: z.strictObject({
      id: person,
      name: typedName.optional(),
      role: Role.optional(),
      ceilings: Ceilings.nullable().optional(),
    }),
    output: peopleAndCeilings,
  },
  "people.remove": { input: z.strictObject({ id: person }), output: peopleAndCeilings },
  "people.ceilings": { input: z.strictObject({ role: Role, ceilings: Ceilings }), output: peopleAndCeilings },
  /**
   * One's own PIN, with the one before (`current` null: there was none); an owner sets that of others without it.
   * `recovery`: the words by which an owner without a PIN comes in again, made with the first PIN of an owner.
   */
  "people.setPin": {
    input: z.strictObject({ id: person, current: TypedPin.nullable(), pin: Pin }),
    output: z.object({ recovery: z.string().nullable() }),
  },
  /** Signs the owner in by the recovery words and gives a new PIN and new words. */
  "people.recover": { input: z.strictObject({ words: z.string().max(200), pin: Pin }), output: letIn },
  /**
   * Signs in a new owner, made by whoever has what a connected account was connected with. Where there is a live account
   * it has to be one. Whoever was an owner before stays one.
   */
  "people.newOwner": {
    input: z.strictObject({
      account: AccountId,
      credentials: z.union([BearerInput.omit({ id: true }), ClientInput.omit({ id: true })]),
      name: typedName,
      pin: Pin,
    }),
    output: letIn,
  },
  /** The recovery words that were just answered, on the printer that the person chooses. */
  "people.printRecovery": { input: z.strictObject({ words: z.string().trim().min(1).max(200) }), output: done },
  /**
   * A supervisor's yes to one command of this window. It holds two minutes, for that attempt, sum and reason alone, and
   * for one use. Wrong PINs count as at the lock.
   */
  "people.approve": {
    input: z.strictObject({ person, pin: TypedPin, for: ApprovedFor }),
    output: z.object({ approval: z.uuid() }),
  },
  /** Locks all windows. */
  "lock.now": { input: noInput, output: done },
  /** A hand is at work: the time without one begins anew. */
  "lock.stay": { input: noInput, output: done },
  /** Signs a person in. A Failure is `wrong_pin`, or `wait` after too many wrong ones. */
  "lock.unlock": { input: z.strictObject({ person, pin: TypedPin }), output: AppState },
  /** The desk's settings, and those of the account; only some are for everybody (may.ts). */
  "settings.set": { input: PublicSettings.partial().strict(), output: PublicSettings },

  /** Changes the window to an account that has what it needs. */
  "accounts.use": { input: z.strictObject({ id: AccountId }), output: AppState },
  /** Opens another window, on that account. */
  "accounts.openWindow": { input: z.strictObject({ id: AccountId }), output: done },
  "accounts.add": {
    input: z.strictObject({ kind: AccountKind, name: AccountName, colour: AccountColour }),
    output: AccountState,
  },
  "accounts.change": {
    input: z.strictObject({ id: AccountId, name: AccountName.optional(), colour: AccountColour.optional() }),
    output: AccountState,
  },
  /**
   * Takes an account off this computer, its credentials out of the keychain. `copies`: the local copies of its customers
   * and payments go as well; the journal always stays.
   */
  "accounts.remove": { input: z.strictObject({ id: AccountId, copies: z.boolean() }), output: AppState },
  /**
   * Checks the credentials with one cheap call, keeps them in the keychain, changes the window to the account. They are
   * never given back. A kind of which there is no account yet begins one.
   */
  "accounts.connect": { input: z.union([BearerInput, ClientInput]), output: AppState },
  /** Takes the credentials out of the keychain; windows of the account go to Training. */
  "accounts.forget": { input: z.strictObject({ id: AccountId }), output: AppState },

  /**
   * The proxy that connections go through; an empty address: the system's. An empty password keeps the one that belongs
   * to this address and name. It goes to the keychain and is never given back.
   */
  "proxy.set": {
    input: z.strictObject({
      address: z.string().trim().max(300),
      name: z.string().trim().max(200),
      password: z.string().max(500),
    }),
    output: AppState,
  },

  /** Asks now whether there is a newer version of the program; answers how it then stands. */
  "updates.look": { input: noInput, output: UpdateState },
  /** Downloads the newer version that was found. */
  "updates.fetch": { input: noInput, output: UpdateState },
  /** Ends the program and installs what was downloaded. Refused while a payment has no outcome. */
  "updates.install": { input: noInput, output: done },

  "training.reset": { input: noInput, output: done },
  /** What the practice server of the window's account does on purpose, or that of the processor named. */
  "training.scenarios": {
    input: z.strictObject({ processor: ProcessorName.optional() }),
    output: z.array(
      z.object({
        group: z.string(),
        what: z.string(),
        card: z.string().nullable(),
        /** As it is typed: "$2,012.00". */
        amount: z.string().nullable(),
        cvv: z.string().nullable(),
        zip: z.string().nullable(),
      }),
    ),
  },

  // Phone numbers by the rules of all countries, which the page does not have; an answer for each, in their order.
  "numbers.read": {
    input: z.strictObject({ numbers: z.array(NumberToRead).max(MOST_NUMBERS) }),
    output: z.array(NumberAbroad),
  },
  "directory.status": { input: noInput, output: DirectoryStatus },
  "directory.refresh": { input: noInput, output: DirectoryStatus },
  "customers.search": {
    input: z.strictObject({ clue, limit: z.number().int().min(1).max(50) }),
    output: z.array(CustomerLine),
  },
  "customers.list": {
    input: z.strictObject({
      clue,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
      show: CustomerShow.optional(),
    }),
    output: z.object({ lines: z.array(CustomerLine), count: z.number().int() }),
  },
  /** Where a customer stands in a list (0 is the first line); null: not on it. */
  "customers.place": {
    input: z.strictObject({ id, show: CustomerShow }),
    output: z.object({ at: z.number().int().nullable() }),
  },
  "customers.get": { input: z.strictObject({ id }), output: Customer },
  /** What this computer's copy knows, without asking anybody; null when the customer is not in it. */
  "customers.kept": { input: z.strictObject({ id }), output: KeptCustomer.nullable() },
  "customers.create": { input: z.strictObject({ fields: someFields }), output: Customer },
  "customers.update": { input: z.strictObject({ id, fields: someFields }), output: Customer },
  "customers.delete": { input: z.strictObject({ id }), output: done },
  /** Writes all that is kept of a customer as one file. */
  "customers.exportAll": { input: z.strictObject({ id }), output: z.object(saved) },
  /** Deletes a customer, and takes their name and contact out of what is kept. */
  "customers.forget": { input: z.strictObject({ id }), output: done },
  /** A customer's payments from the local copy, newest first. `before`: the `next` of the stretch before. */
  "customers.payments": {
    input: z.strictObject({ id, before: z.number().int().nullable(), limit: z.number().int().min(1).max(100) }),
    output: z.object({ payments: z.array(CustomerPayment), next: z.number().int().nullable() }),
  },
  /** What all of them come to. */
  "customers.sums": {
    input: z.strictObject({ id }),
    output: z.object({ count: z.number().int(), sums: z.array(CustomerSum) }),
  },
  /** What people of this program did to a customer, newest first. */
  "customers.history": { input: z.strictObject({ id }), output: z.array(CustomerEvent) },
  /**
   * A list of people to call, as a CSV file: asks where to save, unless COUNTERFOIL_RECEIPTS_DIR is set. `path` is null
   * when the person cancelled; `complete`: the local copy was.
   */
  "customers.exportCalls": {
    input: z.strictObject({ show: CallList }),
    output: z.object({ ...saved, count: z.number().int(), complete: z.boolean() }),
  },
  /** The same on paper, on the printer that the person chooses. */
  "customers.printCalls": {
    input: z.strictObject({ show: CallList }),
    output: z.object({ count: z.number().int(), complete: z.boolean() }),
  },
  "cards.add": { input: z.strictObject({ customerId: id, card: CardEntry, channel: Channel }), output: Customer },
  "cards.makeDefault": { input: z.strictObject({ customerId: id, cardId: id }), output: Customer },
  /**
   * Adds a card, makes it the default when the old one was, then removes the old one. `unfinished`: what of it is left
   * to do, in words.
   */
  "cards.replace": {
    input: z.strictObject({ customerId: id, cardId: id, card: CardEntry, channel: Channel }),
    output: z.object({ customer: Customer, unfinished: z.string().nullable() }),
  },
  "cards.remove": { input: z.strictObject({ customerId: id, cardId: id }), output: Customer },

  /**
   * An order is being typed, or waits for its press (`near`): connections are made and what the duplicate guard needs is
   * read meanwhile. Answers at once.
   */
  "payments.expectCharge": { input: z.strictObject({ near: z.boolean() }), output: done },
  "payments.charge": { input: ChargeInput, output: ChargeAnswer },
  /** The card of a charge that has just gone through, kept by its unused token for some minutes. */
  "payments.saveCard": {
    input: z.strictObject({ attemptId: id, to: saveTo }),
    output: Customer,
  },
  "payments.capture": {
    input: z.strictObject({ ...changeOf, amount: Cents.refine((amount) => amount > 0, amountWords.type) }),
    output: attemptOf,
  },
  "payments.takeBackPlan": { input: z.strictObject({ paymentId: id }), output: TakeBackPlan },
  "payments.takeBack": {
    input: z.strictObject({
      ...changeOf,
      way: z.enum(["void", "refund"]),
      amount: Cents.refine((amount) => amount > 0, amountWords.type),
      reason: TakeBackReason,
      description: z.string().trim().min(5).max(LONGEST_TAKE_BACK_WORDS).nullable(),
      sendReceipt,
    }),
    output: attemptOf,
  },
  "payments.tip": { input: z.strictObject({ ...changeOf, tip: Cents }), output: attemptOf },
  "payments.get": { input: z.strictObject({ id }), output: Payment },
  /** What a payment did to the merchant's balance; with the capability `ledger`. */
  "payments.ledger": { input: z.strictObject({ paymentId: id }), output: z.array(LedgerLine) },
  /**
   * With the capability `edit_payment`. What is left out stays as it is; of the metadata, each pair that is left out;
   * null removes one.
   * `seen`: what the window showed of what is changed; where that is no longer so, nothing is saved. Lengths are ours,
   * none are published.
   */
  "payments.update": {
    input: z.strictObject({
      paymentId: id,
      description: z.string().trim().max(200).optional(),
      metadata: editedPairs(z.string().trim().max(500).nullable()).optional(),
      seen: z
        .strictObject({
          description: z.string().max(10_000).nullable(),
          metadata: editedPairs(z.string().max(10_000).nullable()),
        })
        .optional(),
    }),
    output: Payment,
  },
  /**
   * What a merchant answers a chargeback with, as one PDF: from the copy of the payments and the journal alone. `path` is
   * null when the person cancelled.
   */
  "payments.disputePack": { input: z.strictObject({ paymentId: id }), output: z.object(saved) },
  /** Newest first, straight from the processor. */
  "payments.list": {
    input: z.strictObject({ cursor: z.string().max(200).nullable(), limit: z.number().int().min(1).max(100) }),
    output: z.object({ payments: z.array(Payment), next: z.string().nullable(), total: z.number().int().nullable() }),
  },

  /** The local copy of what the processor lists as payments: answers at once, whatever the network does. */
  "history.status": { input: noInput, output: HistoryStatus },
  /** `newest`: looks for new and changed ones now; `whole`: at all of them again, in the background. */
  "history.refresh": { input: z.strictObject({ depth: z.enum(["newest", "whole"]) }), output: HistoryStatus },
  /** Newest first; `before` is the `next` of the answer before it. */
  "history.list": {
    input: z.strictObject({
      account: elsewhere,
      clue,
      filter: PaymentFilter,
      before: z.number().int().nullable(),
      limit: z.number().int().min(1).max(500),
      /** Not given: newest first. */
      sort: PaymentSort.optional(),
    }),
    output: z.object({ lines: z.array(PaymentLine), next: z.number().int().nullable() }),
  },
  /** How many answer, and their amounts together, a sum for each currency. */
  "history.sum": {
    input: z.strictObject({ account: elsewhere, clue, filter: PaymentFilter }),
    output: z.object({ count: z.number().int(), sums: z.array(Money), totals: z.array(PaymentTotals) }),
  },
  /** What this computer did to a payment, newest first. */
  "history.attempts": { input: z.strictObject({ paymentId: id }), output: z.array(AttemptView) },
  /**
   * Asks where to save, unless COUNTERFOIL_RECEIPTS_DIR is set. `path` is null when the person cancelled or called it
   * off.
   */
  "history.exportCsv": {
    input: z.strictObject({ clue, filter: PaymentFilter }),
    output: z.object({ ...saved, count: z.number().int(), complete: z.boolean() }),
  },
  "history.cancelExport": { input: noInput, output: done },
  "filters.list": { input: noInput, output: z.array(SavedFilter) },
  /** One of the same name is replaced. */
  "filters.save": { input: SavedFilter, output: z.array(SavedFilter) },
  "filters.remove": { input: z.strictObject({ name: z.string().min(1).max(40) }), output: z.array(SavedFilter) },
  /** Uncaptured authorizations, the most urgent first. */
  "holds.list": { input: noInput, output: z.object({ holds: z.array(Hold), status: HistoryStatus }) },
  /** Reads the day from the processor, then compares and adds up. */
  "activity.dayClose": { input: z.strictObject({ account: elsewhere, day: Day }), output: DayClose },
  /** As exportCsv. */
  "activity.exportDay": {
    input: z.strictObject({ account: elsewhere, day: Day }),
    output: z.object({ ...saved, count: z.number().int() }),
  },
  /** Writes down that a person closed the day, as it was shown: with these payments, and so many exceptions. */
  "activity.closeDay": {
    input: z.strictObject({
      account: elsewhere,
      day: Day,
      mark: z.string().max(64),
      exceptions: z.number().int().min(0),
    }),
    output: DayClose,
  },
  "activity.printDay": { input: z.strictObject({ account: elsewhere, day: Day }), output: done },
  "activity.saveDayPdf": { input: z.strictObject({ account: elsewhere, day: Day }), output: z.object(saved) },

  /** What a time brought, from the local copy of the payments. */
  "overview.read": { input: OverviewInput, output: Overview },
  /** The same as a file, as exportCsv, and as a page. */
  "overview.csv": { input: OverviewInput, output: z.object({ ...saved, count: z.number().int() }) },
  "overview.pdf": { input: OverviewInput, output: z.object(saved) },

  /** Unknowns first, then the newest. */
  "attempts.list": { input: z.strictObject({ limit: z.number().int().min(1).max(500) }), output: z.array(AttemptView) },
  "attempts.unknown": { input: noInput, output: z.array(AttemptView) },
  "attempts.get": { input: z.strictObject({ id }), output: AttemptView },
  "attempts.lookAgain": { input: z.strictObject({ id }), output: AttemptView },
  "attempts.closeByHand": {
    input: z.strictObject({ id, reason }),
    output: AttemptView,
  },

  /** The entries of the journal that cannot be read, those that nothing says the end of first. */
  "attempts.unreadable": { input: noInput, output: z.array(UnreadableEntry) },
  /** Those that may be a change of that payment, which a change of it wants named (`despite`). */
  "attempts.unreadableOn": { input: z.strictObject({ paymentId: id }), output: z.array(UnreadableEntry) },
  /** A person closes one of them and says why. Answers all. */
  "attempts.closeUnreadable": {
    input: z.strictObject({ id, reason }),
    output: z.array(UnreadableEntry),
  },

  /** A person has read the notice that what was told of this attempt was wrong. */
  "attempts.correctionRead": { input: z.strictObject({ id }), output: AttemptView },

  /** Opens what a notice tells of, in a window of its account; the notice is read then. */
  "news.open": { input: z.strictObject({ id: noticeId }), output: done },
  "news.read": { input: z.strictObject({ id: noticeId }), output: done },

  /** The receipt's text as it will print, for the screen. */
  "receipts.show": { input: ReceiptInput, output: z.object({ html: z.string(), title: z.string() }) },
  "receipts.print": { input: ReceiptInput, output: done },
  /**
   * Asks where to save, unless COUNTERFOIL_RECEIPTS_DIR is set (demo and tests). `path` is null when the person
   * cancelled.
   */
  "receipts.savePdf": { input: ReceiptInput, output: z.object(saved) },
  /**
   * Saves the PDF, shows it in its folder and opens a draft in the mail program. `to`: the address that main knows;
   * `opened`: whether a mail program opened.
   */
  "receipts.mail": {
    input: ReceiptInput,
    output: z.object({ ...saved, to: z.string().nullable(), opened: z.boolean() }),
  },
  /** Puts the receipt's text onto the clipboard. */
  "receipts.copyText": { input: ReceiptInput, output: done },
  /** To whom `receipts.mail` would write; null: no address is known. */
  "receipts.address": { input: ReceiptInput, output: z.object({ to: z.string().nullable() }) },

  /** Writes the whole journal as one file (docs/journal-check.md); `rows` and `value` are those of its last row. */
  "journal.export": { input: noInput, output: z.object({ ...saved, rows: z.number().int(), value: z.string() }) },

  /** The shared book, as Settings > Desks shows it. */
  "desks.state": { input: noInput, output: DesksState },
  /**
   * Connects this desk with the shop's book, and makes the book where there is none yet. `words`: made by the first desk,
   * to be typed on each other one; null where they were typed. Throws a Failure with fields `address`, `password`, `words`,
   * `certificate`.
   */
  "desks.connect": { input: DesksConnect, output: z.object({ state: DesksState, words: z.string().nullable() }) },
  /** The words of the shop, to bring in another desk. */
  "desks.words": { input: noInput, output: z.object({ words: z.string() }) },
  /** This desk uses no book any more. What it wrote stays there. */
  "desks.leave": { input: noInput, output: DesksState },
  /** Orders that were parked at any desk, the newest first. Throws a Failure where the book is not seen. */
  "desks.parked": { input: noInput, output: z.array(SharedOrder) },
  "desks.park": { input: OrderToPark, output: done },
  /** Of two desks one gets it; the other a Failure that names who has it. `how`: what becomes of it. */
  "desks.takeUp": { input: z.strictObject({ id: z.uuid(), how: z.enum(["resume", "discard"]) }), output: SharedOrder },
  /** Who took these payments, by the ids of their attempts; one that no desk wrote is left out. */
  "desks.takenBy": {
    input: z.strictObject({ attempts: z.array(z.uuid()).max(500) }),
    output: z.record(z.string(), TakenBy),
  },

  /** Asks for new keys of all files here; they are made at the next start, before anything is opened. */
  "keys.change": { input: noInput, output: AppState },
  /** A report for whoever helps, made anew: nothing secret, no account's name. */
  "report.read": { input: noInput, output: z.object({ text: z.string() }) },
  /** Writes the report that was read last where the person says. */
  "report.save": { input: noInput, output: z.object(saved) },

  /** Shows a file that this program has written, by the id of its answer, in its folder. */
  "files.show": { input: z.strictObject({ file: z.uuid() }), output: done },
} as const satisfies Record<string, Command>;

export type Commands = typeof commands;
export type CommandName = keyof Commands;
/** What a caller writes and what a service gets: the same shape, because schemas here only check and trim. */
export type InputOf<N extends CommandName> = z.input<Commands[N]["input"]>;
export type ParsedInputOf<N extends CommandName> = z.output<Commands[N]["input"]>;
export type OutputOf<N extends CommandName> = z.output<Commands[N]["output"]>;

/** How every answer crosses the bridge. A command never rejects across it. */
export type Answer<N extends CommandName> = { ok: true; value: OutputOf<N> } | { ok: false; failure: FailureShape };

export const events = {
  "app.changed": AppState,
  /** `secondsLeft`: before it locks for want of a hand, told each second; null: it does not. */
  "lock.changed": z.object({ locked: z.boolean(), secondsLeft: z.number().int().nullable() }),
  "attempts.changed": AttemptView,
  "directory.changed": DirectoryStatus,
  "history.changed": HistoryStatus,
  "export.progress": ExportProgress,
  /** Another desk wrote into the shared book: of a payment, or of a parked order. */
  "desks.heard": z.object({ what: z.enum(["payments", "parked"]) }),
  /** The sheet that was chosen in the menu; only the window in front hears it. */
  "menu.chosen": z.enum(["help", "keys", "practice", "report", "about"]),
  /** This window is to show something on that screen. */
  "app.go": z.object({ screen: z.enum(["activity", "holds", "payments"]), id: z.string().nullable() }),
} as const;
export type Events = typeof events;
export type EventName = keyof Events;
export type EventOf<N extends EventName> = z.output<Events[N]>;

/** What the preload puts on `window.counterfoil`: one named function per command, and `on` for events. */
export type CounterfoilBridge = { readonly [N in CommandName]: (input: InputOf<N>) => Promise<Answer<N>> } & {
  /** Calls `listener` for each event of that name; answers the function that stops it. */
  readonly on: <N extends EventName>(name: N, listener: (value: EventOf<N>) => void) => () => void;
};
