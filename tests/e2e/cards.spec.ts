import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./app";

/** What hands and clipboards put into the card's fields. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });

async function values(page: Page): Promise<string[]> {
  return Promise.all(["Card number", "Expiry", "CVV", "ZIP"].map((name) => field(page, name).inputValue()));
}

/** Amount, and the card in one go. */
async function type(page: Page, card: string): Promise<void> {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("1200");
  await page.keyboard.press("Enter");
  await page.keyboard.type(card);
}

test("nineteen digits that begin like sixteen are one number, typed in one go", async ({ app: { page } }) => {
  await type(page, `${"6212351112908122743"}${"1229"}${"123"}${"85284"}`);
  await expect.poll(() => values(page)).toEqual(["6212 3511 1290 8122 743", "12 / 29", "•••", "85284"]);
});

test("nineteen digits pasted in groups are one number", async ({ app }) => {
  const { page } = app;
  await expect(field(page, "Amount")).toBeFocused();
  await app.electron.evaluate(
    ({ clipboard }, text) => clipboard.writeText(text),
    "6212 3511 1290 8122 743 12/29 123 K1A 0B1",
  );
  await field(page, "Card number").focus();
  await page.keyboard.press("ControlOrMeta+v");
  await expect.poll(() => values(page)).toEqual(["6212 3511 1290 8122 743", "12 / 29", "•••", "K1A 0B1"]);
});

test("a postcode that is no ZIP is asked about once, then sent as it is", async ({ app }) => {
  const { page } = app;
  await type(page, `${"4012000098765439"}${"1229"}${"999"}${"3000"}`);
  await page.keyboard.press("Enter");
  await expect(page.getByText("No US ZIP: Enter sends it so")).toBeVisible();
  await expect(field(page, "ZIP")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Result" }).getByRole("heading", { name: "Approved" })).toBeVisible();
});

test("with another country nothing is asked about its postcode", async ({ app: { page } }) => {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await field(page, "Country").fill("AU");
  await field(page, "Amount").focus();
  await type(page, `${"4012000098765439"}${"1229"}${"999"}${"3000"}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Result" }).getByRole("heading", { name: "Approved" })).toBeVisible();
});

test("an expiry as people and form fillers write it is read, or told and left as it is", async ({ app: { page } }) => {
  await expect(field(page, "Amount")).toBeFocused();
  for (const written of ["Dec 2029", "exp 12/29", "31/12/2029", "2029-12-31", "１２／２９"]) {
    await field(page, "Expiry").fill(written);
    await field(page, "CVV").focus();
    await expect(field(page, "Expiry")).toHaveValue("12 / 29");
  }
  for (const written of ["01/02/2029", "soon"]) {
    await field(page, "Expiry").fill(written);
    await field(page, "CVV").focus();
    await expect(field(page, "Expiry")).toHaveValue(written);
    await expect(page.getByText("MM / YY", { exact: true })).toBeVisible();
  }
});

test("MONEY: a ZIP that was kept for another try is not taken for digits of the new card", async ({
  app: { page },
}) => {
  await field(page, "ZIP").fill("85284");
  await field(page, "Amount").focus();
  await page.keyboard.type("1200");
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${"4012000098765439"}${"1229"}${"999"}`);
  await expect(field(page, "ZIP")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Result" }).getByRole("heading", { name: "Approved" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Result" })).toContainText("Visa ···· 5439");
});

test("SECURITY: the CVV is dots in the page and its accessibility tree, and is edited and sent as typed", async ({
  app,
}) => {
  const { page } = app;
  const cvv = field(page, "CVV");
  const devtools = await page.context().newCDPSession(page);
  // The engine's own numbers of nodes and frames may have any digits.
  const words = (name: string, value: unknown): unknown => (/Ids?$/.test(name) ? undefined : value);
  const said = async (): Promise<string> =>
    JSON.stringify((await devtools.send("Accessibility.getFullAXTree")).nodes, words);
  await type(page, `${"371449635392376"}${"1231"}`);
  await expect(cvv).toBeFocused();
  // 9997, with a wrong key in the middle taken out again, and one too many that is not taken.
  await page.keyboard.type("98");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("7");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("99");
  await expect(field(page, "ZIP")).toBeFocused();
  await expect(cvv).toHaveValue("••••");
  await expect(cvv).toHaveAccessibleDescription("4 characters");
  expect(await said()).not.toContain("9997");
  expect(await said()).toContain("••••");
  await cvv.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await expect(cvv).toHaveValue("");
  await expect(cvv).toHaveAccessibleDescription("");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(cvv).toHaveValue("");
  await cvv.fill("9996");
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText("9997"));
  await cvv.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+v");
  await expect(cvv).toHaveValue("••••");
  // What a script sets is taken like what is typed.
  await cvv.evaluate((input: HTMLInputElement) => {
    input.value = "9997";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  await expect(cvv).toHaveValue("••••");
  expect(await said()).not.toContain("999");
  await field(page, "ZIP").fill("85284");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Result" }).getByRole("heading", { name: "Approved" })).toBeVisible();
  const [attempt] = await app.ask("attempts.list", { limit: 1 });
  expect(attempt?.outcome?.payment?.id).toBeDefined();
  expect((await app.ask("payments.get", { id: attempt?.outcome?.payment?.id ?? "" })).card?.cvv).toBe("M");
  await expect(cvv).toHaveValue("");
});
