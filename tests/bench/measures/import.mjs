// How near the processor's limit an import comes, that it is never over it, and that people do not wait for it.
export const measure = {
  title: "An import of customers and payments, 60 requests a minute, 100 ms away",
  whole: true,
  run: ({ inNode }) => inNode("import.bench.ts"),
};
