import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { connectProxy } from "../fixtures/connect-proxy";
import { expect, heapStrings, readLog, test, type App } from "./app";
import { axeFinds } from "./sight";
import { enterOn } from "./enter-on";

/** The proxy of Settings, by keys alone, and a real one on this machine that asks for a name and a password. */
const PASSWORD = "s3cret of the proxy";
const network = (page: Page) => page.getByRole("region", { name: "Network" });
const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });

async function typeProxy({ page }: App, address: string, name: string, password: string): Promise<void> {
  await page.keyboard.press("Control+7");
  await field(page, "Proxy address").focus();
  for (const text of [address, name, password]) {
    await page.keyboard.press("Control+a");
    await page.keyboard.type(text);
    if (text !== password) await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
}

/** Every file of that folder that holds the text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath ?? entry.path, entry.name)).includes(text))
    .map(({ name }) => name);
}

test("a proxy that asks for a password is told with the way to Settings, and typed there by keys", async ({
  start,
  userData,
}, testInfo) => {
  const way = await connectProxy({ login: `ann:${PASSWORD}` });
  try {
    const app = await start();
    const { page } = app;
    await typeProxy(app, way.address, "", "");
    await expect(network(page).getByRole("status")).toHaveText(`Saved. Connections go through http://${way.address}.`);

    // PayArc's own address is asked for through it, and nowhere else.
    await page.getByRole("combobox", { name: "Connection" }).selectOption("PayArc test");
    await field(page, "Bearer token").fill("a-token-of-practice");
    await page.keyboard.press("Enter");
    const status = page.getByRole("region", { name: "Connection" }).getByRole("status");
    await expect(status).toContainText("asks for a name and a password");
    await expect(status).toContainText("Settings, under Network");
    expect(way.asked).toEqual(["testapi.payarc.net:443"]);

    await typeProxy(app, way.address, "ann", PASSWORD);
    await expect(network(page).getByRole("status")).toContainText("as ann.");
    await expect(field(page, "Proxy password")).toHaveValue("");
    await expect(field(page, "Proxy password")).toBeFocused();
    await field(page, "Bearer token").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => way.asked.at(-1)).toContain(Buffer.from(`ann:${PASSWORD}`).toString("base64"));

    expect(await app.ask("app.state", {})).toMatchObject({
      proxy: { address: `http://${way.address}`, name: "ann", hasPassword: true },
    });
    expect(JSON.stringify(await app.ask("app.state", {}))).not.toContain(PASSWORD);
    expect((await heapStrings(app, testInfo.outputPath("page.heapsnapshot"))).join("\n")).not.toContain(PASSWORD);
    expect(readLog(userData)).not.toContain(PASSWORD);
    await app.close();
    expect(filesWith(userData, PASSWORD)).toEqual([]);

    // After a restart the password is still there, and an empty field keeps it.
    const again = await start();
    await again.page.keyboard.press("Control+7");
    await expect(field(again.page, "Proxy address")).toHaveValue(`http://${way.address}`);
    await expect(network(again.page)).toContainText("It is in the keychain.");
    await enterOn(again.page.getByRole("button", { name: "Save network" }));
    await expect(network(again.page).getByRole("status")).toContainText("as ann.");
  } finally {
    way.close();
  }
});

test("what is no proxy is said at its field, with nothing lost", async ({ app }) => {
  const { page } = app;
  await typeProxy(app, "proxy.example.com", "ann", PASSWORD);
  await expect(network(page)).toContainText("Type the port too");
  await expect(field(page, "Proxy address")).toBeFocused();
  await expect(field(page, "Proxy address")).toHaveValue("proxy.example.com");
  await expect(field(page, "Proxy name")).toHaveValue("ann");
  await expect(field(page, "Proxy password")).toHaveValue("•".repeat(PASSWORD.length));
  await page.keyboard.press("End");
  await page.keyboard.type(":8080");
  await page.keyboard.press("Enter");
  await expect(network(page).getByRole("status")).toHaveText(
    "Saved. Connections go through http://proxy.example.com:8080, as ann.",
  );
  for (const theme of ["light", "dark"] as const) {
    await app.ask("settings.set", { theme });
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    expect(await axeFinds(page)).toEqual([]);
    if (process.env["COUNTERFOIL_PICTURES"])
      await network(page).screenshot({ path: join(process.env["COUNTERFOIL_PICTURES"], `network-${theme}.png`) });
  }
});
