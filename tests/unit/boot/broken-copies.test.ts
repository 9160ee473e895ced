import { mkdtempSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createHandlers } from "../../../src/main/boot/commands";
import { NO_FILTER } from "../../../src/shared/history";
import { cents } from "../../../src/shared/money";
import { copyWords } from "../../../src/shared/words/storage";
import { keyedOrder } from "../../fixtures/orders";
import { servicesWithoutShell } from "../../fixtures/services-without-shell";

it.each([
  ["history.db", copyWords.payments],
  ["directory.db", copyWords.customers],
])(
  "MONEY: a %s of which half is gone stands in nobody's way, and begins anew with the next start",
  { timeout: 120_000 },
  async (name, what) => {
    const folder = mkdtempSync(join(tmpdir(), "counterfoil-broken-"));
    const [secrets, settings] = [new Map<string, string>(), new Map<string, unknown>()];
    const start = () => servicesWithoutShell({ folder, secrets, settings, seedCustomers: 300 });
    const first = await start();
    first.openWindow("training");
    await expect.poll(() => first.of("training").isWhole(), { timeout: 60_000 }).toBe(true);
    await first.close();
    const file = join(folder, name);
    truncateSync(file, Math.floor(statSync(file).size / 2));

    const services = await start();
    const window = services.openWindow("training");
    const handlers = createHandlers(services);
    const paid = await handlers["payments.charge"](keyedOrder({ amount: cents(1_200) }), window);
    expect(paid).toMatchObject({ kind: "outcome", attempt: { outcome: { kind: "approved" } } });
    expect(await handlers["attempts.list"]({ limit: 5 }, window)).toMatchObject([{ amount: 1_200 }]);
    await handlers["directory.status"]({}, window);
    await handlers["history.status"]({}, window);
    if (name === "directory.db")
      await handlers["history.list"]({ clue: "", filter: NO_FILTER, before: null, limit: 50 }, window);
    const said = async () => (await handlers["app.state"]({}, window)).notices.map(({ sentence }) => sentence);
    await expect.poll(said).toContain(copyWords.damaged({ what }));
    await services.close();

    const after = await start();
    expect(
      after
        .state("training")
        .notices.map(({ sentence }) => sentence)
        .join(),
    ).toContain(`${what} could not be read`);
    await after.close();
    rmSync(folder, { recursive: true, force: true });
  },
);
