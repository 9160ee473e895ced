import type { Locator, Page } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { heldBack } from "../fixtures/held-back";
import { postgresPrograms, startPostgres } from "../fixtures/postgres";
import { expect, test, typeOrder, verdict } from "./payarc";
import { forgetSecrets } from "./secrets";
import { enterOn } from "./enter-on";

/** Two desks of a shop: two apps, one processor, and a shared book on a real PostgreSQL. */
test.skip(postgresPrograms() === null, "PostgreSQL is not installed");

const parked = (page: Page, count: number) => page.getByRole("button", { name: `Parked ${count}` });
const notSeen = (page: Page) => page.getByRole("link", { name: "Other desks are not seen" });

/** Waits for what another desk's answer brings; how long that took from the answer on is printed. */
function comesByItself(what: Locator): (where: string) => Promise<void> {
  const shown = what.waitFor().then(() => Date.now());
  return async (where) => {
    const answered = Date.now();
    const took = Math.max(0, (await shown) - answered);
    console.log(`desks: in ${where} ${took} ms after the other desk had its answer`);
  };
}

/** Connects a desk by its form. `words`: null on the first desk, which answers them. */
async function joinBook(page: Page, at: { address: string; password: string }, words: string | null): Promise<string> {
  await page.getByRole("link", { name: "Settings" }).click();
  const desks = page.getByRole("region", { name: "Desks" });
  await desks.getByRole("textbox", { name: "Address of the book" }).fill(at.address);
  await desks.getByRole("textbox", { name: "Password of the book" }).click();
  await page.keyboard.type(at.password);
  if (words !== null) await desks.getByRole("textbox", { name: "Words of the shop" }).fill(words);
  await page.keyboard.press("Enter");
  let shown = words ?? "";
  if (words === null) {
    const dialog = page.getByRole("dialog", { name: "Words of the shop" });
    shown = (await dialog.locator(".shop-words").textContent()) ?? "";
    await dialog.getByRole("button", { name: "Done" }).click();
  }
  await expect(desks.getByRole("status")).toContainText("Other desks are seen through");
  await page.keyboard.press("Control+1");
  return shown;
}

