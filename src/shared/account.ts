import { z } from "zod";
import { USD, type Currency } from "./currency";
import { oneOf } from "./one-of";
import { formWords } from "./words/input";
import { kindWords } from "./words/questions";

/** The kinds of account there are: a processor and an environment. Addresses are fixed in code (docs/design.md). */
export const ACCOUNT_KINDS = [
  "training",
  "payarc_test",
  "payarc_live",
  "training_justifi",
  "justifi_test",
  "justifi_live",
] as const;
export const AccountKind = z.enum(ACCOUNT_KINDS);
export type AccountKind = z.infer<typeof AccountKind>;

/** What an account is known by in the journal, the copies and the keychain. The first of a kind has the kind's name. */
export const AccountId = z.string().regex(/^[a-z0-9_-]{1,64}$/);
export type AccountId = z.infer<typeof AccountId>;

/** What a processor can do. Screens ask for these, never for a processor's name. */
export const Capability = z.enum([
  "customers",
  "cards_on_file",
  "keyed_card",
  "google_pay",
  "moto_channel",
  "partial_capture",
  "void",
  "tip",
  /**
   * A part of the amount can be named as a surcharge on credit cards; debit and prepaid cards are then voided at once.
   */
  "surcharge",
  "level2",
  "avs_result",
  "post_auth_rules",
  "receipt_messages",
  /** A typed card is only taken with the cardholder's name and the ZIP. */
  "card_needs_name",
  /** A token of a payment method, made elsewhere, can be charged instead of a card. */
  "payment_token",
  /**
   * What is captured can be refunded at once, also in part; before it settles no refund turns into a void of the whole.
   */
  "refund_unsettled",
  /** What a payment did to the merchant's balance can be read. */
  "ledger",
  /** A payment's description and metadata can be changed afterwards. */
  "edit_payment",
]);
export type Capability = z.infer<typeof Capability>;

/** `practice`: no money, on this machine. `test`: the processor's sandbox. `live`: real money. */
export const Environment = z.enum(["practice", "test", "live"]);
export type Environment = z.infer<typeof Environment>;

/**
 * What an account is opened with: nothing, one bearer token, or a client's id and secret (and its sub account, if it
 * has one).
 */
export const Credentials = z.enum(["none", "bearer", "client"]);
export type Credentials = z.infer<typeof Credentials>;

/** The processors, as people call them. */
export const PROCESSORS = ["PayArc", "JustiFi"] as const;
export const ProcessorName = z.enum(PROCESSORS);
export type ProcessorName = z.infer<typeof ProcessorName>;

interface KindInfo {
  /** What the first account of this kind is called until a person names it. */
  readonly label: string;
  readonly environment: Environment;
  readonly processor: ProcessorName;
  readonly credentials: Credentials;
  /** What is charged here. The order screen writes US dollars, so there is no other yet. */
  readonly currency: typeof USD;
}

export const KINDS: Readonly<Record<AccountKind, KindInfo>> = {
  training: {
    label: kindWords.training,
    environment: "practice",
    processor: "PayArc",
    credentials: "none",
    currency: USD,
  },
  payarc_test: {
    label: kindWords.payarc_test,
    environment: "test",
    processor: "PayArc",
    credentials: "bearer",
    currency: USD,
  },
  payarc_live: {
    label: kindWords.payarc_live,
    environment: "live",
    processor: "PayArc",
    credentials: "bearer",
    currency: USD,
  },
  training_justifi: {
    label: kindWords.training_justifi,
    environment: "practice",
    processor: "JustiFi",
    credentials: "none",
    currency: USD,
  },
  justifi_test: {
    label: kindWords.justifi_test,
    environment: "test",
    processor: "JustiFi",
    credentials: "client",
    currency: USD,
  },
  justifi_live: {
    label: kindWords.justifi_live,
    environment: "live",
    processor: "JustiFi",
    credentials: "client",
    currency: USD,
  },
};

/** What an account of that kind charges; of an id that is no kind, what all of them do. */
export function currencyOf(account: string): Currency {
  const kind = oneOf(ACCOUNT_KINDS, account);
  return kind === null ? USD : KINDS[kind].currency;
}

/** The colours that a person can give an account; the page has a shade of each for light and for dark. */
export const ACCOUNT_COLOURS = ["slate", "blue", "teal", "green", "amber", "orange", "rose", "violet"] as const;
export const AccountColour = z.enum(ACCOUNT_COLOURS);
export type AccountColour = z.infer<typeof AccountColour>;

/** The colour of a new account: what its environment has been shown in from the start. */
export const FIRST_COLOURS: Readonly<Record<Environment, AccountColour>> = {
  practice: "amber",
  test: "violet",
  live: "green",
};

export const LONGEST_ACCOUNT_NAME = 40;
export const AccountName = z.string().trim().min(1, formWords.accountName).max(LONGEST_ACCOUNT_NAME);

/** A processor and an environment under a name and colour of one's own. Its credentials are in the keychain alone. */
export const Account = z.object({
  id: AccountId,
  kind: AccountKind,
  name: AccountName,
  colour: AccountColour,
  /** It can no longer be used here; its entries and copies stay, and are shown under this name. */
  removed: z.boolean(),
});
export type Account = z.infer<typeof Account>;

/** What people call an account and its processor. */
export interface NamedAccount {
  readonly name: string;
  readonly processor: string;
}

/** An account that is not on this computer is called as its kind is, or by its id. */
export function namedById(id: string): NamedAccount {
  const kind = oneOf(ACCOUNT_KINDS, id);
  if (kind === null) return { name: id, processor: "the processor" };
  const { label, processor } = KINDS[kind];
  return { name: label, processor };
}

export type KnownAccount = Account & Omit<KindInfo, "label">;

/** An account with what is true of its kind. */
export function known(account: Account): KnownAccount {
  const { environment, processor, credentials, currency } = KINDS[account.kind];
  return { ...account, environment, processor, credentials, currency };
}

/** An account as the screens know it. */
export const AccountState = Account.extend({
  environment: Environment,
  processor: ProcessorName,
  credentials: Credentials,
  /** null: usable. Otherwise one sentence: why it cannot be used now, and what to do. */
  blocked: z.string().nullable(),
  /**
   * A token, or a client's secret, is in the keychain (or, without a keychain, in memory for this session). Never the
   * secret itself.
   */
  hasSecret: z.boolean(),
  /** Epoch ms at which the token ends by its own word; null when it does not say. */
  secretEndsAt: z.number().nullable(),
});
export type AccountState = z.infer<typeof AccountState>;

/** What makes two names the same to a reader: blanks and case do not tell them apart. */
export function sameName(one: string, other: string): boolean {
  const folded = (name: string): string => name.normalize("NFKC").replace(/\s+/gu, "").toLocaleLowerCase("en-US");
  return folded(one) === folded(other);
}
