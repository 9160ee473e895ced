import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, test, type App } from "./app";
import { passesAxe } from "./sight";
import { enterOn } from "./enter-on";

/** After the charge: the receipt leaves the program by e-mail, as a text and as a file that can be found. */

/** What the program asked of this computer, instead of doing it. */
async function outside(app: App, mailWorks: boolean): Promise<() => Promise<{ urls: string[]; shown: string[] }>> {
  await app.electron.evaluate(({ shell }, works) => {
    const seen = { urls: [] as string[], shown: [] as string[] };
    (globalThis as { seen?: typeof seen }).seen = seen;
    shell.openExternal = (url) => {
      seen.urls.push(url);
      return works ? Promise.resolve() : Promise.reject(new Error("no program"));
    };
    shell.showItemInFolder = (path) => void seen.shown.push(path);
  }, mailWorks);
  return () =>
    app.electron.evaluate(
      () => (globalThis as { seen?: { urls: string[]; shown: string[] } }).seen ?? { urls: [], shown: [] },
    );
}

async function openReceipt(app: App, email: string | null): Promise<void> {
  const answer = await app.ask("payments.charge", { ...keyedOrder({ amount: cents(12_500) }), email });
  if (answer.kind !== "outcome") throw new Error(answer.kind);
  const id = answer.attempt.outcome?.payment?.id ?? "";
  await app.page.evaluate((to) => (location.hash = `#/payments/${to}`), id);
  const payment = app.page.getByRole("region", { name: "Payment", exact: true });
  await expect(payment.getByRole("button", { name: "Receipt" })).toBeEnabled();
  await enterOn(payment.getByRole("button", { name: "Receipt" }));
  await expect(app.page.getByRole("region", { name: "The receipt" })).toContainText("Payment ID");
}

test("by keys: the PDF is saved and shown, and a draft to the payer opens; nothing is said to be sent", async ({
  start,
  userData,
}) => {
  const app = await start({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: userData } });
  const seen = await outside(app, true);
  await openReceipt(app, "rosa@example.com");
  const dialog = app.page.getByRole("dialog", { name: "Receipt" });
  await enterOn(dialog.getByRole("button", { name: "E-mail to rosa@example.com" }));
  await expect(dialog.getByRole("status")).toContainText("A draft to rosa@example.com is open in your mail program.");
  const { urls, shown } = await seen();
  const draft = new URL(urls[0] ?? "");
  expect([urls.length, draft.protocol, draft.pathname]).toEqual([1, "mailto:", "rosa@example.com"]);
  expect([...draft.searchParams.keys()]).toEqual(["subject", "body"]);
  expect(draft.searchParams.get("body")).toContain("TRAINING — NOT A REAL PAYMENT");
  expect(draft.searchParams.get("body")).toContain("$125.00");
  expect(shown).toEqual([join(userData, readdirSync(userData).find((name) => name.endsWith(".pdf")) ?? "")]);
  expect(existsSync(shown[0] ?? "")).toBe(true);
  await enterOn(dialog.getByRole("button", { name: "Show in folder" }));
  await expect.poll(async () => (await seen()).shown.length).toBe(2);
  await passesAxe(app);

  await enterOn(dialog.getByRole("button", { name: "Copy text" }));
  await expect(dialog.getByRole("status")).toContainText("Copied.");
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toContain("Sale: $125.00 USD");
});

test("without an address and without a mail program it says so, and where the PDF lies", async ({
  start,
  userData,
}) => {
  const app = await start({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: userData } });
  const seen = await outside(app, false);
  await openReceipt(app, null);
  const dialog = app.page.getByRole("dialog", { name: "Receipt" });
  await dialog.getByRole("button", { name: "E-mail…" }).click();
  await expect(dialog.getByRole("status")).toContainText(/^No mail program opened\. The PDF is saved as .*\.pdf/);
  expect((await seen()).urls[0]).toMatch(/^mailto:\?subject=/);
});

test("SECURITY: a page can show no file but by the id of one that was written", async ({ start, userData }) => {
  const app = await start({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: userData } });
  const seen = await outside(app, true);
  const tries = ["/etc/passwd", "../../etc/passwd", crypto.randomUUID()];
  for (const file of tries) await expect(app.ask("files.show", { file })).rejects.toThrow();
  expect((await seen()).shown).toEqual([]);
  const { file } = await app.ask("activity.exportDay", { day: "2026-11-20" });
  await app.ask("files.show", { file: file ?? "" });
  expect((await seen()).shown).toHaveLength(1);
});
