// Requests over kept-alive connections, and writes that are repeated until they are answered.
import http from "node:http";
import https from "node:https";

const TIMEOUT_MS = 30_000;

/** A client with at most `connections` connections, and headers for each request. The bridge's key, if it has one, comes from LIGHTNING_BRIDGE_API_KEY. */
export class Client {
  #target;
  #module;
  #agent;
  #headers;

  constructor(target, connections, headers = {}) {
    this.#target = target;
    this.#module = target.protocol === "https:" ? https : http;
    this.#agent = new this.#module.Agent({ keepAlive: true, maxSockets: connections, scheduling: "fifo" });
    const key = process.env.LIGHTNING_BRIDGE_API_KEY;
    this.#headers = key ? { ...headers, authorization: `Bearer ${key}` } : headers;
  }

  /** Answers { status, text, retryAfterMs }; rejects when there is no answer. `body` is text or bytes. */
  request(method, path, body, type = "application/json") {
    const headers = { ...this.#headers };
    if (body !== undefined) {
      headers["content-type"] = type;
      headers["content-length"] = Buffer.byteLength(body);
    }
    return new Promise((done, fail) => {
      const options = { method, agent: this.#agent, headers, timeout: TIMEOUT_MS };
      const request = this.#module.request(new URL(path, this.#target), options, (response) => {
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("error", fail);
        response.on("end", () =>
          done({
            status: response.statusCode,
            text: Buffer.concat(chunks).toString(),
            retryAfterMs: 1000 * Number(response.headers["retry-after"] ?? 1),
          }),
        );
      });
      request.on("timeout", () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
      request.on("error", fail);
      request.end(body);
    });
  }

  /** The JSON of a 200; rejects otherwise. */
  async json(path) {
    const { status, text } = await this.request("GET", path);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${text.slice(0, 200)}`);
    return JSON.parse(text);
  }

  close() {
    this.#agent.destroy();
  }
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
