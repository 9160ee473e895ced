import { brandRules, lastFour, type CardEntry } from "../../shared/card";
import { currencyOf } from "../../shared/account";
import type { ChargeAnswer, ParsedInputOf, SavedCard } from "../../shared/contract";
import type { Customer } from "../../shared/customer";
import { defaultCard } from "../../shared/customer";
import { Failure, NotReached } from "../../shared/failure";
import { withoutCardNumbers } from "../../shared/card-numbers";
import { companionsBeside, INVOICE, LONGEST_VALUE, type Companion } from "../../shared/metadata";
import { type Attempt, type AttemptView, type Intent } from "../../shared/attempt";
import { refused, type OutcomeKind } from "../../shared/outcome";
import type { PublicSettings } from "../../shared/settings";
import { rateOn, surchargeTrouble } from "../../shared/surcharge";
import { asFailure, type Attempts, type Connected } from "./attempts";
import type { Announce } from "./announce";
import type { Clock } from "../base/clock";
import { guard } from "./guard";
import type { OneAtATime } from "../base/one-at-a-time";
import type { Looked, ProcessorTime, Recent } from "./recent";
import type { SaveCards } from "./save-cards";
import { tokenCard } from "./token-card";
import type { ChargeOrder, ChargeSource } from "../processors/processor";
import { moneyWords } from "../../shared/words/money";

export type ChargeAsked = ParsedInputOf<"payments.charge">;

/**
 * MONEY: the list in which the guard looks for other desks' charges was asked for at most so many ms before it is looked
 * at. With the 300 ms that the shared book may take it is younger than 2 s at the send (docs/design.md).
 */
const LIST_MAX_AGE_MS = 1_700;
/** How long a charge waits for that list, in ms; then the person is asked. */
const LIST_PATIENCE_MS = 5_000;
/** How long it waits for the card behind a token, in ms. */
const TOKEN_PATIENCE_MS = 2_500;

export interface ChargeDeps {
  readonly attempts: Attempts;
  readonly others: Announce;
  readonly connected: () => Promise<Connected>;
  readonly customer: (customerId: string) => Promise<Customer>;
  readonly who: () => { operator: string; desk: string; supervisor?: string | null };
  readonly settings: () => PublicSettings;
  readonly recent: Recent;
  readonly processorTime: ProcessorTime;
  readonly saveCards: SaveCards;
  readonly view: (attempt: Attempt) => AttemptView;
  /** Plans the looks for an answer that did not arrive. */
  readonly recover: (attempt: Attempt) => void;
  readonly clock: Clock;
  readonly oneAtATime: OneAtATime;
  readonly log: (line: string) => void;
}

/**
 * One charge, from the form to the outcome. Nothing is sent when an earlier payment or a standing unknown of the same
 * card and amount has not been answered for (`overrides`). Throws a Failure when the order cannot be sent at all.
 */
export function charge(deps: ChargeDeps, asked: ChargeAsked): Promise<ChargeAnswer> {
  // MONEY: a double click, a double Enter or a repeated ask waits for the first and then gets its answer.
  return deps.oneAtATime(asked.attemptId, () => chargeOnce(deps, asked));
}

async function chargeOnce(deps: ChargeDeps, asked: ChargeAsked): Promise<ChargeAnswer> {
  const { attempts, recent, others } = deps;
  /** Other desks were told of it, and nothing has been sent yet. */
  let told = false;
  try {
    const connected = await deps.connected();
    const earlier = attempts.get(asked.attemptId);
    const repeated = earlier !== null;
    const named = await whoPays(deps, connected, asked);
    const [card, looked] = await Promise.all([
      earlier ? earlier.intent.card : cardBehind(deps, connected, asked),
      repeated ? null : recent.refresh(connected, LIST_MAX_AGE_MS, LIST_PATIENCE_MS),
    ]);
    // Of a token only the processor, or the first ask of the same order, tells the card. Of a customer's default the
    // first ask does, because the default may be another by now.
    const payer: Payer = card !== null && !namesCard(asked.source) ? { ...named, card } : named;
    const intent = intentOf(deps, connected, asked, payer);
    const unreachable = looked?.kind === "failed" && looked.failure instanceof NotReached ? looked.failure : null;
    if (looked !== null) {
      checkSurcharge(deps, connected, asked);
      const question = questionOf(deps, intent, asked, connected);
      if (question.answer) return question.answer;
      if (unreachable === null && !asked.overrides.unlooked && looked.kind !== "looked") {
        return { kind: "not_looked", sentence: whyNotLooked(connected, looked) };
      }
      if (unreachable === null) {
        const elsewhere = await others.announce(intent, question.named);
        if (elsewhere.length > 0) return { kind: "duplicate", earlier: [...elsewhere] };
        told = true;
        // From here to the journal's first row nothing is awaited, so no other order can slip in between.
        const late = questionOf(deps, intent, asked, connected).answer;
        if (late) {
          others.withdraw(intent.id);
          return late;
        }
      }
    }
    const attempt = await attempts.run(intent, (reference, again) =>
      // MONEY: without the look an order must not slip through should the line be back in this very moment.
      unreachable === null
        ? connected.processor.charge(orderOf(deps, asked, payer), reference, again)
        : Promise.resolve(refused("not_reached", unreachable.sentence)),
    );
    told = false;
    deps.recover(attempt);
    const saved = repeated ? null : await saveCard(deps, asked, attempt);
    const canSaveCard =
      !repeated &&
      saved === null &&
      asked.source.kind === "card" &&
      keyedAndGood(asked, attempt) &&
      deps.saveCards.keep(connected, asked.attemptId, asked.source.card, asked.channel);
    // The truth may have arrived while the card was being saved.
    return { kind: "outcome", attempt: deps.view(attempts.get(asked.attemptId) ?? attempt), saved, canSaveCard };
  } catch (error) {
    if (told) others.withdraw(asked.attemptId);
    throw asFailure(error);
  }
}

