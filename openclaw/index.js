export { LightningIntegration, LightningClient } from './lib/index.js';
