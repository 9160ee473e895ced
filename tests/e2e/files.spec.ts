import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "./app";

/** Files that cannot be written: a sentence beside the button says what to do, and the next try goes through. */

test("an export says why it cannot be written, leaves no half file, and works once it can", async ({
  start,
  userData,
}) => {
  const folder = join(userData, "exports");
  const { page, ask } = await start({ env: { COUNTERFOIL_RECEIPTS_DIR: folder } });
  await page.keyboard.press("Control+3");
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
  const button = page.getByRole("button", { name: "Export CSV" });
  await button.click();
  const said = page.locator(".export").getByRole("alert");
  await expect(said).toContainText(/The folder .*exports is not there .* Choose another folder\./);

  mkdirSync(folder);
  await button.click();
  const path = /saved as (.+\.csv)/.exec(await page.getByText(/payments saved as/).innerText())?.[1] ?? "";
  await expect(said).toBeHidden();
  const written = readFileSync(path, "utf8");

  // As LibreOffice marks a file that it has open.
  writeFileSync(join(folder, `.~lock.${basename(path)}#`), ",ann,desk,28.11.2026 10:00,file:///;");
  await button.click();
  await expect(said).toContainText(/\.csv is open in another program\. Nothing was written\. Close it there/);
  expect(readFileSync(path, "utf8")).toBe(written);
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a receipt that cannot be saved says why, too", async ({ start, userData }) => {
  const { page, ask } = await start({ env: { COUNTERFOIL_RECEIPTS_DIR: join(userData, "gone") } });
  const { payments } = await ask("payments.list", { cursor: null, limit: 1 });
  const asked = { paymentId: payments[0]?.id ?? "", attemptId: null, paper: "roll" as const };
  const answer = await page.evaluate(
    (input) =>
      (window as unknown as { counterfoil: Record<string, (of: unknown) => Promise<unknown>> }).counterfoil[
        "receipts.savePdf"
      ]?.(input),
    asked,
  );
  expect(JSON.stringify(answer)).toMatch(/"ok":false.*folder .*gone is not there .* Choose another folder/);
});