/**
 * What has to be asked before this order may be sent, null when nothing; and what the person was shown and goes on in
 * spite of. Looks only.
 */
function questionOf(
  deps: ChargeDeps,
  intent: Intent,
  asked: ChargeAsked,
  connected: Connected,
): { readonly answer: ChargeAnswer | null; readonly named: readonly string[] } {
  const found = guard(intent, deps.attempts.journal(), deps.recent, connected.id, {
    byToken: asked.source.kind === "token",
    rate: rateOn(deps.settings().surcharge, connected.id),
    now: { wall: deps.clock.wall(), processor: deps.processorTime(connected) },
  });
  const standing = found.standing.filter(({ intent: { id } }) => !asked.overrides.unknown.includes(id));
  const answered = found.earlier.filter(({ id }) => asked.overrides.duplicateOf.includes(id));
  const named = [...intent.overrides, ...answered.flatMap(({ attemptId }) => attemptId ?? [])];
  if (standing.length > 0) return { answer: { kind: "standing_unknown", unknown: standing.map(deps.view) }, named };
  const entries = found.unreadable.filter(({ id }) => !asked.overrides.unknown.includes(id));
  if (entries.length > 0) return { answer: { kind: "unreadable_entry", entries }, named };
  // MONEY: who went on while nobody knew was not told that it took the money; that is asked about once more.
  const earlier = found.earlier.filter(
    ({ id, attemptId, status }) =>
      !asked.overrides.duplicateOf.includes(id) &&
      !(status === "unknown" && asked.overrides.unknown.includes(attemptId ?? "")),
  );
  return { answer: earlier.length > 0 ? { kind: "duplicate", earlier } : null, named };
}

function whyNotLooked({ processor }: Connected, looked: Exclude<Looked, { kind: "looked" }>): string {
  if (looked.kind === "late") return moneyWords.listLate({ processor: processor.name });
  if (looked.kind === "oldest_first") return moneyWords.listOldestFirst({ processor: processor.name });
  return looked.failure.sentence;
}

/**
 * MONEY: the surcharge that the window worked out has to be the one of the settings now; another window may have
 * changed them.
 */
function checkSurcharge(deps: ChargeDeps, { id, processor }: Connected, asked: ChargeAsked): void {
  if (asked.surcharge === null) return;
  if (!processor.capabilities.has("surcharge")) throw new Failure("unsupported", moneyWords.noSurcharges);
  const trouble = surchargeTrouble(asked.amount, asked.surcharge, rateOn(deps.settings().surcharge, id));
  if (trouble !== null) throw new Failure("refused", trouble);
}

interface Payer {
  readonly source: ChargeSource;
  /** Of a token it is told by the processor, if at all. */
  readonly card: Intent["card"];
  readonly customer: Intent["customer"];
}

/** The card behind a token, as the processor tells it; null for any other source, or when it is not told in time. */
function cardBehind(
  deps: ChargeDeps,
  { processor }: Connected,
  { source }: ChargeAsked,
): Promise<Intent["card"] | null> {
  if (source.kind !== "token") return Promise.resolve(null);
  return tokenCard({ ...deps, processor }, source.tokenId, TOKEN_PATIENCE_MS);
}

/** False when the card is whatever the processor says it is at the moment of the charge. */
function namesCard(source: ChargeAsked["source"]): boolean {
  return source.kind === "customer" ? source.cardId !== null : source.kind !== "token";
}

