import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { OUTCOME_WORDS } from "../../../../src/shared/outcome";
import { PAYMENT_STATUS_WORDS, paymentWord } from "../../../../src/shared/payment";
import { wordOf } from "../../../../src/shared/attempt-view";
import { nameWords } from "../../../../src/shared/words/common";
import { doneWords } from "../../../../src/shared/words/outcomes";
import { paymentColumns } from "../../../../src/shared/words/export";

interface Said {
  readonly at: string;
  readonly text: string;
}

/** Every text of src/shared/words; a function is asked with the names of its values in their place. */
async function everything(): Promise<Said[]> {
  const folder = resolve("src/shared/words");
  const found: Said[] = [];
  const read = (value: unknown, at: string): void => {
    if (typeof value === "string") found.push({ at, text: value });
    else if (typeof value === "function") readFunction(value as (its: unknown) => unknown, at);
    else if (typeof value === "object" && value !== null)
      for (const [name, each] of Object.entries(value)) read(each, `${at}.${name}`);
  };
  const readFunction = (say: (its: unknown) => unknown, at: string): void => {
    expect(say.length, `${at} takes one object of named values`).toBeLessThanOrEqual(1);
    const its = new Proxy({}, { get: (_all, name) => `{${String(name)}}` });
    read(
      said(() => say(its)),
      at,
    );
  };
  for (const file of readdirSync(folder)) {
    const words = (await import(pathToFileURL(resolve(folder, file)).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(words)) read(value, `${file} ${name}`);
  }
  return found;
}

/** What a function says; null where it wants a real value. */
function said(say: () => unknown): unknown {
  try {
    return say();
  } catch {
    return null;
  }
}

const texts = await everything();

/** What nobody on their first day understands, or what has another name here. */
const NEVER: readonly (readonly [RegExp, string])[] = [
  [/(?<!^)\battempts?\b/i, "say payment, refund or charge"],
  [/stands in the journal|answers to this|every one has its answer/i, "say what happened"],
  [/^(Take up|Drop)\b/, "Resume, Discard"],
  [/^(Failed|Expired card)$/, "Declined"],
  [/\b(Payment|Customer) ids?\b/, "Payment ID, Customer ID"],
  [/\bOur reference\b/, "Reference"],
  [/\bE[A-Z]{5,}\b|\bHTTP[ _]\d|\b[A-Z]{2,}_[A-Z_]{2,}\b|\bD\d{4}\b/, "codes stay beside a sentence"],
  [/ {2}|\.\./, "one space, one full stop"],
  [/['"]\w+['"]| - |(?<!^Processo)\w'\w/, "‘’ “” and no lone hyphen"],
];

it.each(NEVER)("no text has %s: %s", (pattern) => {
  expect(texts.filter(({ text }) => pattern.test(text)).map(({ at, text }) => `${at}: ${text}`)).toEqual([]);
});

it("one name for one thing: what is told of a payment is said by one table", () => {
  expect(PAYMENT_STATUS_WORDS.failed).toBe(OUTCOME_WORDS.declined);
  expect(PAYMENT_STATUS_WORDS.authorized).toBe(OUTCOME_WORDS.authorized);
  expect(paymentWord({ status: "failed", statusRaw: "failed_by_gateway" })).toBe("Declined");
  expect(paymentWord({ status: "unknown", statusRaw: "limbo" })).toBe("“limbo”");
  expect(wordOf("refused", "charge")).toBe("Not charged");
  for (const name of ["Payment ID", "Reference", "Customer ID", "Approval code", "Account", "Desk"] as const)
    expect(paymentColumns).toContain(name);
});

it("docs/words.md says what each word of a payment means", () => {
  const page = readFileSync("docs/words.md", "utf8");
  const explained = new Set([...page.matchAll(/^\| ([^|]+) \|/gm)].map(([, word]) => word));
  const told = [...Object.values(OUTCOME_WORDS), ...Object.values(PAYMENT_STATUS_WORDS), ...Object.values(doneWords)];
  expect(told.filter((word) => !["Not known", "Tip changed"].includes(word) && !explained.has(word))).toEqual([]);
  for (const name of ["Payment ID", "Reference", "Customer ID", "Approval code", "Account", "Desk"])
    expect(explained).toContain(name);
});

it("one name for one thing: a label is the same in every room", () => {
  const names: Readonly<Record<string, string>> = nameWords;
  const others = texts.filter(({ at, text }) => {
    const name = names[at.split(".").at(-1) ?? ""];
    return /\.(paymentId|customerId|invoiceNumber|approvalCode)$/.test(at) && text !== name;
  });
  expect(others).toEqual([]);
});
