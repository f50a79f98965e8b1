export * from './lib/index.js';
export { LightningIntegration as default } from './lib/index.js';
