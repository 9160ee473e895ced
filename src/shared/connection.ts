import { z } from "zod";

/** The connections there are. Their addresses are fixed in code (design.md, processors). */
export const ConnectionId = z.enum(["training", "payarc_test", "payarc_live"]);
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
  "level2",
  "avs_result",
  "post_auth_rules",
  "receipt_messages",
]);
export type Capability = z.infer<typeof Capability>;

/** `practice`: no money, on this machine. `test`: the processor's sandbox. `live`: real money. */
export const ConnectionKind = z.enum(["practice", "test", "live"]);
export type ConnectionKind = z.infer<typeof ConnectionKind>;

export const CONNECTIONS: Readonly<Record<ConnectionId, { label: string; kind: ConnectionKind; processor: string }>> = {
  training: { label: "Training", kind: "practice", processor: "PayArc" },
  payarc_test: { label: "PayArc test", kind: "test", processor: "PayArc" },
  payarc_live: { label: "PayArc live", kind: "live", processor: "PayArc" },
};

export const ConnectionState = z.object({
  id: ConnectionId,
  label: z.string(),
  kind: ConnectionKind,
  /** null: usable. Otherwise one sentence: why it cannot be used now, and what to do. */
  blocked: z.string().nullable(),
  /** A token is in the keychain (or, without a keychain, in memory for this session). Never the token itself. */
  hasSecret: z.boolean(),
  /** Epoch ms at which the token ends by its own word; null when it does not say. */
  secretEndsAt: z.number().nullable(),
});
export type ConnectionState = z.infer<typeof ConnectionState>;
