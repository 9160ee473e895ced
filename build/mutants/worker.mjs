// A process that holds one vitest and answers: { files } to survey, or { change, tests }. A hanging test takes it along.
import path from "node:path";
import { createVitest } from "vitest/node";
import { root } from "../paths.mjs";
import { functionsOf } from "./changes.mjs";
import { filesOfMoney } from "./plan.mjs";

const surveying = process.argv[2] === "survey";
const files = new Set(filesOfMoney());
let change = null;

const plugin = {
  name: "counterfoil-mutants",
  enforce: "pre",
  transform(text, id) {
    const file = path.relative(root, id.split("?")[0]).split(path.sep).join("/");
    if (!files.has(file)) return null;
    if (surveying) return { code: probed(text, file), map: null };
    if (change?.file !== file) return null;
    return { code: text.slice(0, change.start) + change.to + text.slice(change.end), map: null };
  },
};

/** The source with a probe at the beginning of each function, and of the module (0). */
function probed(text, file) {
  const puts = [];
  for (const [at, { body }] of functionsOf(text).entries()) {
    const probe = `globalThis.counterfoilPassed?.add(${JSON.stringify(`${file}#${at + 1}`)})`;
    if (body.type === "BlockStatement") puts.push([body.start + 1, `${probe};`]);
    else puts.push([body.start, `(${probe}, `], [body.end, ")"]);
  }
  // At one place the inner one's end comes before the outer one's.
  const code = puts
    .map(([at, put], nth) => ({ at, put, nth }))
    .sort((a, b) => b.at - a.at || b.nth - a.nth)
    .reduce((before, { at, put }) => before.slice(0, at) + put + before.slice(at), text);
  return `(globalThis.counterfoilPassed ??= new Set()).add(${JSON.stringify(`${file}#0`)});${code}`;
}

const vitest = await createVitest(
  "test",
  {
    root,
    watch: false,
    reporters: [{}],
    include: ["tests/{unit,wire}/**/*.test.{ts,tsx}"],
    // They pass through no file that decides about money, or hardly.
    exclude: ["practice", "customers", "build", "keychain"].map((room) => `tests/unit/${room}/**`),
    setupFiles: ["tests/setup.ts", ...(surveying ? ["build/mutants/survey.mjs"] : [])],
    maxWorkers: surveying ? 2 : 1,
    bail: surveying ? 0 : 1,
    // A busy machine is no change of ours; what hangs is ended from outside (helper.mjs).
    testTimeout: 120_000,
    silent: true,
  },
  { plugins: [plugin] },
);
await vitest.standalone();
const [project] = vitest.projects;

async function survey(wanted) {
  const all = await vitest.globTestSpecifications();
  const specs = all.filter(({ moduleId }) => wanted.includes(path.relative(root, moduleId)));
  const first = await vitest.runTestSpecifications(specs, true);
  // A busy machine ends a test now and then: what failed is run once more.
  const failing = first.testModules.filter((module) => !module.ok()).map(({ moduleId }) => moduleId);
  const second = await vitest.runTestSpecifications(
    specs.filter(({ moduleId }) => failing.includes(moduleId)),
    false,
  );
  const testModules = [
    ...first.testModules.filter(({ moduleId }) => !failing.includes(moduleId)),
    ...second.testModules,
  ];
  const tests = testModules.flatMap((module) =>
    [...module.children.allTests()].map((test) => ({
      id: test.id,
      file: path.relative(root, module.moduleId),
      name: test.fullName,
      ms: Math.round(test.diagnostic()?.duration ?? 0),
      passed: test.result().state === "passed",
      hits: test.meta().hits ?? [],
    })),
  );
  const failed = testModules.flatMap((module) => {
    const file = path.relative(root, module.moduleId);
    const errors = [...module.children.allTests("failed")].map(
      (test) => `${file}: ${test.fullName}: ${test.result().errors?.[0]?.message}`,
    );
    return module.ok() ? [] : errors.length > 0 ? errors : [`${file}: it does not load`];
  });
  return { tests: tests.filter(({ passed }) => passed), failed };
}

/** Runs these tests with that change in place. Answers the name of the test that noticed it, or null. */
async function noticed(next, tests) {
  const touched = [change?.file, next.file].filter(Boolean);
  change = next;
  for (const file of touched) vitest.invalidateFile(path.join(root, file));
  const specs = tests.map(({ file, ids }) => project.createSpecification(path.join(root, file), { testIds: ids }));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs, false);
  for (const module of testModules) {
    for (const test of module.children.allTests("failed"))
      return `${path.relative(root, module.moduleId)}: ${test.fullName}`;
    if (module.errors().length > 0) return `${path.relative(root, module.moduleId)}: it does not load`;
    for (const suite of module.children.allSuites())
      if (suite.errors().length > 0) return `${path.relative(root, module.moduleId)}: ${suite.fullName}`;
  }
  return unhandledErrors.length > 0 ? "an unhandled error" : null;
}

process.on("message", async (asked) => {
  try {
    process.send({ answer: surveying ? await survey(asked.files) : await noticed(asked.change, asked.tests) });
  } catch (error) {
    process.send({ broke: String(error?.stack ?? error) });
  }
});
process.on("disconnect", () => process.exit());
process.send({ ready: true });
