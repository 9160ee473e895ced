import type { Page } from "@playwright/test";
import { startTraining } from "../../src/main/practice/payarc/server";
import { expect, test, type App, type StartOptions } from "../e2e/app";
import { part, tellFigures, type Figure } from "./figures";

/**
 * From a key to its paint on the order screen in the real app, beside an empty input of the same window: while the import
 * of `COUNT` customers runs, and once all of them are there. Real key events; a time is from the event's own stamp to
 * the first task after the frame. It prints figures and judges nothing.
 */
const COUNT = Number(process.env["COUNT"] ?? 100_000);
const ROUNDS = Number(process.env["ROUNDS"] ?? 20);
/** Fewer say nothing of a p95. */
const FEWEST_ROUNDS = 3;
/** Typing begins when so many have been read, so that the searches find somebody. */
const BEGUN = COUNT / 50;
/** Faster than any hand, slow enough that each key has a frame of its own. */
const BETWEEN_KEYS_MS = 25;
const FRAME_MS = 1000 / 60;
const CLUES = ["rosa diaz", "smith", "602555", "patel", "garcia ann", "4242"];

/** What a processor lets through that is generous: with 100 customers a page, 500 of them a second. */
const GENEROUS = 300;

/** The program, and a server with `COUNT` customers that answers so many requests a minute. */
async function importing(start: (options: StartOptions) => Promise<App>, requestsPerMinute: number) {
  const server = await startTraining({
    database: { file: ":memory:", key: null },
    seedCustomers: COUNT,
    requestsPerMinute,
  });
  const { page, ask } = await start({ env: { COUNTERFOIL_PAYARC_URL: server.url } });
  await ask("accounts.connect", { id: "payarc_test", token: server.token });
  await measure(page);
  const count = async () => (await ask("directory.status", {})).count;
  const reaches = (least: number) =>
    expect.poll(count, { timeout: 1_200_000, intervals: [500] }).toBeGreaterThanOrEqual(least);
  return { server, page, count, reaches };
}

test("typing on the order screen while customers are imported", async ({ start }) => {
  const { server, page, count, reaches } = await importing(start, GENEROUS);
  await reaches(BEGUN);
  tellFigures(figuresOf("while they are imported", await rounds(page, async () => (await count()) < COUNT)));
  await server.close();
});

test(`typing on the order screen, ${COUNT.toLocaleString("en-US")} customers`, async ({ start }) => {
  const { server, page, reaches } = await importing(start, 1_000_000);
  await reaches(COUNT);
  tellFigures(figuresOf("with all of them", await rounds(page, async () => true)));
  await server.close();
});

/**
 * Types the same into each field, and into an empty input in turns with them, at most `ROUNDS` times while it `goesOn`.
 * Throws where that was over too soon.
 */
async function rounds(page: Page, goesOn: () => Promise<boolean>): Promise<ReadonlyMap<string, readonly number[]>> {
  const kinds = new Map<string, number[]>();
  const note = (kind: string, times: readonly number[]): void => {
    kinds.set(kind, [...(kinds.get(kind) ?? []), ...times]);
  };
  let done = 0;
  for (let round = 0; round < ROUNDS && (await goesOn()); round++) {
    done = round + 1;
    await page.evaluate(() => {
      const input = document.createElement("input");
      input.id = "blank";
      document.body.append(input);
      input.focus();
    });
    note(BLANK, await typed(page, "12500 4012000098765439 1229 999 85284"));
    await page.evaluate(() => document.querySelector("#blank")?.remove());

    await page.getByRole("textbox", { name: "Amount" }).focus();
    note("Amount", await typed(page, "12500"));
    await page.keyboard.press("Enter");
    note("Card number to ZIP", await typed(page, "4012000098765439122999985284"));
    await page.getByRole("searchbox", { name: "Find customer" }).focus();
    note("Find customer", await typed(page, CLUES[round % CLUES.length] ?? ""));
    await page.keyboard.press("Escape");
    for (const name of ["Card number", "Expiry", "CVV", "ZIP", "Amount"])
      await page.getByRole("textbox", { name, exact: true }).fill("");
  }
  expect(done, "rounds").toBeGreaterThanOrEqual(Math.min(ROUNDS, FEWEST_ROUNDS));
  return kinds;
}

const BLANK = "empty input";

function figuresOf(when: string, kinds: ReadonlyMap<string, readonly number[]>): Figure[] {
  const blank = kinds.get(BLANK) ?? [];
  return [...kinds]
    .filter(([kind]) => kind !== BLANK)
    .map(([kind, times]) => ({
      what: `${kind}, ${when}, p95`,
      unit: "ms",
      ours: part(times, 0.95),
      baseline: part(blank, 0.95),
      against: `${BLANK}, same window`,
      goal: { most: FRAME_MS, of: "ours" },
      why: "an empty input takes nearly a frame here; a search draws its answer in it as well",
    }));
}

/** Keeps the time of every key from now on. */
async function measure(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    document.addEventListener(
      "keydown",
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          // The first task after the frame: style, layout and paint of what the key changed are done.
          port1.addEventListener("message", () => times.push(performance.now() - timeStamp));
          port1.start();
          port2.postMessage(null);
        }),
      { capture: true },
    );
  });
}

/** Types, and answers the times of these keys. */
async function typed(page: Page, text: string): Promise<readonly number[]> {
  await settled(page);
  await page.keyboard.type(text, { delay: BETWEEN_KEYS_MS });
  return settled(page);
}

/** The times so far, taken out, once the last key's frame is over. */
function settled(page: Page): Promise<readonly number[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 6; frame++) await new Promise(requestAnimationFrame);
    return (window as unknown as { keyTimes: number[] }).keyTimes.splice(0);
  });
}
