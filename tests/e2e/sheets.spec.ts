import { enterOn } from "./enter-on";
import { expect, test } from "./app";
import { goTo, workedDesk } from "./scene";

test("in a sheet Tab goes round, past buttons of which one is chosen, and a press beside a field leaves the focus in it", async ({
  app,
}) => {
  const { page } = app;
  await workedDesk(app);
  await goTo(app, "#/customers");
  await enterOn(page.locator(".table-row:visible").nth(2));
  await expect(page.getByRole("button", { name: "Add card", exact: true })).toBeEnabled();
  await page.keyboard.press("a");
  const sheet = page.getByRole("dialog", { name: "Add card" });
  const first = sheet.getByRole("textbox", { name: "Card number", exact: true });
  await expect(first).toBeFocused();
  const where = (): Promise<string> =>
    page.evaluate(() => {
      const now = document.activeElement;
      if (!now?.closest("[role=dialog]")) return "outside";
      return now instanceof HTMLInputElement
        ? `${now.type} ${now.checked || now.ariaLabel || now.id}`
        : `${now.textContent}`;
    });
  const walk = async (key: string): Promise<string[]> => {
    const places = [await where()];
    do {
      await page.keyboard.press(key);
      places.push(await where());
    } while (places.at(-1) !== places[0] && places.length < 20);
    return places;
  };
  const forth = await walk("Tab");
  expect(forth.length).toBeGreaterThan(5);
  expect(forth).not.toContain("outside");
  expect(forth.filter((place) => place.startsWith("radio"))).toEqual(["radio true"]);
  expect(await walk("Shift+Tab")).toEqual(forth.toReversed());
  await page.mouse.click(4, 4);
  await expect(first).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator('.table-row[aria-selected="true"]:visible')).toBeFocused();
});
