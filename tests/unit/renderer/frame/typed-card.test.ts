import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { removeCardNumbers } from "../../../../src/renderer/frame/card-numbers";
import { PAUSE_MS, TypedCardWatch } from "../../../../src/renderer/frame/typed-card";

const VISA = "4012000098765439";

/** A page with fields for money and fields of text, and the catcher as frame/card-catcher.tsx asks it. */
class Page {
  readonly values = new Map<string, string>();
  readonly warned: string[] = [];
  readonly #watch = new TypedCardWatch<string>();
  now = 0;

  type(field: string, keys: string, gap: number): void {
    for (const key of keys) {
      this.now += gap;
      if (this.#watch.key(field, key, this.now) === "swallowed") continue;
      const typed = (this.values.get(field) ?? "") + key;
      this.values.set(field, typed);
      if (field.startsWith("money")) {
        if (this.#watch.isCard()) this.warned.push(field);
      } else if (removeCardNumbers(typed) !== typed) {
        this.values.set(field, removeCardNumbers(typed));
        this.#watch.tookOut(field);
      }
    }
  }
}

/** What a hand types into one field before it goes to another, at its own speed. */
const turn = fc.record({
  field: fc.constantFrom("money of a capture", "money of a refund", "money of a tip", "note", "search"),
  keys: fc.oneof(
    fc.stringMatching(/^\d{1,8}$/),
    fc.constantFrom("4222", "2222", VISA, `${VISA} 12/29 999`, "5146315000000055"),
  ),
  gap: fc.nat({ max: PAUSE_MS * 2 }),
});

describe("a field for money", () => {
  it("ends exactly as it was typed, whatever is typed elsewhere, before, after and between", () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), (turns) => {
        const page = new Page();
        for (const { field, keys, gap } of turns) page.type(field, keys, gap);
        for (const field of new Set(turns.map((each) => each.field)))
          if (field.startsWith("money")) {
            const typed = turns.filter((each) => each.field === field).map(({ keys }) => keys);
            expect(page.values.get(field)).toBe(typed.join(""));
          } else {
            const text = page.values.get(field) ?? "";
            expect(removeCardNumbers(text)).toBe(text);
          }
      }),
      { numRuns: 2_000 },
    );
  });

  it("is not emptied by digits of other dialogs that happen to make a card number with its own", () => {
    const page = new Page();
    for (const field of ["money 1", "money 2", "money 3"]) page.type(field, field === "money 1" ? "4222" : "2222", 80);
    page.type("money of the refund", "2500", 80);
    expect(page.values.get("money of the refund")).toBe("2500");
    expect(page.warned).toEqual([]);
  });

  it("keeps a card number that is typed into it, and says so once", () => {
    const page = new Page();
    page.type("money", VISA, 40);
    expect(page.values.get("money")).toBe(VISA);
    expect(page.warned).toEqual(["money"]);
  });
});

describe("a field of text", () => {
  it("loses the number, and the rest of the burst goes nowhere", () => {
    const page = new Page();
    page.type("note", `Rosa, ${VISA} 12/29 999`, 40);
    expect(page.values.get("note")).toBe("Rosa, ");
  });

  it("takes keys again after a pause, and another field takes them at once", () => {
    const page = new Page();
    page.type("note", `${VISA}12`, 40);
    page.type("money", "2500", 40);
    page.type("note", "7", 40);
    page.now += PAUSE_MS + 1;
    page.type("note", "calls back", 40);
    expect(page.values.get("money")).toBe("2500");
    expect(page.values.get("note")).toBe("7calls back");
  });
});
