import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { JournalTrouble } from "../../../src/main/journal/journal";
import { openJournal } from "../../../src/main/journal/open-journal";
import { holdFirst } from "../../faults/story";
import { services } from "../../faults/services";
import { atTheCounter, world } from "./counter";

atTheCounter();

describe("a journal that cannot be read", () => {
  it.each(["chargeOf", "unfinishedOn", "get", "unfinished", "recent"] as const)(
    "%s: is told as that, not as something unexpected",
    async (broken) => {
      const processor = world.processor(5_000);
      const paymentId = await holdFirst(world.server, false);
      const opened = openJournal({ file: ":memory:", key: null }, 0);
      if (!opened.journal) throw new Error();
      const journal = new Proxy(opened.journal, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== "function") return value;
          return name === broken
            ? () => {
                throw new JournalTrouble("the disk is gone");
              }
            : value.bind(target);
        },
      });
      const payments = services({ journal, processor, clock: world.clock });
      const asked: Record<typeof broken, () => unknown> = {
        chargeOf: () => payments.takeBackPlan(paymentId),
        unfinishedOn: () => payments.takeBackPlan(paymentId),
        get: () => payments.attempt(randomUUID()),
        unfinished: () => payments.unknown(),
        recent: () => payments.attempts(10),
      };
      await expect((async () => asked[broken]())()).rejects.toMatchObject({
        code: "no_journal",
        sentence: expect.stringContaining("journal on this computer"),
      });
      payments.stop();
      processor.close();
    },
  );
});
