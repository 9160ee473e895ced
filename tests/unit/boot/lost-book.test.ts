import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sharedBookWords } from "../../../src/shared/words/shared-book";
import { servicesWithoutShell } from "../../fixtures/services-without-shell";

it.each([
  ["gone", null],
  ["empty", ""],
  ["half", '{"address":'],
  ["somebody else’s", '{"host":"book.example.com"}'],
])(
  "MONEY: a desk whose way to the shared book is %s in the keychain says so, until it leaves it",
  async (_how, entry) => {
    const folder = mkdtempSync(join(tmpdir(), "counterfoil-lost-book-"));
    const secrets = new Map(entry === null ? [] : [["shared book", entry]]);
    const settings = new Map<string, unknown>([["sharedBook", { desk: randomUUID(), used: true }]]);
    const services = await servicesWithoutShell({ folder, secrets, settings });
    await expect
      .poll(() => services.state("training").desks)
      .toMatchObject({ seen: "not_seen", sentence: sharedBookWords.noWay });
    expect(services.desks.state()).toMatchObject({ seen: "not_seen", sentence: sharedBookWords.noWay, address: null });
    expect(await services.desks.day("training", 0, Date.now())).toMatchObject({ seen: "not_seen", charges: [] });
    expect(await services.desks.leave()).toMatchObject({ seen: "not_used", sentence: null });
    await services.close();
    expect(settings.get("sharedBook")).toMatchObject({ used: false });
    rmSync(folder, { recursive: true, force: true });
  },
);
