import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, readLog, test } from "./app";

/** A page in other hands asks more than any screen would: the rest of the program must go on (docs/security.md). */

test("20,000 asks at once: most are turned away, the rest is answered, and then all is as before", async ({ app }) => {
  const asked = { clue: "", filter: {}, before: null, limit: 500 };
  const seen = await app.page.evaluate(async (input) => {
    const { counterfoil } = window as unknown as {
      counterfoil: Record<string, (given: object) => Promise<{ ok: boolean; failure?: { sentence: string } }>>;
    };
    const all = Array.from({ length: 20_000 }, () => counterfoil["history.list"]?.(input));
    // MONEY: what moves money has a queue of its own.
    const money = counterfoil["payments.list"]?.({ cursor: null, limit: 1 });
    const answers = await Promise.all(all);
    const sentences = new Set(answers.map((answer) => answer?.failure?.sentence ?? ""));
    return {
      away: answers.filter((answer) => answer?.ok !== true).length,
      sentences: sentences.size,
      money: (await money)?.ok,
    };
  }, asked);
  expect(seen.away).toBeGreaterThan(15_000);
  expect(seen.money).toBe(true);
  expect(seen.sentences).toBeLessThanOrEqual(2);
  expect(await app.ask("app.state", {})).toMatchObject({ account: { id: "training" } });
  expect(readLog(app.userData).split("turned away").length).toBeLessThanOrEqual(3);
});

test("forty receipts at once open three windows at most, and close them", async ({ start, userData }, testInfo) => {
  const app = await start({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: testInfo.outputPath() } });
  const { payments } = await app.ask("payments.list", { cursor: null, limit: 1 });
  await app.electron.evaluate(({ app: electron, BrowserWindow }) => {
    let highest = 0;
    electron.on("browser-window-created", () => {
      highest = Math.max(highest, BrowserWindow.getAllWindows().length);
    });
    (globalThis as { mostWindows?: () => number }).mostWindows = () => highest;
  });
  const answers = await app.page.evaluate(async (paymentId) => {
    const { counterfoil } = window as unknown as {
      counterfoil: Record<string, (given: object) => Promise<{ ok: boolean }>>;
    };
    const input = { paymentId, attemptId: null, paper: "roll" };
    return (await Promise.all(Array.from({ length: 40 }, () => counterfoil["receipts.savePdf"]?.(input)))).map(
      (answer) => answer?.ok,
    );
  }, payments[0]?.id ?? "");
  expect(answers.filter((ok) => ok === true).length).toBeGreaterThanOrEqual(1);
  expect(answers.filter((ok) => ok === false).length).toBeGreaterThan(0);
  const highest = await app.electron.evaluate(
    () => (globalThis as { mostWindows?: () => number }).mostWindows?.() ?? 99,
  );
  expect(highest).toBeLessThanOrEqual(4);
  await expect.poll(() => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test("a folder that others could write into is closed to them, by a link too, and so is all that is in it", async ({
  start,
}, testInfo) => {
  const real = testInfo.outputPath("real");
  const link = testInfo.outputPath("link");
  mkdirSync(real);
  chmodSync(real, 0o777);
  symlinkSync(real, link);
  await start({ userData: link });
  expect(statSync(real).mode & 0o777).toBe(0o700);
  const ours = readdirSync(real).filter((name) => /\.(db|db-wal|db-shm|json|note)$/.test(name));
  expect(ours).toEqual(expect.arrayContaining(["journal.db", "journal.db-wal"]));
  for (const name of ours) expect(statSync(join(real, name)).mode & 0o077, name).toBe(0);
});
