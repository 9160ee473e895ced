// What the shared book adds to a charge, beside the same charge at a desk that has none, and how it grows with its rows.
export const measure = {
  title: "The shared book, on this machine",
  whole: true,
  run: ({ inNode }) => inNode("shared-book.bench.ts"),
};
