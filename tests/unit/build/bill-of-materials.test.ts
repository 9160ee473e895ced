import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { z } from "zod";

const { billOfMaterials } = (await import(pathToFileURL(resolve("build/bill-of-materials.mjs")).href)) as {
  billOfMaterials: (packages: readonly object[], lock: object, manifest: object) => unknown;
};
const read = (file: string): object => JSON.parse(readFileSync(resolve(file), "utf8")) as object;

/** What CycloneDX 1.6 asks of a document like ours. */
const Bill = z.object({
  bomFormat: z.literal("CycloneDX"),
  specVersion: z.literal("1.6"),
  version: z.literal(1),
  metadata: z.object({
    component: z.object({ type: z.literal("application"), name: z.string(), version: z.string() }),
  }),
  components: z.array(
    z.object({
      type: z.literal("library"),
      name: z.string(),
      version: z.string(),
      purl: z.string().regex(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+/),
      licenses: z
        .array(z.union([z.object({ license: z.object({ id: z.string() }) }), z.object({ expression: z.string() })]))
        .length(1),
      hashes: z.array(z.object({ alg: z.literal("SHA-512"), content: z.string().regex(/^[0-9a-f]{128}$/) })).optional(),
    }),
  ),
});

it("names each package once, with its licence and the hash of the lock file", () => {
  const zod = { name: "zod", version: "4.6.7", licence: "MIT" };
  const inter = { name: "@fontsource-variable/inter", version: "5.3.0", licence: "OFL-1.1" };
  const two = { name: "two", version: "1.0.0", licence: "(MIT OR CC0-1.0)" };
  const bill = Bill.parse(billOfMaterials([zod, inter, zod, two], read("package-lock.json"), read("package.json")));
  expect(bill.components.map(({ name, hashes }) => [name, hashes?.length ?? 0])).toEqual([
    ["@fontsource-variable/inter", 1],
    ["two", 0],
    ["zod", 1],
  ]);
  expect(bill.components[1]?.licenses).toEqual([{ expression: "(MIT OR CC0-1.0)" }]);
  expect(bill.metadata.component.name).toBe("Counterfoil");
});
