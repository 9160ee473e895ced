// The figures of Overview, of any span, beside the first read, which loads the kept sums.
export const measure = {
  title: "Overview of 100,000 payments",
  run: ({ inNode }) => inNode("overview.bench.ts"),
};
