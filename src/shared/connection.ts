import { z } from "zod";
import { USD, type Currency } from "./currency";

/** The connections there are. Their addresses are fixed in code (docs/design.md, processors). */
export const ConnectionId = z.enum([
  "training",
  "payarc_test",
  "payarc_live",
  "training_justifi",
  "justifi_test",
  "justifi_live",
]);
export type ConnectionId = z.infer<typeof ConnectionId>;

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
export const ConnectionKind = z.enum(["practice", "test", "live"]);
export type ConnectionKind = z.infer<typeof ConnectionKind>;

/**
 * What a connection is opened with: nothing, one bearer token, or a client's id and secret (and its sub account, if it
 * has one).
 */
export const Credentials = z.enum(["none", "bearer", "client"]);
export type Credentials = z.infer<typeof Credentials>;

interface ConnectionInfo {
  readonly label: string;
  readonly kind: ConnectionKind;
  readonly processor: string;
  readonly credentials: Credentials;
  /** What is charged here. The order screen writes US dollars, so there is no other yet. */
  readonly currency: typeof USD;
}

export const CONNECTIONS: Readonly<Record<ConnectionId, ConnectionInfo>> = {
  training: { label: "Training", kind: "practice", processor: "PayArc", credentials: "none", currency: USD },
  payarc_test: { label: "PayArc test", kind: "test", processor: "PayArc", credentials: "bearer", currency: USD },
  payarc_live: { label: "PayArc live", kind: "live", processor: "PayArc", credentials: "bearer", currency: USD },
  training_justifi: {
    label: "Training, JustiFi",
    kind: "practice",
    processor: "JustiFi",
    credentials: "none",
    currency: USD,
  },
  justifi_test: { label: "JustiFi test", kind: "test", processor: "JustiFi", credentials: "client", currency: USD },
  justifi_live: { label: "JustiFi live", kind: "live", processor: "JustiFi", credentials: "client", currency: USD },
};

/** What a connection charges. A name that is no connection's gets US dollars. */
export function currencyOf(connection: string): Currency {
  const known = ConnectionId.safeParse(connection);
  return known.success ? CONNECTIONS[known.data].currency : USD;
}

export const ConnectionState = z.object({
  id: ConnectionId,
  label: z.string(),
  kind: ConnectionKind,
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
export type ConnectionState = z.infer<typeof ConnectionState>;
