import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { errorWords } from "../../../src/shared/words/errors";
import { servicesWithoutShell } from "../../fixtures/services-without-shell";

/** A keychain that answers and takes nothing, as one that is locked. */
class TakesNothing extends Map<string, string> {
  override set(): this {
    throw new Error("locked");
  }
}

it("MONEY: a journal that ends with the session says so, also where the keychain answers and only keeps nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-no-keychain-"));
  const said = async (secrets: Map<string, string>): Promise<string[]> => {
    const services = await servicesWithoutShell({ folder, secrets });
    const sentences = services.state("training").notices.map(({ sentence }) => sentence);
    await services.close();
    return sentences;
  };
  expect(await said(new TakesNothing())).toContain(errorWords.keychainSilent);
  expect(await said(new Map())).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});
