import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, test } from "./app";

/** The size of each page of a PDF, in points. */
function pagesOf(file: string): { width: number; height: number }[] {
  return [...readFileSync(file, "latin1").matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(
    ([, width, height]) => ({ width: Number(width), height: Number(height) }),
  );
}

test("a receipt as a PDF: a roll is one page as long as its text, a sheet is a sheet", async ({
  start,
  userData,
}, testInfo) => {
  const folder = testInfo.outputPath();
  const app = await start({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: folder } });
  const { payments } = await app.ask("payments.list", { cursor: null, limit: 1 });
  const paymentId = payments[0]?.id ?? "";
  const save = async (paper: "roll" | "letter" | "a4"): Promise<string> =>
    (await app.ask("receipts.savePdf", { paymentId, attemptId: null, paper })).path ?? "";

  const [roll, ...more] = pagesOf(await save("roll"));
  expect(more).toEqual([]);
  // 80 mm are 226.8 points.
  expect(roll?.width).toBeCloseTo(226.8, -1);
  expect(roll?.height).toBeGreaterThan(200);
  expect(roll?.height).toBeLessThan(900);
  expect(pagesOf(await save("letter"))).toEqual([{ width: 612, height: 792 }]);
  const [a4] = pagesOf(await save("a4"));
  expect([a4?.width ?? 0, a4?.height ?? 0].map(Math.round)).toEqual([595, 842]);

  const [saved] = readdirSync(folder).filter((name) => name.endsWith(".pdf"));
  expect(statSync(join(folder, saved ?? "")).mode & 0o077, "only this user may read a receipt").toBe(0);
  // Nothing of it stays open.
  const open = () => app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  await expect.poll(open).toBe(1);
});

test("all that a receipt of an ordinary order can say is on one sheet; what goes on to another has a margin there", async ({
  start,
  userData,
}, testInfo) => {
  const app = await start({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: testInfo.outputPath() } });
  const shop = {
    name: "Meridian Dental",
    address: "8320 S Hardy Dr\nSuite 14\nTempe, AZ 85284",
    phone: "(602) 555-0143",
    statementDescription: "MERIDIAN DENTAL",
  };
  const pages = async (receiptPolicy: string): Promise<number> => {
    await app.ask("settings.set", { merchant: { ...shop, receiptPolicy } });
    const answer = await app.ask("payments.charge", {
      ...keyedOrder({ amount: cents(12_500) }),
      tip: cents(500),
      note: "Crown, second visit",
      email: "rosa@example.com",
      overrides: { duplicateOf: before, unknown: [] },
    });
    const attempt = answer.kind === "outcome" ? answer.attempt : null;
    const paymentId = attempt?.outcome?.payment?.id ?? "";
    before.push(paymentId);
    const { path } = await app.ask("receipts.savePdf", { paymentId, attemptId: attempt?.id ?? null, paper: "letter" });
    return pagesOf(path ?? "").length;
  };
  const before: string[] = [];
  expect(await pages("Refunds within 30 days with this receipt.")).toBe(1);
  expect(await pages("No refunds.\n".repeat(30))).toBe(2);
});

test("what people typed does nothing in a receipt: no script, no request", async ({ app }) => {
  const { payments } = await app.ask("payments.list", { cursor: null, limit: 1 });
  const attack = "<img src=x onerror=alert(1)><script>alert(2)</script>";
  await app.ask("settings.set", { merchant: { ...(await app.ask("app.state", {})).settings.merchant, name: attack } });
  const { html } = await app.ask("receipts.show", { paymentId: payments[0]?.id ?? "", attemptId: null, paper: "roll" });
  expect(html).not.toMatch(/<(script|img|iframe|link|object|svg)\b/i);
  expect(html).not.toMatch(/<[^>]*\son\w+=/i);
  expect(html).toContain("&lt;script&gt;");
});
