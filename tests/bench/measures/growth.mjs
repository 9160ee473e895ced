// What the local copies take by how many customers and payments there are, in CPU time of main: a loaded machine does not
// change it much.
export const measure = {
  title: "Copies of 10,000 to 1,000,000 customers and payments, p95 of CPU time",
  run: ({ quick, inNode }) =>
    inNode("growth.bench.ts", quick ? { SIZES: "10000", ROUNDS: "10" } : { SIZES: "10000,100000,1000000" }),
};
