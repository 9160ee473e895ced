import type { Book, CardRow, CustomerRow, Planted } from "./book";
import { plantPayments } from "./history";
import { COMPANIES, EMAIL_DOMAINS, FIRST_NAMES, LAST_NAMES, PLACES, STREETS } from "./names";
import { between, newId, pick, seededRandom, type Random } from "./random";

/** Practice customers and their past: the same for the same number of customers, relative to the clock. */

const DAY = 86_400;

type PlantedCard = Planted<CardRow>;
type PlantedCustomer = Planted<CustomerRow>;

/** Empties the book and puts the practice data in: one transaction, everything or nothing. `now` is epoch seconds. */
export function plant(book: Book, count: number, now: number): void {
  book.transaction(() => {
    book.empty();
    const random = seededRandom(`practice ${count}`);
    const cards: PlantedCard[] = [];
    const customers: PlantedCustomer[] = [];
    for (let at = 0; at < count; at++) {
      const customer = makeCustomer(random, at, count, now);
      customers.push(customer);
      cards.push(...cardsFor(random, customer, at, now));
    }
    // Rosa and her like come first in the plan and last in the table: lists are newest first.
    book.fill("customers", customers.slice().reverse());
    book.fill("cards", cards);
    if (count > 0) plantPayments(book, random, cards, now);
    book.setFact("planted", String(now));
    book.setFact("planted_charges", String(book.all("charges", "ORDER BY real_id DESC LIMIT 1")[0]?.real_id ?? 0));
  });
}

/** The first dozen are written by hand, so that every practice desk has the same people to look for. */
const KNOWN: readonly {
  name: string;
  style?: CustomerRow["style"];
  cards: readonly ("good" | "expired" | "soon")[];
  noDefault?: boolean;
}[] = [
  { name: "Rosa Diaz", cards: ["good", "good"] },
  { name: "Liam O'Brien", cards: ["good"] },
  { name: "Mary Smith", cards: ["good"] },
  { name: "Mary Smith", cards: ["soon"] },
  { name: "Hye-jin E", cards: ["good"] },
  { name: "Zoë Müller", cards: ["good", "expired"] },
  { name: "Anne Smith-Jones", cards: ["expired"] },
  { name: "Blue Heron Bakery", cards: ["good", "good", "good"] },
  { name: "Carlos Peña", cards: ["soon", "good"] },
  { name: "Patricia St. James", cards: [] },
  { name: "Walter Ng", cards: ["good", "good"], noDefault: true },
  { name: "Quincy Oldfield", style: "old", cards: ["good", "expired"] },
];

function makeCustomer(random: Random, at: number, count: number, now: number): PlantedCustomer {
  const known = KNOWN[at];
  const company = known ? COMPANIES.includes(known.name) : random() < 0.06;
  const name =
    known?.name ??
    (company
      ? `${pick(random, COMPANIES)}${count > 2000 ? ` No. ${at}` : ""}`
      : `${pick(random, FIRST_NAMES)} ${pick(random, LAST_NAMES)}`);
  const [city, state, zip, area] = pick(random, PLACES);
  const style = known?.style ?? (at % 4 === 3 ? "customer_id" : "id");
  const bare = !known && random() < 0.05;
  // Older than any payment of the practice past; the first of the plan is the newest customer.
  const created = now - 31 * DAY - Math.floor((at / count) * 700 * DAY) - between(random, 1, 3600);
  return {
    id: newId("customer", random),
    style,
    name,
    email: bare ? null : emailOf(name, at, random),
    description: company ? "Account customer" : null,
    send_email_address: null,
    cc_email_address: null,
    country: bare ? null : "US",
    address_1: bare ? null : `${between(random, 1, 9999)} ${pick(random, STREETS)}`,
    address_2: !bare && random() < 0.2 ? `Apt ${between(random, 1, 40)}` : null,
    city: bare ? null : city,
    state: bare ? null : state,
    zip: bare
      ? null
      : `${zip}${String(between(random, 1, 99)).padStart(2, "0")}${random() < 0.1 ? `-${between(random, 1000, 9999)}` : ""}`,
    // 555-01xx numbers belong to nobody.
    phone: bare || random() < 0.08 ? null : `${area}55501${String(between(random, 0, 99)).padStart(2, "0")}`,
    payment_overdue: 0,
    source_id: null,
    invoice_prefix: Array.from({ length: 4 }, () => pick(random, [..."ABCDEFGHJKLMNPQRSTUVWXYZ23456789"])).join(""),
    created_at: created,
    updated_at: created + between(random, 0, 30) * 60,
  };
}

