import type { Locator, Page } from "@playwright/test";
import { passesAxe } from "./sight";
import { expect, hasRead, test, typeOrder, verdict } from "./payarc";

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const beside = (page: Page): Locator => page.getByRole("complementary", { name: "Beside this order" });

test("a wide window has today's orders beside the fields, or what the customer paid; the fields stay where they are", async ({
  app,
}) => {
  const { page } = app;
  const size = (width: number, height: number) =>
    app.electron.evaluate(
      ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
      [width, height] as [number, number],
    );
  await size(1440, 900);
  await expect(beside(page)).toContainText("No order yet.");
  const place = () => field(page, "Amount").boundingBox();
  const before = await place();
  await typeOrder(page, "7300");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await expect(beside(page).getByRole("listitem")).toContainText("$73.00");
  await expect(beside(page).getByRole("listitem")).toContainText("Approved");
  await hasRead(page);
  await page.keyboard.press("Enter");
  expect(await place()).toEqual(before);

  await expect.poll(async () => (await app.ask("history.status", {})).state).toBe("ready");
  await page.getByRole("searchbox", { name: "Find customer" }).fill("rosa diaz");
  await page.getByRole("option", { name: "Rosa Diaz" }).first().click();
  await expect(beside(page)).toContainText("Rosa Diaz");
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("8100");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await expect(beside(page).getByRole("listitem").first()).toContainText("$81.00");
  expect(await place()).toEqual(before);
  const [stub, aside, amount] = await Promise.all([
    page.getByRole("region", { name: "Result" }).boundingBox(),
    beside(page).boundingBox(),
    field(page, "Amount").boundingBox(),
  ]);
  expect(aside?.x ?? 0).toBeGreaterThan((amount?.x ?? 0) + (amount?.width ?? 0));
  expect((aside?.x ?? 0) + (aside?.width ?? 0)).toBeLessThan(stub?.x ?? 0);
  await passesAxe(app);

  await size(1024, 700);
  await expect(beside(page)).toBeHidden();
});
