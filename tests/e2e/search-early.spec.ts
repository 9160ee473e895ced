import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./app";

/** Names that are typed, with their Enter, before the program has found or even read them. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });

test("a name typed before the customers are read is found once they are; keys after its Enter wait for it", async ({
  app,
}) => {
  const { page, electron, ask } = app;
  await page.keyboard.press("/");
  await page.keyboard.type("zzyx");
  await expect(page.getByText("No customer found.")).toBeVisible();
  await ask("customers.create", { fields: { name: "Zzyx Later", email: "zzyx@example.com" } });
  await ask("directory.refresh", {});
  await expect(page.getByRole("option", { name: "Zzyx Later" })).toBeVisible();
  await page.keyboard.press("Escape");

  // Each answer of the search waits until it is let through.
  await electron.evaluate(({ ipcMain }) => {
    const handlers = (ipcMain as unknown as Record<string, Map<string, (...given: unknown[]) => Promise<unknown>>>)[
      "_invokeHandlers"
    ];
    const search = handlers?.get("counterfoil:customers.search");
    if (!search) throw new Error("no search");
    const through = new Promise<void>((go) => ipcMain.once("let-through" as never, () => go()));
    handlers?.set("counterfoil:customers.search", async (...given) => {
      await through;
      return search(...given);
    });
  });
  await page.keyboard.type("zzyx later");
  await page.keyboard.press("Enter");
  await page.keyboard.type("1250");
  await page.keyboard.press("Enter");
  await expect(field(page, "Amount")).toHaveValue("");
  await expect(page.getByRole("searchbox")).toHaveValue("zzyx later");
  await electron.evaluate(({ ipcMain }) => void ipcMain.emit("let-through"));
  await expect(page.getByRole("strong").filter({ hasText: "Zzyx Later" })).toBeVisible();
  await expect(field(page, "Amount")).toHaveValue("12.50");
});

test("MONEY: Enter on a name that is not read yet takes the first of all once they are, unless a hand goes on", async ({
  app,
}) => {
  const { page, electron, ask } = app;
  const status = await ask("directory.status", {});
  // From now on the window hears of the reading from this test alone.
  await electron.evaluate(({ BrowserWindow }) => {
    const [contents] = BrowserWindow.getAllWindows().map(({ webContents }) => webContents);
    if (!contents) throw new Error("no window");
    const channel = "counterfoil:event:directory.changed";
    const send = contents.send.bind(contents);
    contents.send = (to, ...told) => to === channel || send(to, ...told);
    Object.assign(globalThis, { tellReading: (told: unknown) => send(channel, told) });
  });
  const reads = (state: "loading" | "ready") =>
    electron.evaluate(
      (_electron, told) => (globalThis as unknown as { tellReading: (told: unknown) => void }).tellReading(told),
      { ...status, state },
    );
  const option = page.getByRole("option", { name: "Zzyx Later" });
  const still = page.getByText("Still reading the list of customers.");
  await reads("loading");
  await page.keyboard.press("/");
  await page.keyboard.type("zzyx");
  await expect(still).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift");
  await ask("customers.create", { fields: { name: "Zzyx Later", email: "zzyx@example.com" } });
  await reads("ready");
  await expect(option).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("zzyx");

  await page.keyboard.press("Escape");
  await reads("loading");
  await page.keyboard.type("qwerty");
  await expect(still).toBeVisible();
  await page.keyboard.press("Enter");
  await ask("customers.create", { fields: { name: "Qwerty Muster", email: "muster@example.com" } });
  await reads("ready");
  await expect(page.getByRole("strong").filter({ hasText: "Qwerty Muster" })).toBeVisible();
});
