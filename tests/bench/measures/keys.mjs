// From a key to its paint on the order screen with 100,000 customers, and while they are imported.
export const measure = {
  title: "A key on the order screen, to its paint, with 100,000 customers",
  whole: true,
  run: ({ inProgram }) => inProgram("order-screen.spec.ts"),
};
