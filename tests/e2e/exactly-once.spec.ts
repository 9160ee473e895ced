import type { TrainingServer } from "../../src/main/practice/payarc/server";
import { heldBack, noLooks } from "../fixtures/held-back";
import { isClosed } from "../fixtures/is-closed";
import { ACTION_LIMIT_MS } from "./limits";
import { readLog } from "./app";
import { expect, hasRead, test, typeOrder, verdict } from "./payarc";

/** The five worst moments of a charge, in the real app. What truly happened is read from the server's own ledger. */
const CHARGE = { method: "POST", path: "/charges" };
const charges = (payarc: TrainingServer) => payarc.control.ledger().filter(({ declined }) => !declined);
const sends = (payarc: TrainingServer) =>
  payarc.control.requests().filter(({ method, path }) => method === "POST" && path === "/charges");

test("kill -9 after the send: the next start finds the charge and does not send it again", async ({
  startOnPayarc,
  payarc,
}) => {
  const app = await startOnPayarc();
  payarc.control.failNext(CHARGE, { kind: "silence", when: "after" });
  await typeOrder(app.page, "1200");
  await app.page.keyboard.press("Enter");
  await expect.poll(() => charges(payarc).length).toBe(1);
  await app.kill();

  const again = await startOnPayarc({ userData: app.userData });
  await expect
    .poll(async () =>
      (await again.ask("attempts.list", { limit: 5 })).map(({ state, outcome }) => `${state} ${outcome?.kind}`),
    )
    .toEqual(["closed approved"]);
  const [attempt] = await again.ask("attempts.list", { limit: 1 });
  expect(attempt?.outcome?.payment?.id).toBe(charges(payarc)[0]?.id);
  expect(sends(payarc)).toHaveLength(1);
});

test("MONEY: no signal ends the program before the charge under way is closed, or is looked up at the next start", async ({
  startOnPayarc,
  payarc,
}) => {
  test.skip(process.platform === "win32", "Windows has no such signals");
  let app = await startOnPayarc();
  for (const [at, signal] of (["SIGTERM", "SIGINT", "SIGHUP"] as const).entries()) {
    // Of the first two the answer comes while the program ends; of the last it never does.
    const answer = heldBack("after");
    payarc.control.failNext(CHARGE, signal === "SIGHUP" ? { kind: "silence", when: "after" } : answer.fault);
    await typeOrder(app.page, `${at + 1}200`);
    await app.page.keyboard.press("Enter");
    await expect.poll(() => charges(payarc).length).toBe(at + 1);
    const program = app.electron.process();
    const ended = new Promise((done) => program.once("exit", (code, by) => done(code ?? by)));
    // Whoever is impatient asks twice.
    const heard = () => readLog(app.userData).split(`${signal} was sent`).length - 1;
    for (let asked = 0; asked < 2; asked++) {
      const before = heard();
      program.kill(signal);
      await expect.poll(heard).toBeGreaterThan(before);
    }
    answer.letGo();
    expect(`${signal}: ${String(await ended)}`).toBe(`${signal}: 0`);
    expect(isClosed(app.userData)).toBe(true);

    app = await startOnPayarc({ userData: app.userData });
    const { ask } = app;
    const newest = async () => (await ask("attempts.list", { limit: 1 })).map(({ outcome }) => outcome?.kind);
    await expect.poll(newest).toEqual(["approved"]);
    // What was answered in time is closed already; the other is looked up, and the next start says so.
    const told = (await ask("app.state", {})).notices.map(({ sentence }) => sentence).join(" ");
    expect(`${signal}: ${told.includes("$32.00")}`).toBe(`${signal}: ${signal === "SIGHUP"}`);
    expect(sends(payarc)).toHaveLength(at + 1);
  }
});

test("a lost answer is shown as Checking and becomes the truth by itself", async ({ startOnPayarc, payarc }) => {
  const { page, ask } = await startOnPayarc();
  payarc.control.failNext(CHARGE, { kind: "reset", when: "after" });
  // Every look fails as well, until Checking has been seen.
  noLooks(payarc.control, "/charges", "now");
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  // The list in which other desks' charges stand cannot be read either: that is asked, and nothing is sent before.
  await expect(verdict(page, "Charge all the same?")).toBeVisible();
  expect(sends(payarc)).toHaveLength(0);
  await hasRead(page);
  await page.keyboard.press("c");
  await expect(verdict(page, "Checking")).toBeVisible();
  await expect(page.getByRole("region", { name: "Result" })).not.toContainText(/declined/i);
  payarc.control.clearFaults();
  await expect(verdict(page, "Approved")).toBeVisible();
  expect(charges(payarc)).toHaveLength(1);
  expect(sends(payarc)).toHaveLength(1);
  expect(await ask("attempts.unknown", {})).toEqual([]);
});

