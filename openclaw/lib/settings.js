'use strict';

const DEFAULTS = {
  bridgeUrl: 'http://127.0.0.1:8765',
  apiKey: undefined,
  capture: 'full',
  guidance: true,
  guidanceRefreshMs: 60_000,
  agentId: undefined,
  model: undefined,
  queueEventsMax: 50_000,
  queueBytesMax: 16 * 1024 * 1024,
  batchEventsMax: 500,
  batchBytesMax: 1024 * 1024,
  lingerMs: 20,
  requestTimeoutMs: 5_000,
  retryMinMs: 250,
  retryMaxMs: 10_000,
  sessionsMax: 10_000,
  spoolFile: undefined,
  debug: false,
  logger: console,
};

/** Options over the environment over the defaults. An unusable value is replaced by its default, with a warning. */
function resolveSettings(options = {}, environment = process.env) {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value !== null));
  const settings = {
    ...DEFAULTS,
    enabled: saysYes(environment.ENABLE_AGENT_LIGHTNING),
    ...(environment.LIGHTNING_BRIDGE_URL && { bridgeUrl: environment.LIGHTNING_BRIDGE_URL }),
    ...(environment.LIGHTNING_BRIDGE_API_KEY && { apiKey: environment.LIGHTNING_BRIDGE_API_KEY }),
    ...(saysYes(environment.LIGHTNING_DEBUG) && { debug: true }),
    // The other modes are the bridge's business; `off` also keeps the prompts of this process as they are.
    ...(environment.LIGHTNING_OPTIMIZATION_MODE === 'off' && { guidance: false }),
    ...given,
  };
  settings.enabled = settings.enabled === true;
  settings.logger = guarded(settings.logger);
  for (const [key, usable] of Object.entries(RULES)) {
    if (usable(settings[key])) continue;
    settings.logger.warn(`lightning: ${key} is not usable (${settings[key]}), using ${DEFAULTS[key]}`);
    settings[key] = DEFAULTS[key];
  }
  return settings;
}

/** Whether a variable of the environment switches something on, in the words that people use for it. */
function saysYes(text) {
  return ['true', '1', 'yes', 'on'].includes(text?.trim().toLowerCase());
}

/** A logger that fails must not reach the agent. */
function guarded(logger) {
  return {
    warn(text) {
      try {
        logger.warn(text);
      } catch {
        // there is nowhere left to say it
      }
    },
  };
}

const positive = (value) => Number.isFinite(value) && value > 0;
const RULES = {
  bridgeUrl: (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
  capture: (value) => value === 'full' || value === 'metadata',
  ...Object.fromEntries(['guidanceRefreshMs', 'queueEventsMax', 'queueBytesMax', 'batchEventsMax', 'batchBytesMax',
    'requestTimeoutMs', 'retryMinMs', 'retryMaxMs', 'sessionsMax'].map((key) => [key, positive])),
  lingerMs: (value) => value === 0 || positive(value),
};

module.exports = { resolveSettings, saysYes };
