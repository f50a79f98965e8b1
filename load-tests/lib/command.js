// The command line of a load script: typed options with defaults, one URL, and the rule that only this machine is loaded.
import { parseArgs } from "node:util";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Ends the script for wrong usage: exit code 2. */
export function usageError(script, message) {
  console.error(`${script}: ${message}; --help shows the options`);
  process.exit(2);
}

/**
 * Reads `script [URL] [--name value]...`. `spec` maps an option's name to its default: a number, a string, or false for
 * a switch; a number may neither be negative nor missing. `help` is printed by --help. Answers the options and `target`, a URL.
 */
export function commandLine(script, spec, help, argv = process.argv.slice(2)) {
  const types = Object.entries(spec).map(([name, usual]) => [name, { type: usual === false ? "boolean" : "string" }]);
  const fixed = { help: { type: "boolean" }, "allow-remote": { type: "boolean" } };
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options: { ...Object.fromEntries(types), ...fixed }, allowPositionals: true });
  } catch (error) {
    usageError(script, error.message.split(".")[0]);
  }
  if (parsed.values.help) {
    console.log(help);
    process.exit(0);
  }
  const options = { ...spec };
  for (const [name, given] of Object.entries(parsed.values)) {
    options[name] = typeof spec[name] === "number" ? Number(given) : given;
    const number = typeof spec[name] === "number";
    if (number && (given === "" || !(options[name] >= 0 && Number.isFinite(options[name])))) {
      usageError(script, `--${name} must be a number, not negative: ${given}`);
    }
  }
  if (parsed.positionals.length > 1) usageError(script, `one URL, not ${parsed.positionals.length}`);
  options.target = target(script, parsed.positionals[0] ?? "http://127.0.0.1:8765", parsed.values["allow-remote"]);
  return options;
}

function target(script, text, allowRemote) {
  let url;
  try {
    url = new URL(text);
  } catch {
    usageError(script, `not a URL: ${text}`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") usageError(script, `not an http URL: ${text}`);
  if (!allowRemote && !LOOPBACK.test(url.hostname)) {
    usageError(script, `${url.hostname} is not this machine; to load another one that is yours, add --allow-remote`);
  }
  return url;
}
