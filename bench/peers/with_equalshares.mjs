// One count by the equalshares.net computation tool, in floats, outside its page: node with_equalshares.mjs TOOL FILE.pb PLAIN RULE.
// Ties are settled by the order of the file: one list of a single project after the other.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [tool, source, plain, rule] = process.argv.slice(2);
const code = (name) => readFileSync(`${tool}/js/${name}`, "utf8");
const seconds = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

const { parsePabulibFromString } = await import(`data:text/javascript,${encodeURIComponent(code("pabulibParser.js"))}`);
vm.runInThisContext(`function importScripts() {} function postMessage() {} var onmessage;\n${code("methodOfEqualSharesWorker.js")}`);

const { ids } = JSON.parse(readFileSync(plain.replace(/\.[^.]*$/, ".json"), "utf8"));
const options = { add1: [], "add1-exhaustive": ["exhaustive"] };
const params = {
  accuracy: "floats",
  completion: rule in options ? "add1" : "none",
  add1options: options[rule] ?? [],
  increment: 1,
  comparison: "none",
  tieBreaking: ids.map((id) => [id]),
};
const start = process.cpuUsage();
const instance = parsePabulibFromString(readFileSync(source, "utf8"));
const read = seconds(start);
const begin = process.cpuUsage();
const { winners } = globalThis.equalShares(instance, params);
const count = seconds(begin);
console.log(JSON.stringify({ read, count, memory: process.resourceUsage().maxRSS, winners }));