async function whoPays(deps: ChargeDeps, { processor }: Connected, asked: ChargeAsked): Promise<Payer> {
  const { source } = asked;
  switch (source.kind) {
    case "card": {
      if (!processor.capabilities.has("keyed_card")) throw new Failure("unsupported", moneyWords.noTyped);
      const { number } = source.card;
      const card = { brand: brandRules(number).brand, last4: lastFour(number), fingerprint: null };
      return { source: { kind: "card", card: withAddress(source.card, asked) }, card, customer: null };
    }
    case "customer": {
      const customer = await deps.customer(source.customerId);
      const card =
        source.cardId === null ? defaultCard(customer.cards) : customer.cards.find(({ id }) => id === source.cardId);
      if (!card) throw new Failure("bad_input", source.cardId === null ? moneyWords.noDefault : moneyWords.cardGone);
      // MONEY: the card is named, so that a default that changes meanwhile cannot move the charge to another card.
      return {
        source: { ...source, cardId: card.id },
        card: { brand: card.brand, last4: card.last4, fingerprint: card.fingerprint },
        customer: { id: customer.id, name: customer.name ?? customer.email ?? customer.id },
      };
    }
    case "token":
      if (!processor.tokenCard) throw new Failure("unsupported", moneyWords.noTokens);
      return { source, card: { brand: "unknown", last4: null, fingerprint: null }, customer: null };
    case "google_pay":
      if (!processor.capabilities.has("google_pay")) throw new Failure("unsupported", moneyWords.noGooglePay);
      return { source, card: { brand: "unknown", last4: null, fingerprint: null }, customer: null };
  }
}

/**
 * The order's address goes with the card where the card has none of its own: AVS compares it (docs/payarc.md, seed
 * 003).
 */
function withAddress(card: CardEntry, asked: ChargeAsked): CardEntry {
  return {
    ...card,
    addressLine1: card.addressLine1 ?? asked.addressLine1,
    addressLine2: card.addressLine2 ?? asked.addressLine2,
    city: card.city ?? asked.city,
    state: card.state ?? asked.state,
    zip: card.zip ?? asked.zip,
    country: card.country ?? asked.country,
  };
}

function intentOf(deps: ChargeDeps, connected: Connected, asked: ChargeAsked, payer: Payer): Intent {
  return {
    id: asked.attemptId,
    operation: "charge",
    connection: connected.id,
    currency: currencyOf(connected.id),
    amount: asked.amount,
    surcharge: asked.surcharge,
    addressGiven:
      payer.source.kind === "card"
        ? { street: Boolean(payer.source.card.addressLine1), zip: Boolean(payer.source.card.zip) }
        : null,
    receipts: asked.sendReceipt,
    capture: asked.capture,
    paymentId: null,
    card: payer.card,
    customer: payer.customer,
    // SECURITY: no card number that was typed into it gets into the journal.
    invoice: asked.invoice === null ? null : withoutCardNumbers(asked.invoice),
    channel: asked.channel,
    ...deps.who(),
    overrides: [...asked.overrides.duplicateOf, ...asked.overrides.unknown],
    anchor: deps.recent.anchor(connected.id),
    clockOffset: connected.processor.clockOffset() ?? null,
    before: null,
  };
}

function orderOf(deps: ChargeDeps, asked: ChargeAsked, payer: Payer): ChargeOrder {
  const { rules, merchant } = deps.settings();
  const { operator, desk } = deps.who();
  return {
    source: payer.source,
    amount: asked.amount,
    capture: asked.capture,
    channel: asked.channel,
    statementDescription: asked.statementDescription ?? (merchant.statementDescription || null),
    description: asked.note,
    email: asked.email,
    phone: asked.phone,
    receipts: asked.sendReceipt,
    addressLine1: asked.addressLine1,
    addressLine2: asked.addressLine2,
    city: asked.city,
    state: asked.state,
    zip: asked.zip,
    country: asked.country,
    tip: asked.tip,
    surcharge: asked.surcharge,
    rules,
    level2:
      asked.purchaseOrder !== null && asked.salesTax !== null
        ? { purchaseOrder: asked.purchaseOrder, salesTax: asked.salesTax, customerRef: null }
        : null,
    metadata: metadataOf(asked, { operator, desk, channel: asked.channel }),
  };
}

/**
 * One's own pairs, the invoice number, and who and where, so that other desks and the payment's page can tell, while
 * there is room (metadata.ts).
 */
function metadataOf(
  { metadata, invoice }: ChargeAsked,
  ours: Readonly<Record<Companion, string>>,
): Record<string, string> {
  const asked = invoice === null ? metadata : { ...metadata, [INVOICE]: invoice };
  const fitting = companionsBeside(Object.keys(asked).length);
  return { ...asked, ...Object.fromEntries(fitting.map((name) => [name, ours[name].slice(0, LONGEST_VALUE)])) };
}

const GOOD: readonly OutcomeKind[] = ["approved", "authorized", "partially_approved"];

function keyedAndGood(asked: ChargeAsked, attempt: Attempt): boolean {
  return asked.source.kind === "card" && attempt.state === "closed" && GOOD.includes(attempt.outcome.kind);
}

/** Saves the card once the money part has ended well. Whatever happens here, the charge's outcome stands. */
async function saveCard(deps: ChargeDeps, asked: ChargeAsked, attempt: Attempt): Promise<SavedCard | null> {
  if (asked.saveCard === null || asked.source.kind !== "card") return null;
  if (!keyedAndGood(asked, attempt)) return { customer: null, sentence: moneyWords.cardNotSavedNoCharge };
  return deps.saveCards.save(withAddress(asked.source.card, asked), asked.channel, asked.saveCard);
}
