import type { Page } from "@playwright/test";
import { startTraining, type TrainingServer } from "../../src/main/practice/payarc/server";
import { test as base, expect, hasRead, type App, type StartOptions } from "./app";

/**
 * A PayArc that the test scripts: the practice server in the test's own process, at the address of
 * COUNTERFOIL_PAYARC_URL. The app talks to it as "PayArc test". A stand-in: PayArc itself is never reached from a test.
 */
export interface PayarcFixtures {
  readonly payarc: TrainingServer;
  /** Starts the app against it, connected. The same user-data folder may be started again. */
  readonly startOnPayarc: (options?: StartOptions) => Promise<App>;
}

export const test = base.extend<PayarcFixtures>({
  payarc: async ({ viewport: _unused }, use) => {
    const server = await startTraining({
      database: { file: ":memory:", key: null },
      seedCustomers: 5,
      requestsPerMinute: 10_000,
    });
    await use(server);
    await server.close();
  },
  startOnPayarc: async ({ start, payarc }, use) => {
    await use(async (options = {}) => {
      const app = await start({ ...options, env: { COUNTERFOIL_PAYARC_URL: payarc.url, ...options.env } });
      const { account } = await app.ask("app.state", {});
      if (account.id !== "payarc_test") await app.ask("accounts.connect", { id: "payarc_test", token: payarc.token });
      return app;
    });
  },
});

export const VISA = { number: "4012000098765439", expiry: "1229", cvv: "999", zip: "85284" };

/**
 * Types an order as a person does, from the Amount field to the last one; the last Enter is the test's. `amount` in
 * cents.
 */
export async function typeOrder(page: Page, amount: string, card = VISA): Promise<void> {
  await page.getByRole("textbox", { name: "Amount" }).click();
  await page.keyboard.type(amount);
  await page.keyboard.press("Enter");
  await page.keyboard.type(card.number + card.expiry + card.cvv + card.zip);
}

/** The result's one word. */
export function verdict(page: Page, word: string) {
  return page.getByRole("region", { name: "Result" }).getByRole("heading", { name: word, exact: true });
}

export { expect, hasRead };
