import type { Answer } from "../sending";
import { createToken } from "./cards";
import { createCharge, getCharge, googleSale, listCharges, type Desk } from "./charges";
import { createCustomer, deleteCard, deleteCustomer, getCustomer, listCustomers, updateCustomer } from "./customers";
import { adjustTip, capture, refund, voidCharge } from "./later";
import { Refusal, type Call } from "./requests";

type Handle = (desk: Desk, call: Call, ids: readonly string[]) => Answer;

export interface Route {
  /** The path with `{id}` in the place of ids. */
  readonly name: string;
  readonly handle: (desk: Desk, call: Call) => Answer;
}

const seconds = (desk: Desk) => Math.floor(desk.nowMs / 1000);

/** The endpoints of docs/payarc.md 5 that a virtual terminal needs. */
const ROUTES: readonly (readonly [method: string, path: string, handle: Handle])[] = [
  ["POST", "/customers", (desk, call) => createCustomer(desk.book, call, seconds(desk), desk.random)],
  ["GET", "/customers", (desk, call) => listCustomers(desk.book, call, seconds(desk))],
  ["GET", "/customers/{id}", (desk, _call, [id = ""]) => getCustomer(desk.book, id, seconds(desk))],
  ["PATCH", "/customers/{id}", (desk, call, [id = ""]) => updateCustomer(desk.book, id, call, seconds(desk))],
  ["DELETE", "/customers/{id}", (desk, _call, [id = ""]) => deleteCustomer(desk.book, id, seconds(desk))],
  [
    "DELETE",
    "/customers/{id}/cards/{id}",
    (desk, _call, [id = "", card = ""]) => deleteCard(desk.book, id, card, seconds(desk)),
  ],
  ["POST", "/tokens", (desk, call) => createToken(desk.book, call, seconds(desk))],
  ["POST", "/charges", (desk, call) => createCharge(desk, call)],
  ["GET", "/charges", (desk, call) => listCharges(desk, call)],
  ["POST", "/charges/google/sale", (desk, call) => googleSale(desk, call)],
  ["GET", "/charges/{id}", (desk, call, [id = ""]) => getCharge(desk, id, call)],
  ["POST", "/charges/{id}/capture", (desk, call, [id = ""]) => capture(desk, id, call)],
  ["POST", "/charges/{id}/void", (desk, call, [id = ""]) => voidCharge(desk, id, call)],
  ["POST", "/charges/{id}/refunds", (desk, call, [id = ""]) => refund(desk, id, call)],
  ["POST", "/charges/{id}/tip_adjustment", (desk, call, [id = ""]) => adjustTip(desk, id, call)],
];

const PATTERNS = ROUTES.map(([method, name, handle]) => ({
  method,
  name,
  handle,
  pattern: new RegExp(`^${name.replaceAll("{id}", "([A-Za-z0-9]+)")}/?$`),
}));

/** Throws Refusal 404 for a path that is none, 405 for a method that it does not take. */
export function findRoute(method: string, path: string): Route {
  const atPath = PATTERNS.filter(({ pattern }) => pattern.test(path));
  const found = atPath.find((route) => route.method === method);
  if (!found)
    throw atPath.length > 0
      ? new Refusal(405, "Method Not Allowed!", "Method Not Allowed!")
      : new Refusal(404, "The requested Resource was not found.");
  const ids = found.pattern.exec(path)?.slice(1) ?? [];
  return { name: found.name, handle: (desk, call) => found.handle(desk, call, ids) };
}
