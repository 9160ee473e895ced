import type { Page } from "@playwright/test";
import { expect, test } from "./payarc";
import { passesAxe } from "./sight";

/**
 * The processor goes away: every screen says so, with since when and what still works. How soon, within ten seconds, is
 * tested by a clock of its own in tests/unit/connections/health.test.ts: here a busy computer would decide.
 */

const away = (page: Page) => page.getByRole("banner").getByText(/^Not connected since \d/);

test("nobody listens any more: said on every screen, and gone when it is back", async ({ startOnPayarc, payarc }) => {
  const app = await startOnPayarc();
  const { page } = app;
  await expect.poll(async () => (await app.ask("history.status", {})).state).toBe("ready");
  await expect(away(page)).toBeHidden();
  await payarc.control.lineDown();
  await app.ask("history.refresh", { depth: "newest" });
  await expect(away(page)).toBeVisible();
  for (const screen of ["1", "2", "3", "4", "5", "6"]) {
    await page.keyboard.press(`Control+${screen}`);
    await expect(away(page)).toBeVisible();
    const said = page.getByText(/^PayArc test cannot be reached/);
    await expect(said.first()).toContainText("Nothing can be charged until it is back. Lists show what was last read");
    expect(await said.first().textContent()).not.toMatch(/\b[45]\d\d\b|ECONN|undefined/);
  }
  await passesAxe(app);
  await payarc.control.lineUp();
  await expect(away(page)).toBeHidden();
});

test("the processor takes calls and answers none: said, although every call hangs", async ({
  startOnPayarc,
  payarc,
}) => {
  const app = await startOnPayarc();
  await expect.poll(async () => (await app.ask("history.status", {})).state).toBe("ready");
  for (let call = 0; call < 20; call++) payarc.control.failNext({}, { kind: "silence", when: "before" });
  await app.ask("history.refresh", { depth: "newest" });
  await expect(away(app.page)).toBeVisible();
  await expect(app.page.getByText("PayArc test does not answer.").first()).toBeVisible();
});
