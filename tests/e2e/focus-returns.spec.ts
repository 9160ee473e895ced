import { expect, hasRead, test } from "./app";

/** After each sheet of the frame the focus is where the hand left it. */

const SHEETS = [
  ["Do anything", "Control+k"],
  ["Help", "F1"],
  ["Accounts", "Control+o"],
  ["Notices", "F8"],
] as const;

test("from a field that is half typed, from a row and from the search", async ({ app: { page } }) => {
  const number = page.getByRole("textbox", { name: "Card number", exact: true });
  const rows = page.getByRole("table", { name: "Payments" }).locator(".table-row");
  const search = page.getByRole("searchbox");
  const places = [
    {
      from: number,
      go: async () => {
        await number.focus();
        await page.keyboard.type("401200");
      },
    },
    {
      from: rows.nth(2),
      go: async () => {
        await page.keyboard.press("Control+3");
        await rows.nth(2).click();
        await hasRead(page);
        await rows.nth(2).focus();
      },
    },
    { from: search, go: () => search.focus() },
  ];
  for (const { from, go } of places) {
    await go();
    await expect(from).toBeFocused();
    for (const [name, key] of SHEETS) {
      await page.keyboard.press(key);
      await expect(page.getByRole("dialog", { name }), name).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await expect(from, name).toBeFocused();
    }
  }
  // The search itself gives it back as well.
  await rows.nth(2).focus();
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(rows.nth(2)).toBeFocused();
});
