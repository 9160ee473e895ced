import { describe, expect, it } from "vitest";
import { againstWords, comparedWords, percentText, shortMoney } from "../../../../src/renderer/plots/overview-words";
import { largest, pointText, smallest, type PlotData } from "../../../../src/renderer/plots/plot-data";
import { bandsOf, heightsOf } from "../../../../src/renderer/plots/scales";

describe("what a figure is compared with", () => {
  it("says how much more or less, and that nothing changed", () => {
    expect(comparedWords(12_500, 500, "USD")).toBe("$120.00 more");
    expect(comparedWords(500, 12_500, "CAD")).toBe("CA$120.00 less");
    expect(comparedWords(500, 500, "USD")).toBe("The same");
    // More was refunded than taken.
    expect(comparedWords(-500, 500, "USD")).toBe("$10.00 less");
    expect(againstWords(500, 700, "last week")).toBe("than last week");
    expect(againstWords(500, 500, "last week")).toBe("as last week");
  });

  it("a rate is never rounded to all or nothing", () => {
    expect([0, 0.0001, 0.5, 0.9111, 0.9999, 1].map(percentText)).toEqual([
      "0 %",
      "0.1 %",
      "50 %",
      "91.1 %",
      "99.9 %",
      "100 %",
    ]);
  });

  it("an amount at an axis is short, in the unit of its currency", () => {
    expect(shortMoney(123_456_00, "USD")).toBe("$123.5K");
    expect(shortMoney(-5000, "USD")).toBe("-$50");
    expect(shortMoney(1200, "JPY")).toBe("¥1.2K");
    expect(shortMoney(1200, "XQZ")).toBe("1200");
  });
});

describe("a plot", () => {
  const data: PlotData = {
    title: "Taken by hour",
    says: "",
    of: "Hour",
    series: ["Taken", "Last Saturday"],
    points: [
      { key: "9", label: "9 AM", values: [1200, 800] },
      { key: "10", label: "10 AM", values: [-300, 0] },
      { key: "11", label: "11 AM", values: [null, 900] },
    ],
    text: (value) => `$${value / 100}`,
    short: (value) => `$${value / 100}`,
  };

  it("says each point with both of its values, and that one is still to come", () => {
    expect(data.points.map((point) => pointText(data, point))).toEqual([
      "9 AM: $12. Last Saturday: $8",
      "10 AM: $-3. Last Saturday: $0",
      "11 AM: –. Last Saturday: $9",
    ]);
  });

  it("has room for its largest value, and for one below nothing", () => {
    expect([smallest(data.points), largest(data.points)]).toEqual([-300, 1200]);
    expect([smallest([]), largest([])]).toEqual([0, 0]);
  });

  it("has its bars side by side, as far from the edges as half of what is between two", () => {
    const { step, width, left, centre } = bandsOf(3, 50, 350);
    expect([step, width]).toEqual([100, 70]);
    expect([0, 1, 2].map(left)).toEqual([65, 165, 265]);
    expect(centre(1)).toBe(200);
  });

  it("has an axis of round values, from below the least to above the largest", () => {
    const money = heightsOf(smallest(data.points), largest(data.points), 100, 0);
    expect(money.named).toEqual([-500, 0, 500, 1000, 1500]);
    expect([-500, 0, 1500].map(money.of)).toEqual([100, 75, 0]);
    expect(heightsOf(0, 1, 100, 0).named).toEqual([0, 1]);
  });

  it("names nothing but 0 where nothing was taken, and no part of a cent", () => {
    const nothing = heightsOf(0, 0, 100, 0);
    expect([nothing.named, nothing.of(0)]).toEqual([[0], 100]);
    for (const most of [0, 1, 3, 7, 12_500]) {
      const axis = heightsOf(0, most, 100, 0).named.map((value) => shortMoney(value, "USD"));
      expect(axis.join(" ")).not.toContain("NaN");
    }
  });
});
