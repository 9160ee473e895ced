// npm run mutants [-- [SEED [COUNT]] [--only PART-OF-A-PATH[:LINE]]]: small wrong changes, one at a time, in the files
// that decide about money; each must be noticed by a unit or wire test. The sources on the disk stay as they are.
import { randomInt } from "node:crypto";
import { main, say, seconds, step, Stop } from "./say.mjs";
import { Helper, surveyed, TOO_LONG } from "./mutants/helper.mjs";
import { allChanges, drawn, rounds } from "./mutants/plan.mjs";

const AT_ONCE = 2;

await main(async () => {
  const { seed, count, only, line } = asked(process.argv.slice(2));
  const all = allChanges(only).filter((change) => line === null || change.line === line);
  const changes = only === "" ? drawn(all, count, seed) : all.slice(0, count);
  say(`mutants: ${changes.length} of ${all.length} changes${only === "" ? `, from seed ${seed}` : ` in ${only}`}`);
  const survey = await step("what each test passes through", surveyed);
  const begun = Date.now();
  const survivors = [];
  let slow = 0;
  let done = 0;
  const waiting = [...changes];
  const work = async () => {
    const helper = new Helper();
    try {
      for (let change = waiting.shift(); change; change = waiting.shift()) {
        const by = await helper.noticed(change, rounds(change, survey));
        done++;
        if (by === null) survivors.push(change);
        if (by === TOO_LONG) slow++;
        const told = by === null ? "NOT NOTICED" : `noticed by ${by}`;
        if (by === null || only !== "") say(`${described(change)}\n  ${told}`);
        else if (done % 25 === 0) say(`${done} of ${changes.length}, ${seconds(Date.now() - begun)}`);
      }
    } finally {
      helper.end();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const noticed = changes.length - survivors.length;
  const share = ((100 * noticed) / Math.max(1, changes.length)).toFixed(1);
  say(`\nNot noticed:${survivors.length === 0 ? " none" : ""}`);
  for (const change of survivors.sort((a, b) => (a.file < b.file ? -1 : 1))) say(described(change));
  say(
    `mutants: seed ${seed}: noticed ${noticed} of ${changes.length} (${share} %), ${slow} of them by the time limit; ` +
      `${seconds(Date.now() - begun)}`,
  );
  return 0;
});

function asked(args) {
  const at = args.indexOf("--only");
  const [only = "", line] = at < 0 ? [] : String(args.splice(at, 2)[1] ?? "").split(":");
  const [seed = String(randomInt(1, 1_000_000_000)), count = only === "" ? "300" : "1000000"] = args;
  if (!/^\d+$/.test(seed) || !/^\d+$/.test(count))
    throw new Stop("npm run mutants -- [SEED [COUNT]] [--only PATH[:LINE]]");
  return { seed: Number(seed), count: Number(count), only, line: line === undefined ? null : Number(line) };
}

function described({ file, line, kind, was, to }) {
  return `${file}:${line} ${kind}: ${short(was)} -> ${short(to) || "(nothing)"}`;
}

function short(text) {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 90 ? `${line.slice(0, 60)} … ${line.slice(-25)}` : line;
}