function emailOf(name: string, at: number, random: Random): string {
  const plain = name
    .normalize("NFD")
    .replaceAll(/[^A-Za-z ]/g, "")
    .toLowerCase()
    .trim()
    .replaceAll(/ +/g, ".")
    .slice(0, 18);
  return `${plain}${at > 40 || at === 3 ? at : ""}@${pick(random, EMAIL_DOMAINS)}`;
}

/** Brand letter, first six digits, bank: made up or from the sandbox cards of docs/payarc.md 13. */
const ISSUERS: readonly (readonly [brand: string, first6: string, type: string, bank: string])[] = [
  ["V", "401200", "credit", "FIRST PRACTICE BANK"],
  ["V", "434256", "debit", "PRACTICE CREDIT UNION"],
  ["V", "408540", "credit", "BANK OF PRACTICE"],
  ["M", "514631", "credit", "FIRST PRACTICE BANK"],
  ["M", "533248", "prepaid", "PRACTICE PREPAID"],
  ["X", "371449", "credit", "AMERICAN EXPRESS"],
  ["R", "601100", "credit", "DISCOVER"],
  ["J", "353014", "credit", "JCB"],
];

function cardsFor(random: Random, customer: PlantedCustomer, at: number, now: number): PlantedCard[] {
  const known = KNOWN[at];
  const roll = random();
  const any = ["good", "good", "good", "good", "good", "good", "expired", "soon"] as const;
  const plan =
    known?.cards ??
    Array.from({ length: roll < 0.08 ? 0 : roll < 0.68 ? 1 : roll < 0.92 ? 2 : 3 }, () => pick(random, any));
  const noDefault = known ? known.noDefault === true : plan.length > 1 && random() < 0.06;
  return plan.map((kind, place) => makeCard(random, customer, kind, !noDefault && place === 0, now));
}

function makeCard(
  random: Random,
  customer: PlantedCustomer,
  kind: "good" | "expired" | "soon",
  isDefault: boolean,
  now: number,
): PlantedCard {
  const [brand, first6, type, bank] = pick(random, ISSUERS);
  const today = new Date(now * 1000);
  // "Soon" is within 60 days: the end of next month, but on the first days of a month the end of this one.
  const soon = today.getUTCDate() > 3 ? 1 : 0;
  const months = kind === "expired" ? -between(random, 1, 14) : kind === "soon" ? soon : between(random, 4, 50);
  const expiry = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, 1));
  const old = customer.style === "old" || random() < 0.04;
  const created = customer.created_at + between(random, 60, 3600);
  return {
    id: newId("card", random),
    style: old ? "old" : "new",
    customer_id: customer.id,
    removed: 0,
    brand,
    first6,
    last4: String(between(random, 0, 9999)).padStart(4, "0"),
    exp_month: String(expiry.getUTCMonth() + 1).padStart(2, "0"),
    exp_year: String(expiry.getUTCFullYear()),
    // A practice card has no number; a random value makes it the same as no other.
    same_number: newId("card", random) + newId("card", random),
    fingerprint: newId("card", random),
    effect: null,
    cvv_effect: null,
    card_source: random() < 0.8 ? "PHONE" : "MAIL",
    holder: customer.name,
    address1: customer.address_1,
    address2: customer.address_2,
    city: customer.city,
    state: customer.state,
    zip: customer.zip,
    country: customer.country,
    is_default: isDefault ? 1 : 0,
    is_verified: 1,
    avs_status: null,
    cvc_status: null,
    street_passed: 0,
    zip_passed: 0,
    card_type: type,
    bin_country: "UNITED STATES",
    bank_name: bank,
    bank_phone: "8005550199",
    created_at: created,
    updated_at: created,
  };
}
