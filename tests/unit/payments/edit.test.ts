import { beforeEach, describe, expect, it } from "vitest";
import { atTheCounter, moveTo, order, outcomeIn, world } from "./counter";

atTheCounter("justifi");

describe("note and fields of a payment, afterwards", () => {
  let id: string;
  beforeEach(async () => {
    const answer = await world.payments.charge({
      ...order(1_200, "4242424242424242"),
      note: "window",
      metadata: { table: "7" },
    });
    id = outcomeIn(answer)?.payment?.id ?? "none";
  });
  const OURS = { reference: expect.any(String), operator: "ana", desk: "Front desk", channel: "phone" };

  it("are added, changed and removed, each alone; what others wrote and what is ours stays", async () => {
    expect(
      (await world.payments.update(id, { metadata: { table: "9", guests: "4" }, description: "door" })).metadata,
    ).toEqual({ ...OURS, table: "9", guests: "4" });
    expect(await world.payments.update(id, { metadata: { table: null } })).toMatchObject({
      description: "door",
      metadata: { ...OURS, guests: "4" },
    });
    expect((await world.payments.get(id)).metadata).toEqual({ ...OURS, guests: "4" });
  });

  it.each(["reference", "operator", "desk", "channel"])("MONEY: %s is never changed or removed", async (name) => {
    for (const value of ["x", null])
      await expect(world.payments.update(id, { metadata: { [name]: value } })).rejects.toMatchObject({
        code: "bad_input",
        fields: { [`metadata.${name}`]: expect.any(String) },
      });
    expect((await world.payments.get(id)).metadata).toEqual({ ...OURS, table: "7" });
  });

  it("of two people who edit the same field, the second hears of the first and overwrites nothing", async () => {
    const seen = { description: "window", metadata: { table: "7" } };
    await world.payments.update(id, { metadata: { table: "9" } }, seen);
    await expect(world.payments.update(id, { metadata: { table: "11" } }, seen)).rejects.toMatchObject({
      code: "refused",
      sentence: expect.stringContaining("“9”"),
      fields: { "metadata.table": expect.any(String) },
    });
    await expect(world.payments.update(id, { metadata: { table: null } }, seen)).rejects.toMatchObject({
      code: "refused",
    });
    await expect(
      world.payments.update(id, { metadata: { guests: "4" } }, { description: null, metadata: { guests: "2" } }),
    ).rejects.toMatchObject({ sentence: expect.stringContaining("no longer there") });
    // Another field, and the note, are no quarrel.
    expect(
      await world.payments.update(
        id,
        { description: "door", metadata: { guests: "4" } },
        { description: "window", metadata: { guests: null } },
      ),
    ).toMatchObject({ description: "door", metadata: { ...OURS, table: "9", guests: "4" } });
    await expect(world.payments.update(id, { description: "bar" }, seen)).rejects.toMatchObject({
      fields: { description: expect.stringContaining("“door”") },
    });
  });

  it("are not offered where the processor does not keep them", async () => {
    await moveTo("payarc");
    await expect(world.payments.update("p", { description: "x" })).rejects.toMatchObject({ code: "unsupported" });
  });
});
