import type { CardEntry } from "../../../shared/card";
import { USD } from "../../../shared/currency";
import { metadataTrouble } from "../../../shared/metadata";
import type { TakeBackReason } from "../../../shared/payment";
import { cleanTexts } from "../../base/clean-texts";
import type { ChargeOrder, TakeBack } from "../processor";
import { processorWords } from "../../../shared/words/processor";

/**
 * Domain -> the JSON of JustiFi's requests (docs/justifi.md, seed 004, docs/justifi.md 4 and 7). What is null is not
 * sent. Amounts are whole minor units.
 */

type Json = Readonly<Record<string, unknown>>;

/** Card data on its way: number, CVV and the token of a payment method. */
const NO_TEXTS: readonly string[] = ["number", "verification", "token"];

/** SECURITY: no card number leaves in a text (PCI DSS 3.3). */
function given(fields: Json): Json {
  const there = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return cleanTexts(Object.fromEntries(there), NO_TEXTS);
}

/**
 * The least amount that is sent, in cents. JustiFi takes nothing below it; whether it takes the amount itself is not
 * documented (docs/justifi.md 3), so JustiFi decides that.
 */
const LEAST = 50;
const LEAST_SENTENCE = processorWords.least;

/** POST payments. Only a typed card and a token of a payment method can pay. */
export function chargeBody(order: ChargeOrder, reference: string): Json {
  return given({
    amount: order.amount,
    currency: USD.toLowerCase(),
    capture_strategy: order.capture ? "automatic" : "manual",
    email: order.email,
    description: order.description,
    statement_descriptor: order.statementDescription,
    payment_method:
      order.source.kind === "card"
        ? { card: cardBody(order.source.card) }
        : order.source.kind === "token"
          ? { token: order.source.tokenId }
          : null,
    metadata: { ...order.metadata, reference },
  });
}

function cardBody(card: CardEntry): Json {
  return given({
    name: card.holder,
    number: card.number,
    verification: card.cvv,
    // The month has no leading zero, as in the document's example (docs/justifi.md, seed 004).
    month: String(Number(card.expMonth)),
    year: card.expYear,
    address_line1: card.addressLine1,
    address_line2: card.addressLine2,
    address_city: card.city,
    address_state: card.state,
    address_postal_code: card.zip,
    address_country: card.country,
  });
}

/**
 * A sentence per field that JustiFi would not take whatever the rest is (docs/justifi.md 3, 4, 7); empty when all is
 * well.
 */
export function chargeProblems(order: ChargeOrder): Record<string, string> {
  const problems: Record<string, string> = {};
  if (order.amount < LEAST) problems["amount"] = LEAST_SENTENCE;
  // MONEY: what cannot be sent is never left out in silence.
  if ((order.tip ?? 0) > 0) problems["tip"] = processorWords.noTips;
  if ((order.surcharge ?? 0) > 0) problems["surcharge"] = processorWords.noSurcharges;
  if (order.level2 !== null) problems["purchaseOrder"] = processorWords.noLevel2;
  // JustiFi publishes no limits (docs/justifi.md 4); those of PayArc hold for both, so that a desk need not know
  // which it is on.
  const metadata = metadataTrouble(order.metadata);
  if (metadata !== null) problems["metadata"] = metadata;
  if (order.statementDescription !== null && !/^[A-Za-z0-9_-]{5,22}$/.test(order.statementDescription)) {
    problems["statementDescription"] = processorWords.statement;
  }
  if (order.source.kind === "card") {
    if (order.source.card.holder === null) problems["holder"] = processorWords.needsHolder;
    if (order.source.card.zip === null) problems["zip"] = processorWords.needsZip;
  }
  if (order.source.kind === "token" && !/^[A-Za-z0-9_-]{4,64}$/.test(order.source.tokenId))
    problems["token"] = processorWords.noMethod;
  return problems;
}

/** What JustiFi calls our reasons; there is none for "other", and none has to be given. */
const REASONS: Readonly<Record<TakeBackReason, string | null>> = {
  requested_by_customer: "customer_request",
  duplicate: "duplicate",
  fraudulent: "fraudulent",
  other: null,
};

/** PATCH payments/{id}: `metadata` takes the place of all that was there. */
export function updateBody(description: string | undefined, metadata: Json | null): Json {
  return given({ description, metadata });
}

/** POST payments/{id}/refunds. The amount is always sent, so that "everything" is never what a slip means. */
export function refundBody(amount: number, take: TakeBack, reference: string): Json {
  return given({ amount, description: take.description, reason: REASONS[take.reason], metadata: { reference } });
}