test("two desks warn each other, share parked orders, a day and people, and go on without the book", async ({
  payarc,
  startOnPayarc,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-desk-"));
  const book = await startPostgres();
  try {
    const one = await startOnPayarc();
    const two = await startOnPayarc({ userData: folder });
    await two.ask("settings.set", { deskName: "Till 2" });
    // The first desk makes the book and its words; without them nobody joins.
    const words = await joinBook(one.page, book, null);
    expect(words).toMatch(/^\w{4}(-\w{4})+$/);
    await joinBook(two.page, book, words);

    // Parked here, taken up there.
    await one.page.getByRole("textbox", { name: "Amount" }).fill("77.00");
    await one.page.keyboard.press("Control+k");
    await one.page.keyboard.type("Park this order");
    await one.page.keyboard.press("Enter");
    await enterOn(parked(two.page, 1));
    await expect(two.page.getByText(/parked by .+ at Front desk/)).toBeVisible();
    await enterOn(two.page.getByRole("button", { name: "Resume $77.00, No customer" }));
    await expect(two.page.getByRole("textbox", { name: "Amount" })).toHaveValue("77.00");
    await expect(parked(one.page, 0)).toBeVisible();
    await expect(two.page.getByRole("textbox", { name: "Card number" })).toBeFocused();
    await two.page.keyboard.press("Alt+l");

    // MONEY: the same card and sum is being charged at the other desk, and the processor's list does not show it yet.
    const answer = heldBack("before");
    payarc.control.failNext({ method: "POST", path: "/charges" }, answer.fault);
    await typeOrder(two.page, "12500");
    await two.page.keyboard.press("Enter");
    await expect(two.page.getByText("Sending…").first()).toBeVisible();
    await typeOrder(one.page, "12500");
    await one.page.keyboard.press("Enter");
    await expect(verdict(one.page, "Being charged right now?")).toBeVisible();
    await expect(one.page.getByRole("region", { name: "Result" })).toContainText(
      /at Till 2 is charging this card \$125\.00 right now/,
    );
    await one.page.keyboard.press("Enter");
    // The other desk's charge comes by itself into a list that is open, and later into the day. The list would look by
    // itself too, every quarter of a minute: from here on it does not.
    await one.page.evaluate(() => void (window.setInterval = (() => 0) as unknown as typeof window.setInterval));
    await one.page.keyboard.press("Control+3");
    const listed = one.page.getByRole("table", { name: "Payments" }).getByText("$125.00").first();
    await expect(one.page.getByRole("table", { name: "Payments" })).toBeVisible();
    await expect(listed).toHaveCount(0);
    const inList = comesByItself(listed);
    answer.letGo();
    await expect(verdict(two.page, "Approved")).toBeVisible();
    await inList("the list");
    expect(
      payarc.control.requests().filter(({ method, path }) => method === "POST" && path === "/charges"),
    ).toHaveLength(1);

    // With who took it.
    await listed.click();
    await expect(one.page.getByText(/ at Till 2$/)).toBeVisible();
    await expect(one.page.getByRole("row", { name: /\$125\.00/ })).toContainText("· Till 2");

    // Without the book a charge goes on, and its rows follow once it is back.
    await book.stop("immediate");
    await expect(notSeen(two.page)).toBeVisible();
    await two.page.getByRole("button", { name: "New order" }).click();
    await expect(two.page.getByRole("textbox", { name: "Amount" })).toHaveValue("");
    await typeOrder(two.page, "4300");
    await two.page.keyboard.press("Enter");
    await expect(two.page.getByRole("region", { name: "Result" })).toContainText("$43.00");
    await expect(verdict(two.page, "Approved")).toBeVisible();
    await book.start();
    await expect(notSeen(two.page)).toHaveCount(0);
    await expect(async () => {
      const { rows } = await book.query("SELECT count(DISTINCT attempt)::int AS charges FROM counterfoil.row");
      expect(rows).toEqual([{ charges: 2 }]);
    }).toPass();
    await two.page.keyboard.press("Control+5");
    await two.page
      .getByRole("tab", { name: "Day close" })
      .or(two.page.getByRole("radio", { name: "Day close" }))
      .click();
    const byDesk = (page: Page) => page.getByRole("region", { name: "By desk" });
    await expect(byDesk(two.page)).toContainText("Till 2 (this desk)2$168.00");

    // The other desk counts the same once, and says what it misses while the book is away.
    await one.page.keyboard.press("Control+5");
    await one.page
      .getByRole("tab", { name: "Day close" })
      .or(one.page.getByRole("radio", { name: "Day close" }))
      .click();
    await expect(byDesk(one.page)).toContainText("Till 22$168.00");
    const inDay = comesByItself(byDesk(one.page).getByText("$177.00").first());
    await two.page.keyboard.press("Control+1");
    await two.page.getByRole("button", { name: "New order" }).click();
    await expect(two.page.getByRole("textbox", { name: "Amount" })).toHaveValue("");
    await typeOrder(two.page, "900");
    await two.page.keyboard.press("Enter");
    await expect(verdict(two.page, "Approved")).toBeVisible();
    await inDay("the day");
    await expect(byDesk(one.page)).toContainText("Till 23$177.00");
    await book.stop("immediate");
    await expect(byDesk(one.page)).toContainText(/Till 2’s payments after .+ are here only as far as/);
    await expect(byDesk(one.page)).toContainText("Till 23$177.00");
    await book.start();
    for (const page of [one.page, two.page]) await expect(notSeen(page)).toHaveCount(0);

    // One list of people from the first PIN on: a leaver is out at the other desk as well, in the midst of it.
    const { person } = await one.ask("app.state", {});
    await one.ask("people.setPin", { id: person.id, current: null, pin: "246810" });
    const { people } = await one.ask("people.add", { name: "Fay", role: "front_desk", pin: "135790" });
    const locked = two.page.getByRole("dialog", { name: "Locked" });
    await expect(locked).toBeVisible();
    const who = locked.getByRole("combobox", { name: "Person" });
    await expect(who).toContainText("Fay");
    await who.selectOption({ label: "Fay" });
    await locked.getByRole("textbox", { name: "PIN" }).click();
    await two.page.keyboard.type("135790");
    await two.page.keyboard.press("Enter");
    await expect(two.page.getByRole("button", { name: "Lock", exact: true })).toBeVisible();
    await one.page.getByRole("link", { name: "Settings" }).click();
    await expect(one.page.getByRole("region", { name: "Desks" })).toContainText("All desks have the same people");
    await one.ask("people.remove", { id: people.find(({ name }) => name === "Fay")?.id ?? "" });
    await expect(locked).toBeVisible();
    await expect(who).not.toContainText("Fay");
  } finally {
    await book.end();
    await forgetSecrets(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
});
