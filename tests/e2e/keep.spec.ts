import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./app";
import { journalKey } from "./secrets";

/** What this computer keeps: the journal as a file, new keys, what pictures of the screen show. */

test("the journal is exported, pictures of the screen are set, and the keys change at the next start", async ({
  start,
  userData,
}, testInfo) => {
  const env = { COUNTERFOIL_RECEIPTS_DIR: testInfo.outputPath() };
  const app = await start({ env });
  const { page } = app;
  // Which windows are hidden, as Electron is told: not every version of it can be asked.
  await app.electron.evaluate(({ BrowserWindow }) => {
    const told: boolean[] = [];
    Object.assign(globalThis, { told });
    BrowserWindow.prototype.setContentProtection = (on: boolean) => void told.push(on);
  });
  await page.keyboard.press("Control+7");
  await page.getByRole("button", { name: "Export the journal" }).click();
  await expect(page.getByText(/rows? of the journal saved as/)).toBeVisible();
  const [file = ""] = readdirSync(testInfo.outputPath()).filter((name) => name.endsWith(".jsonl"));
  expect(readFileSync(join(testInfo.outputPath(), file), "utf8")).toMatch(/^\{"counterfoil":"journal","version":1/);

  await page.getByRole("radio", { name: "Hide card screens" }).click();
  await page.keyboard.press("Control+1");
  const told = () => app.electron.evaluate(() => (globalThis as unknown as { told: boolean[] }).told);
  await expect.poll(told).toEqual([true]);
  await page.keyboard.press("Control+7");
  await expect.poll(told).toEqual([true, false]);

  const before = await journalKey(userData);
  await page.getByRole("button", { name: "Change the keys" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the keys?" });
  await dialog.getByRole("button", { name: "Change the keys" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("The keys change the next time Counterfoil starts.").first()).toBeVisible();
  await app.close();
  const again = await start({ env });
  await expect(again.page.getByText(/The keys were changed: \d+ files are written anew/)).toBeVisible();
  const after = await journalKey(userData);
  expect(after).toMatch(/^[0-9a-f]{64}$/);
  expect(after).not.toBe(before);
});
