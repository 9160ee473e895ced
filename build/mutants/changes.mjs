import { parseAst } from "vite";

/**
 * Small wrong changes of a TypeScript source, found by a parser, so that comments, types and words are left alone.
 * A change: { kind, start, end, was, to, line, place }; `place` is the number of the innermost function (0: the module).
 */
export function changesIn(text) {
  const changes = [];
  const functions = functionsOf(text);
  const lineAt = lines(text);
  const put = (kind, start, end, to) => {
    // Functions come in the order of their starts, so the last one around a place is the innermost.
    const place = functions.findLastIndex((each) => each.start <= start && end <= each.end) + 1;
    changes.push({ kind, start, end, was: text.slice(start, end), to, line: lineAt(start), place });
  };
  walk(parseAst(text, { lang: "ts" }), (node, parents) => {
    const source = (part) => text.slice(part.start, part.end);
    const whole = (kind, to) => put(kind, node.start, node.end, to);
    /** The operator between two sides, wherever the parentheses and comments stand. */
    const between = (kind, to) => {
      const at = text.indexOf(node.operator, outside(text, node.left.end));
      put(kind, at, at + node.operator.length, to);
    };
    switch (node.type) {
      case "BinaryExpression": {
        const words = [node.left, node.right].some(isText);
        for (const to of OPERATORS[node.operator] ?? [])
          if (!(words && node.operator === "+")) between(`${node.operator} for ${to}`, to);
        break;
      }
      case "LogicalExpression":
        if (node.operator === "??") {
          whole("left of ?? alone", `(${source(node.left)})`);
          whole("right of ?? alone", `(${source(node.right)})`);
        } else between(node.operator === "&&" ? "|| for &&" : "&& for ||", node.operator === "&&" ? "||" : "&&");
        break;
      case "UnaryExpression":
        if (node.operator === "!") whole("! dropped", `(${source(node.argument)})`);
        break;
      case "IfStatement":
        negated(node.test, put, source);
        if (node.alternate === null && leaves(node.consequent)) whole("early return dropped", ";");
        break;
      case "ConditionalExpression":
        negated(node.test, put, source);
        break;
      case "ArrayExpression":
        if (node.elements.length > 0) whole("array emptied", "[]");
        break;
      case "Literal":
        literal(node, parents, whole);
        break;
      case "CallExpression":
      case "MemberExpression":
        if (node.optional) optional(text, node, put);
        if (node.type === "MemberExpression" && !node.computed) {
          const to = METHODS.get(node.property.name);
          if (to) put(`${to} for ${node.property.name}`, node.property.start, node.property.end, to);
        }
        break;
    }
  });
  return changes.sort((a, b) => a.start - b.start || a.end - b.end || (a.to < b.to ? -1 : 1));
}

const OPERATORS = {
  "===": ["!=="],
  "!==": ["==="],
  "<": ["<=", ">"],
  "<=": ["<", ">"],
  ">": [">=", "<"],
  ">=": [">", "<"],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
};
const METHODS = new Map([
  ["some", "every"],
  ["every", "some"],
  ["min", "max"],
  ["max", "min"],
]);

const isText = (node) => node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string");

/** A condition that is no negation itself: there the `!` is dropped instead. */
function negated(test, put, source) {
  if (test.type === "UnaryExpression" && test.operator === "!") return;
  // Turned operators do the same.
  if (test.type === "BinaryExpression" && (test.operator === "===" || test.operator === "!==")) return;
  put("! added", test.start, test.end, `!(${source(test)})`);
}

function leaves(statement) {
  const last = statement.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return ["ReturnStatement", "ThrowStatement", "ContinueStatement", "BreakStatement"].includes(last?.type);
}

function literal(node, parents, whole) {
  const parent = parents.at(-1);
  if (typeof node.value === "boolean") whole(node.value ? "false for true" : "true for false", String(!node.value));
  // One more hardly changes a span of time or a limit on size; twice as many does.
  if (typeof node.value === "number")
    whole("another number", String(node.value < 1000 ? node.value + 1 : node.value * 2));
  // What people read (it has a space) and what is a name of something is not emptied.
  const named = (parent.type === "Property" && parent.key === node && !parent.computed) || parent.source === node;
  if (typeof node.value === "string" && /^\S+$/.test(node.value) && !named) whole("text emptied", '""');
}

/** `a?.b` -> `a.b`, `a?.[b]` -> `a[b]`, `a?.(b)` -> `a(b)`. */
function optional(text, node, put) {
  const left = node.object ?? node.callee;
  const at = text.indexOf("?.", outside(text, left.end));
  const dot = node.type === "MemberExpression" && !node.computed;
  put(dot ? ". for ?." : "?. dropped", at, at + 2, dot ? "." : "");
}

/** The next place at or after `at` that is in no comment. */
function outside(text, at) {
  const comment = /^[\s)]*(\/\/[^\n]*\n|\/\*[^]*?\*\/)/.exec(text.slice(at));
  return comment ? outside(text, at + comment[0].length) : at;
}

function lines(text) {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (at) => starts.findLastIndex((start) => start <= at) + 1;
}

/** Functions of a source in the order of their starts: { start, end, body }. */
export function functionsOf(text) {
  const found = [];
  walk(parseAst(text, { lang: "ts" }), ({ type, start, end, body }) => {
    if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type) && body)
      found.push({ start, end, body });
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Types are not walked into, nor what is only said of them. */
function walk(node, visit, parents = []) {
  if (node === null || typeof node !== "object") return;
  if (Array.isArray(node)) {
    for (const each of node) walk(each, visit, parents);
    return;
  }
  if (typeof node.type !== "string") return;
  if (/^TS(As|Satisfies|NonNull|Instantiation)Expression$/.test(node.type)) {
    walk(node.expression, visit, parents);
    return;
  }
  if (node.type.startsWith("TS") || /^(Import|ExportAll)Declaration$/.test(node.type)) return;
  visit(node, parents);
  const inner = [...parents, node];
  for (const [name, child] of Object.entries(node)) if (name !== "type") walk(child, visit, inner);
}
