#!/usr/bin/env node
// The part of OpenClaw's command line that the setup uses, over a JSON file named by FAKE_OPENCLAW.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const file = process.env.FAKE_OPENCLAW;
let config;
const save = () => writeFileSync(file, JSON.stringify(config));
const fail = (message) => {
  console.log(JSON.stringify({ ok: false, error: { message } }));
  process.exit(1);
};
const merge = (into, change) => {
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete into[key];
    else if (typeof value === 'object' && !Array.isArray(value)) merge((into[key] ??= {}), value);
    else into[key] = value;
  }
};

const [area, action, name] = process.argv.slice(2);
try {
  // Comments are all of JSON5 that the tests need.
  config = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, '')) : {};
} catch (error) {
  if (`${area} ${action}` !== 'config file') {
    console.error('OpenClaw config is invalid');
    console.log(JSON.stringify({ ok: false, error: { message: `OpenClaw config is invalid: ${file}` }, issues: [{ path: '<root>', message: `JSON5 parse failed: ${error.message}` }] }));
    process.exit(1);
  }
}
switch (`${area} ${action}`) {
  case 'config file':
    console.log(`a notice\n${process.env.FAKE_SHORTENED ?? file}`);
    break;
  case 'config get': {
    const value = name.split('.').reduce((object, key) => object?.[key], config);
    if (value === undefined) fail(`Config path is valid but unset: ${name}.`);
    console.log(JSON.stringify(value, (key, inner) => (key === 'apiKey' ? '__OPENCLAW_REDACTED__' : inner)));
    break;
  }
  case 'config patch':
    merge(config, JSON.parse(readFileSync(0, 'utf8')));
    save();
    break;
  case 'plugins install':
    config.installed = name;
    save();
    break;
  case 'plugins uninstall':
    delete config.installed;
    if (config.plugins?.allow) {
      config.plugins.allow = config.plugins.allow.filter((id) => id !== name);
      if (config.plugins.allow.length === 0) delete config.plugins.allow; // as the real one does
    }
    save();
    break;
  case 'plugins inspect': {
    if (!config.installed) fail(`Plugin not found: ${name}.`);
    const granted = config.plugins?.entries?.[name]?.hooks?.allowConversationAccess && !process.env.FAKE_WITHHOLD;
    const hooks = ['after_tool_call', ...(granted ? ['before_prompt_build', 'agent_end', 'llm_output'] : [])];
    console.error('a notice');
    console.log(`[notice] loading\n${JSON.stringify({ plugin: { status: 'loaded' }, typedHooks: hooks.map((hook) => ({ name: hook })) })}`);
    break;
  }
  default:
    fail(`unknown command ${area} ${action}`);
}
