import { justifi } from "../../src/main/processors/justifi/index";
import { startJustiFiTraining } from "../../src/main/practice/justifi/server";
import { payarc } from "../../src/main/processors/payarc/index";
import type { Fault, Match, Seen } from "../../src/main/practice/faults";
import type { Processor } from "../../src/main/processors/processor";
import type { LedgerLine } from "../../src/main/practice/control";
import { startTraining } from "../../src/main/practice/payarc/server";
import { systemClock, type Clock } from "../../src/main/base/clock";
import type { AccountId } from "../../src/shared/account";
import type { Random } from "./random";

export type Operation = "charge" | "capture" | "void" | "refund" | "tip";

/** A practice server that can be made to fail, and says what truly happened. */
export interface PracticeServer {
  /** What a processor needs to talk to it; plain data, fit for another process. */
  readonly access: Readonly<Record<string, string>>;
  readonly control: {
    failNext(match: Match, fault: Fault): void;
    clearFaults(): void;
    release(): Promise<void>;
    ledger(): LedgerLine[];
    requests(): readonly Seen[];
    lineDown(): Promise<void>;
    lineUp(): Promise<void>;
  };
  /** The real adapter, talking to this server. */
  processor(talk: Talk): Processor;
  /** Trouble of this processor's own kind, now and then. */
  trouble(random: Random): void;
  /** So much time passes that the processor no longer knows any key (how long it does is not documented). */
  forgetKeys(): void;
  close(): Promise<void>;
}

interface Talk {
  readonly money: number;
  readonly read: number;
  readonly clock?: Clock;
  readonly chance?: () => number;
}

/** One processor with its practice server: the same stories are told of each. */
export interface Kit {
  readonly connection: AccountId;
  /** How the money calls of each operation look on the wire. */
  readonly paths: Readonly<Record<Operation, RegExp>>;
  /** The processor documents that the same key and body are carried out once, so the adapter may send them again. */
  readonly sendsAgain: boolean;
  readonly tips: boolean;
  /** It has a book of customers with cards on file. */
  readonly keepsCards: boolean;
  /** A hold may be captured in part. */
  readonly capturesParts: boolean;
  /** Bodies in which this processor says a clear no. */
  readonly noes: readonly object[];
  /** It says how many requests a minute it allows. */
  readonly hasBudget: boolean;
  /** `perMinute`: so many requests, where it says how many; else as good as no limit. */
  start(clock: () => number, perMinute?: number): Promise<PracticeServer>;
  processor(access: PracticeServer["access"], talk: Talk): Processor;
}

/** The machine's own time, on whose wall hangs the clock of the story. */
const onWall = (wall: () => number): Clock => ({ ...systemClock, wall });

const MEMORY = { file: ":memory:", key: null };

const payarcKit: Kit = {
  connection: "training",
  paths: {
    charge: /^\/charges$/,
    capture: /\/capture$/,
    void: /\/void$/,
    refund: /\/refunds$/,
    tip: /\/tip_adjustment$/,
  },
  sendsAgain: false,
  tips: true,
  keepsCards: true,
  capturesParts: true,
  noes: [
    "Do Not Honor",
    "Insufficient Funds",
    "Invalid Card",
    "Charge has already been captured.",
    "Reversal Not Allowed.",
    "Amount requested is not available for Refund  ",
    "Tip Adjustment Not Allowed.",
    "The given data was invalid.",
  ].map((message) => ({ status: "error", message, errors: {} })),
  hasBudget: true,
  async start(clock, requestsPerMinute = 100_000) {
    const server = await startTraining({ database: MEMORY, seedCustomers: 0, clock, requestsPerMinute });
    const access = { url: server.url, token: server.token };
    return {
      access,
      control: server.control,
      processor: (talk) => payarcKit.processor(access, { clock: onWall(clock), ...talk }),
      trouble: () => undefined,
      forgetKeys: () => undefined,
      close: () => server.close(),
    };
  },
  processor: ({ url = "", token = "" }, { money, read, clock, chance }) =>
    payarc({
      baseUrl: url,
      token,
      environment: "Training",
      log: () => undefined,
      timeouts: { connect: 10_000, money, read },
      ...(clock && { clock }),
      ...(chance && { chance }),
    }),
};

const SIGN_IN_FAULTS: readonly Fault[] = [
  { kind: "reset", when: "before" },
  { kind: "reset", when: "after" },
  { kind: "status", when: "before", status: 500, body: "html" },
  { kind: "malformed" },
  { kind: "truncated" },
  { kind: "empty" },
  { kind: "silence", when: "before" },
];

const justifiKit: Kit = {
  connection: "training_justifi",
  paths: { charge: /^\/payments$/, capture: /\/capture$/, void: /\/void$/, refund: /\/refunds$/, tip: /^no tips$/ },
  sendsAgain: true,
  tips: false,
  keepsCards: false,
  capturesParts: false,
  hasBudget: false,
  noes: [
    "card_declined",
    "invalid_parameter",
    "payment_already_captured",
    "amount_exceeds_balance",
    "unauthorized",
  ].map((code) => ({ error: { code, message: "No.", decline_code: "generic_decline" } })),
  async start(clock) {
    const server = await startJustiFiTraining({ database: MEMORY, clock });
    const { url, clientId, clientSecret, subAccount, control } = server;
    const access = { url, clientId, clientSecret, subAccount };
    return {
      access,
      control,
      processor: (talk) => justifiKit.processor(access, { clock: onWall(clock), ...talk }),
      trouble: (random) => {
        // The sign-in fails, or the token ends at any moment.
        if (random.chance(0.1)) control.failNext({ method: "POST", path: "/oauth/token" }, random.pick(SIGN_IN_FAULTS));
        if (random.chance(0.1)) control.endTokens();
      },
      forgetKeys: () => control.forgetKeys(),
      close: () => server.close(),
    };
  },
  processor: ({ url = "", clientId = "", clientSecret = "", subAccount = "" }, { money, read, clock, chance }) =>
    justifi({
      baseUrl: url,
      clientId,
      clientSecret,
      subAccount,
      environment: "Training",
      mode: "test",
      log: () => undefined,
      timeouts: { connect: 10_000, money, read },
      ...(clock && { clock }),
      ...(chance && { chance }),
    }),
};

export const KITS = { payarc: payarcKit, justifi: justifiKit } as const;
export type KitName = keyof typeof KITS;
export const KIT_NAMES = Object.keys(KITS) as readonly KitName[];