test("while an answer is missing, the same card and amount are not charged again without naming it", async ({
  startOnPayarc,
  payarc,
}) => {
  const app = await startOnPayarc();
  const { page } = app;
  payarc.control.failNext(CHARGE, { kind: "reset", when: "before" });
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Checking")).toBeVisible();
  await page.getByRole("button", { name: "New order" }).click();
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Result" })).toContainText(
    /still being checked|not known|being checked/i,
  );
  expect(sends(payarc)).toHaveLength(1);
});

test("double Enter is one charge", async ({ startOnPayarc, payarc }) => {
  const { page } = await startOnPayarc();
  const answer = heldBack("before");
  payarc.control.failNext(CHARGE, answer.fault);
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  answer.letGo();
  await expect(verdict(page, "Approved")).toBeVisible();
  expect(charges(payarc)).toHaveLength(1);
  expect(sends(payarc)).toHaveLength(1);
});

test("two windows with the same order: the second is asked about the first", async ({ startOnPayarc, payarc }) => {
  const { electron, page } = await startOnPayarc();
  const opening = electron.waitForEvent("window", { timeout: ACTION_LIMIT_MS });
  // A menu's key is the system's business; Playwright's keys reach the page alone, so the menu is asked itself.
  await electron.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()
      ?.items.flatMap((item) => item.submenu?.items ?? [])
      .find(({ label }) => label === "New window")
      ?.click(),
  );
  const second = await opening;
  await second.getByRole("textbox", { name: "Amount" }).waitFor();
  const answer = heldBack("before");
  payarc.control.failNext(CHARGE, answer.fault);
  await typeOrder(page, "1200");
  await typeOrder(second, "1200");
  await Promise.all([page.keyboard.press("Enter"), second.keyboard.press("Enter")]);
  await expect.poll(() => sends(payarc).length).toBe(1);
  answer.letGo();
  await expect.poll(() => charges(payarc).length).toBe(1);
  const shown = async () =>
    (await Promise.all([page, second].map((one) => one.getByRole("region", { name: "Result" }).innerText()))).join(
      "\n",
    );
  await expect.poll(shown).toMatch(/Approved/);
  expect(charges(payarc)).toHaveLength(1);
  expect(sends(payarc)).toHaveLength(1);
});

test("line down, then up: nothing was sent, that is said, and the next try goes through", async ({
  startOnPayarc,
  payarc,
}) => {
  const { page } = await startOnPayarc();
  await payarc.control.lineDown();
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Not charged")).toBeVisible();
  expect(charges(payarc)).toHaveLength(0);
  await payarc.control.lineUp();
  await page.getByRole("button", { name: "New order" }).click();
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  expect(charges(payarc)).toHaveLength(1);
});

test("the window loses the program's answer, and then the journal's too: it is not known, never “nothing was sent”, and the same order again is the same charge", async ({
  startOnPayarc,
  payarc,
}) => {
  const { page, electron } = await startOnPayarc();
  /** The command is carried out and its answer gets lost on the way to the window, until mended. */
  const lose = (names: readonly string[]) =>
    electron.evaluate(({ ipcMain }, lost) => {
      // Electron's own map of what was given to ipcMain.handle; there is no public way to put one in the place of
      // another and back.
      const handlers = (ipcMain as unknown as Record<string, Map<string, (...given: unknown[]) => Promise<unknown>>>)[
        "_invokeHandlers"
      ];
      if (!handlers) throw new Error("no handlers");
      const mend = ((globalThis as { mend?: (() => void)[] }).mend ??= []);
      for (const name of lost) {
        const whole = handlers.get(name);
        if (!whole) throw new Error(`no ${name}`);
        handlers.set(name, async (...given) => {
          await whole(...given).catch(() => undefined);
          throw new Error("lost on the way");
        });
        mend.push(() => handlers.set(name, whole));
      }
    }, names);
  await lose(["counterfoil:payments.charge"]);
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await page.getByRole("button", { name: "New order" }).click();

  await lose(["counterfoil:attempts.get"]);
  await typeOrder(page, "3400");
  await page.keyboard.press("Enter");
  const result = page.getByRole("region", { name: "Result" });
  await expect(result.getByText("Not known")).toBeVisible();
  await expect(result).toContainText("look in Activity before trying again");
  await expect(result).not.toContainText("Nothing was sent");
  await expect(page.locator(".order > [role=alert]")).toContainText("Not known.");
  await electron.evaluate(() => {
    for (const each of (globalThis as { mend?: (() => void)[] }).mend?.reverse() ?? []) each();
  });
  // What was typed is still there, and is still the same order.
  await page.getByRole("button", { name: "Charge $34.00" }).click();
  await expect(verdict(page, "Approved")).toBeVisible();
  expect(charges(payarc).map(({ amount }) => amount)).toEqual([1200, 3400]);
});
