'use strict';

const http = require('node:http');
const https = require('node:https');

const { version } = require('../package.json');

const ANSWER_BYTES_MAX = 1024 * 1024;

/** Requests to the bridge over kept-alive connections. */
class Http {
  #base;
  #module;
  #agent;
  #headers;

  constructor({ bridgeUrl, apiKey }) {
    this.#base = new URL(bridgeUrl);
    this.#module = this.#base.protocol === 'https:' ? https : http;
    this.#agent = new this.#module.Agent({ keepAlive: true, maxSockets: 4 });
    // The bridge shows who is connected.
    this.#headers = { 'user-agent': `openclaw-lightning/${version}`, ...(apiKey && { authorization: `Bearer ${apiKey}` }) };
  }

  /**
   * Resolves with { status, headers, json }; json is undefined when the body is not JSON in UTF-8. Rejects when
   * there is no whole answer within timeoutMs, or one of more than 1 MiB. A request in the background does not keep
   * the agent's process alive.
   */
  async request(method, path, options) {
    try {
      return await this.#once(method, path, options);
    } catch (error) {
      // The bridge closed a kept-alive connection just as it was used again. Every write carries its ids.
      if (error.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) {
        return this.#once(method, path, options);
      }
      throw error;
    }
  }

  #once(method, path, { body, headers, timeoutMs, background }) {
    return new Promise((resolve, reject) => {
      const request = this.#module.request(this.#base, {
        method,
        path: this.#base.pathname.replace(/\/+$/, '') + path,
        agent: this.#agent,
        headers: {
          ...this.#headers,
          ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      });
      const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs).unref();
      const fail = (error) => {
        clearTimeout(timer);
        error.reusedSocket = request.reusedSocket;
        reject(error);
      };
      if (background) request.on('socket', (socket) => socket.unref());
      request.on('error', fail);
      request.on('response', (response) => {
        const chunks = [];
        let bytes = 0;
        response.on('data', (chunk) => {
          bytes += chunk.length;
          if (bytes > ANSWER_BYTES_MAX) request.destroy(new Error(`the answer exceeds ${ANSWER_BYTES_MAX} bytes`));
          else chunks.push(chunk);
        });
        response.on('error', fail);
        response.on('aborted', () => fail(new Error('the connection closed in the middle of the answer')));
        response.on('end', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode, headers: response.headers, json: parse(Buffer.concat(chunks)) });
        });
      });
      request.end(body);
    });
  }

  close() {
    this.#agent.destroy();
  }
}

function parse(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

module.exports = { Http };
