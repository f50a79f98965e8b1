// Named one by one, as `export *` finds only those names of CommonJS that Node can see without running it.
import lightning from './lib/index.js';

export const { LightningIntegration, LightningClient, create } = lightning;
export default LightningIntegration;
