// Reads what vitest and Playwright report, and sums it up.
import { tail } from "./last-lines.mjs";

/** A phase that is one check: lint, types, and what could not be counted. */
export function oneCheck(ok, message = "") {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, failures: ok ? [] : [{ name: "", message }] };
}

export function readVitest(report, ended) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const file of report?.testResults ?? []) {
    for (const test of file.assertionResults) {
      if (test.status === "passed") {
        counts.passed += 1;
      } else if (test.status === "failed") {
        addFailure(counts, test.fullName, test.failureMessages.join("\n"));
      } else {
        counts.skipped += 1;
      }
    }
    // A file that does not even load has no tests to count.
    if (file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed")) {
      addFailure(counts, file.name, file.message);
    }
  }
  const none = counts.passed + counts.failed + counts.skipped === 0 && !ended.timedOut;
  return withExitCode(counts, {
    ...ended,
    output: (none ? "vitest ended before the first test, or found none. " : "") + ended.output,
  });
}

export function readPlaywright(report, ended) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const { spec, test } of testsIn(report?.suites ?? [], [])) {
    if (test.status === "expected" || test.status === "flaky") {
      counts.passed += 1;
    } else if (test.status === "skipped") {
      counts.skipped += 1;
    } else {
      const messages = test.results.flatMap((result) => result.errors ?? []).map((error) => error.message ?? "");
      addFailure(counts, spec, messages[0] ?? test.results.at(-1)?.status ?? "");
    }
  }
  for (const error of report?.errors ?? []) {
    addFailure(counts, "Playwright", error.message ?? "");
  }
  return withExitCode(counts, ended);
}

function testsIn(suites, path) {
  return suites.flatMap((suite) => {
    const here = suite.title ? [...path, suite.title] : path;
    const own = (suite.specs ?? []).flatMap((spec) =>
      spec.tests.map((test) => ({ spec: [...here, spec.title].join(" › "), test })),
    );
    return [...own, ...testsIn(suite.suites ?? [], here)];
  });
}

function addFailure(counts, name, message) {
  counts.failed += 1;
  counts.failures.push({ name, message: plain(message ?? "") });
}

/** A runner that failed without a failed test (no tests, a crash, an error between tests) must not count as success. */
function withExitCode(counts, ended) {
  if (ended.timedOut) {
    addFailure(counts, "", whyEnded(ended));
  } else if (ended.code !== 0 && counts.failed === 0) {
    addFailure(counts, "", ended.output);
  }
  return counts;
}

/** Why a run was ended by us, and how far it had come: what comes after its last lines is what hangs. */
export function whyEnded({ timedOut, output }) {
  const why =
    timedOut === "quiet"
      ? "ended, because nothing has finished for a long time"
      : "ended, because the time for the whole run is over";
  return `${why}. What was still to come is not counted. Its last lines:\n${tail(plain(output)) || "(none)"}`;
}

/** Without colour codes: reports carry them even where nobody can see colours. */
export function plain(text) {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, "g"), "");
}

export function sum(all) {
  return {
    passed: all.reduce((total, counts) => total + counts.passed, 0),
    failed: all.reduce((total, counts) => total + counts.failed, 0),
  };
}
