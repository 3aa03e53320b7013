// What the runners of published Binance clients share. A runner gets one JSON object on its standard
// input (url, websocket, key, secret, ed25519 {key, pem}) and prints a JSON line per call:
// {"call": …, "passed": …, "message": …}.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The packages are installed beside package.json, in ../node.
export const require = createRequire(new URL("../node/package.json", import.meta.url));
export const world = JSON.parse(readFileSync(0, "utf8"));
export const symbol = "BTCUSDT";

const patience = 15_000;

function within(milliseconds, promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/// Runs one call of the client and what must hold of its result.
export async function call(name, run) {
  try {
    await within(patience, run(), "answer");
    console.log(JSON.stringify({ call: name, passed: true }));
  } catch (fault) {
    const message = String(fault?.stack ?? JSON.stringify(fault)).slice(0, 2_000);
    console.log(JSON.stringify({ call: name, passed: false, message }));
  }
}

/// Events of a stream as they come; `next` waits for the first that fits.
export class Inbox {
  #events = [];
  #waiting = [];

  push(event) {
    this.#events.push(event);
    for (const look of [...this.#waiting]) look();
  }

  next(fits = () => true, what = "event") {
    return within(patience, new Promise((resolve) => {
      const look = () => {
        const found = this.#events.findIndex(fits);
        if (found < 0) return;
        this.#waiting = this.#waiting.filter((each) => each !== look);
        resolve(this.#events.splice(found, 1)[0]);
      };
      this.#waiting.push(look);
      look();
    }), what);
  }
}

/// Prices on the tick of the pair, as a share of the market's.
export const at = (market, share) => (Math.round(Number(market) * share * 100) / 100).toFixed(2);

const decimal = /^[0-9]+\.[0-9]{8}$/;

/// Binance's own way to write money: a string with eight decimals.
export function isDecimal(...values) {
  for (const value of values) assert.match(String(value), decimal);
}

export function isOrder(order, expected) {
  for (const [name, value] of Object.entries(expected)) assert.equal(order[name], value, name);
  assert.ok(Number(order.orderId) > 0);
}

/// The call fails with Binance's code.
export async function refused(promise, code, codeOf) {
  await assert.rejects(promise, (fault) => {
    assert.equal(codeOf(fault), code, String(fault?.stack ?? JSON.stringify(fault)));
    return true;
  });
}

export { assert };
