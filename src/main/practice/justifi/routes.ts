import { isJson, findMethod, readCard } from "./methods";
import {
  capturePayment,
  createPayment,
  getPayment,
  listPayments,
  paymentLedger,
  refundPayment,
  updatePayment,
  voidPayment,
  type Call,
  type Done,
} from "./payments";
import { notFound, Refusal, wrong } from "./refusal";
import { one, showMethod } from "./show";

export interface Route {
  readonly handle: (call: Call) => Done;
  /** The Idempotency-Key header is required (docs/justifi.md 2). */
  readonly keyed: boolean;
  /** The Sub-Account header is required (docs/justifi.md 2). */
  readonly forSubAccount: boolean;
}

type Handle = (call: Call, id: string) => Done;

const KEYED = { keyed: true, forSubAccount: false };
const PLAIN = { keyed: false, forSubAccount: false };
const FOR_SUB_ACCOUNT = { keyed: true, forSubAccount: true };

/** The endpoints of docs/justifi.md 4 and 7 that a virtual terminal needs. */
const ROUTES: readonly (readonly [method: string, path: string, handle: Handle, needs: typeof PLAIN])[] = [
  ["POST", "/payments", createPayment, FOR_SUB_ACCOUNT],
  ["GET", "/payments", listPayments, PLAIN],
  ["GET", "/payments/{id}", getPayment, PLAIN],
  ["PATCH", "/payments/{id}", updatePayment, KEYED],
  ["POST", "/payments/{id}/capture", capturePayment, KEYED],
  ["POST", "/payments/{id}/void", voidPayment, KEYED],
  ["POST", "/payments/{id}/refunds", refundPayment, KEYED],
  ["GET", "/payments/{id}/payment_balance_transactions", paymentLedger, PLAIN],
  ["POST", "/payment_methods", createMethod, FOR_SUB_ACCOUNT],
  [
    "GET",
    "/payment_methods/{id}",
    (call, id) => ({ status: 200, body: one("payment_method", showMethod(findMethod(call.book, id))) }),
    PLAIN,
  ],
];

const PATTERNS = ROUTES.map(([method, name, handle, needs]) => ({
  method,
  handle,
  needs,
  pattern: new RegExp(`^${name.replaceAll("{id}", "([A-Za-z0-9_]+)")}/?$`),
}));

/** Throws Refusal 404 for a path that is none. */
export function findRoute(method: string, path: string): Route {
  for (const route of PATTERNS) {
    const found = route.method === method ? route.pattern.exec(path) : null;
    if (found) return { handle: (call) => route.handle(call, found[1] ?? ""), ...route.needs };
  }
  throw notFound();
}

/** POST payment_methods: a card becomes a token (docs/justifi.md 7). */
function createMethod(call: Call): Done {
  const { payment_method: given } = call.json;
  const card = isJson(given) ? given["card"] : null;
  if (!isJson(card)) throw wrong("payment_method_required", "Payment method is required", "payment_method");
  if (!call.rawCards)
    throw new Refusal(400, "full_pan_not_allowed", "Sending the full card number is not allowed for this account");
  const method = readCard(call.book, card, call.now);
  call.book.addMethod(method);
  return { status: 201, body: one("payment_method", showMethod(method)) };
}
