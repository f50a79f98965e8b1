'use strict';

const { LightningIntegration } = require('./integration.js');
const { LightningClient } = require('./lightning-client.js');

module.exports = {
  LightningIntegration,
  LightningClient,
  create: (options) => new LightningIntegration(options),
  default: LightningIntegration,
};
