// The npm package "ccxt", REST and its WebSocket half.

import { assert, at, call, require, symbol, world } from "./harness.mjs";

const ccxt = require("ccxt");
const pair = "BTC/USDT";

async function connect(more = {}) {
  const exchange = new ccxt.pro.binance({
    apiKey: world.key, secret: world.secret, enableRateLimit: false,
    options: { defaultType: "spot", fetchMarkets: { types: ["spot"] }, fetchCurrencies: false }, ...more,
  });
  const { api } = exchange.urls;
  for (const name of ["public", "private"]) api[name] = `${world.url}/api/v3`;
  for (const [name, version] of [["sapi", "v1"], ["sapiV2", "v2"], ["sapiV3", "v3"], ["sapiV4", "v4"]])
    api[name] = `${world.url}/sapi/${version}`;
  api.ws.spot = `${world.websocket}/ws`;
  api.ws["ws-api"].spot = `${world.websocket}/ws-api/v3`;
  // Plain http asks for the agent of plain http, once.
  exchange.httpAgent = new (require("node:http").Agent)();
  return exchange;
}

const exchange = await connect();
const market = async () => (await exchange.fetchTicker(pair)).last;
const fails = (promise, type) => assert.rejects(promise, (fault) => {
  assert.ok(fault instanceof type, String(fault.stack));
  return true;
});

async function marketData() {
  await call("loadMarkets", async () => {
    await exchange.loadMarkets();
    const { precision, limits } = exchange.market(pair);
    assert.equal(precision.price, 0.01);
    assert.ok(limits.cost.min > 0);
  });
  await call("fetchCurrencies", async () => assert.ok(await exchange.fetchCurrencies()));
  await call("fetchTime", async () => assert.ok(Math.abs(await exchange.fetchTime() - Date.now()) < 5_000));
  await call("fetchStatus", async () => assert.equal((await exchange.fetchStatus()).status, "ok"));
  await call("fetchTicker", async () => assert.ok(await market() > 0));
  await call("fetchTickers", async () => assert.ok((await exchange.fetchTickers([pair]))[pair].bid > 0));
  await call("fetchBidsAsks", async () => assert.ok((await exchange.fetchBidsAsks([pair]))[pair].ask > 0));
  await call("fetchLastPrices", async () =>
    assert.ok((await exchange.fetchLastPrices([pair]))[pair].price > 0));
  await call("fetchOrderBook", async () => {
    const book = await exchange.fetchOrderBook(pair, 10);
    assert.ok(book.bids[0][0] < book.asks[0][0]);
  });
  await call("fetchTrades", async () => assert.ok((await exchange.fetchTrades(pair, undefined, 5)).length === 5));
  await call("fetchOHLCV", async () => {
    const rows = await exchange.fetchOHLCV(pair, "1m", undefined, 3);
    assert.equal(rows[0].length, 6);
    assert.ok(rows[0][2] >= rows[0][3]);
  });
  await call("fetchOHLCV since", async () =>
    assert.ok((await exchange.fetchOHLCV(pair, "1m", Date.now() - 600_000, 5)).length > 0));
  await call("fetchTradingFee", async () => assert.ok((await exchange.fetchTradingFee(pair)).taker >= 0));
}

async function orders() {
  const price = await market();
  let resting;
  await call("createOrder test", () =>
    exchange.createOrder(pair, "limit", "buy", 0.01, price * 0.8, { test: true }));
  await call("createOrder limit", async () => {
    resting = await exchange.createOrder(pair, "limit", "buy", 0.01, price * 0.8);
    assert.equal(resting.status, "open");
  });
  await call("fetchOrder", async () =>
    assert.equal((await exchange.fetchOrder(resting.id, pair)).id, resting.id));
  await call("fetchOpenOrders", async () =>
    assert.equal((await exchange.fetchOpenOrders(pair)).length, 1));
  await call("editOrder", async () => {
    resting = await exchange.editOrder(resting.id, pair, "limit", "buy", 0.01, price * 0.81);
    assert.ok(resting.id);
  });
  await call("cancelOrder", async () =>
    assert.equal((await exchange.cancelOrder(resting.id, pair)).status, "canceled"));
  await call("cancelOrder again", () => fails(exchange.cancelOrder(resting.id, pair), ccxt.OrderNotFound));
  await call("fetchOrder unknown", () => fails(exchange.fetchOrder("999999999", pair), ccxt.OrderNotFound));
  await call("createOrder market buy", async () =>
    assert.equal((await exchange.createOrder(pair, "market", "buy", 0.05)).status, "closed"));
  await call("createMarketBuyOrderWithCost", async () =>
    assert.ok((await exchange.createMarketBuyOrderWithCost(pair, 200)).filled > 0));
  await call("createOrder market sell", async () =>
    assert.equal((await exchange.createOrder(pair, "market", "sell", 0.01)).status, "closed"));
  const kinds = {
    "limit IOC": ["limit", "buy", price * 0.8, { timeInForce: "IOC" }],
    "limit FOK": ["limit", "buy", price * 1.1, { timeInForce: "FOK" }],
    "limit post only": ["limit", "buy", price * 0.8, { postOnly: true }],
    "market stop loss": ["market", "sell", undefined, { stopLossPrice: price * 0.8 }],
    "limit stop loss": ["limit", "sell", price * 0.79, { stopLossPrice: price * 0.8 }],
    "market take profit": ["market", "sell", undefined, { takeProfitPrice: price * 1.2 }],
    "limit take profit": ["limit", "sell", price * 1.19, { takeProfitPrice: price * 1.2 }],
    iceberg: ["limit", "buy", price * 0.8, { icebergQty: exchange.amountToPrecision(pair, 0.002) }],
  };
  for (const [name, [type, side, at, more]] of Object.entries(kinds))
    await call(`createOrder ${name}`, async () =>
      assert.ok((await exchange.createOrder(pair, type, side, 0.01, at, more)).id));
  await call("cancelAllOrders", async () => assert.ok((await exchange.cancelAllOrders(pair)).length >= 6));
  await call("fetchOrders", async () => assert.ok((await exchange.fetchOrders(pair)).length >= 8));
  await call("fetchClosedOrders", async () => assert.ok((await exchange.fetchClosedOrders(pair)).length >= 3));
  await call("fetchCanceledOrders", async () =>
    assert.ok((await exchange.fetchCanceledOrders(pair)).length >= 2));
  await call("fetchMyTrades", async () => assert.ok((await exchange.fetchMyTrades(pair)).length >= 3));
  await call("fetchOrderTrades", async () => {
    const [trade] = await exchange.fetchMyTrades(pair);
    assert.ok((await exchange.fetchOrderTrades(trade.order, pair)).length >= 1);
  });
  await call("fetchBalance", async () => assert.ok((await exchange.fetchBalance()).USDT.total > 0));
  await call("insufficient funds", () =>
    fails(exchange.createOrder(pair, "limit", "buy", 150, price * 0.8), ccxt.InsufficientFunds));
  await call("invalid order", () =>
    fails(exchange.privatePostOrder({
      symbol, side: "BUY", type: "LIMIT", timeInForce: "GTC", quantity: "0.00001", price: at(price, 0.8),
    }), ccxt.BadRequest));
  await call("wrong secret", async () =>
    fails((await connect({ secret: "wrong" })).fetchBalance(), ccxt.AuthenticationError));
}

async function websockets() {
  const price = await market();
  const watchers = {
    watchTrades: [pair], watchTicker: [pair], watchOrderBook: [pair], watchOHLCV: [pair, "1m"],
    watchBidsAsks: [[pair]], watchTickers: [[pair]],
  };
  for (const [name, parameters] of Object.entries(watchers))
    await call(name, async () => assert.ok(await exchange[name](...parameters)));
  await call("fetchOHLCVWs", async () =>
    assert.ok((await exchange.fetchOHLCVWs(pair, "1m", undefined, 2)).length));
  await call("fetchTradesWs", async () =>
    assert.ok((await exchange.fetchTradesWs(pair, undefined, 2)).length));
  await call("fetchBalanceWs", async () => assert.ok(await exchange.fetchBalanceWs()));
  let placed;
  await call("watchOrders with createOrderWs", async () => {
    const first = exchange.watchOrders(pair);
    await new Promise((done) => setTimeout(done, 500));
    placed = await exchange.createOrderWs(pair, "limit", "buy", 0.01, price * 0.8);
    assert.equal((await first)[0].id, placed.id);
  });
  await call("fetchOrderWs", async () =>
    assert.equal((await exchange.fetchOrderWs(placed.id, pair)).status, "open"));
  await call("fetchOpenOrdersWs", async () =>
    assert.ok((await exchange.fetchOpenOrdersWs(pair)).length >= 1));
  await call("editOrderWs", async () => {
    placed = await exchange.editOrderWs(placed.id, pair, "limit", "buy", 0.01, price * 0.81);
    assert.ok(placed.id);
  });
  await call("cancelOrderWs", async () => assert.ok(await exchange.cancelOrderWs(placed.id, pair)));
  await call("cancelAllOrdersWs", async () => {
    await exchange.createOrderWs(pair, "limit", "buy", 0.01, price * 0.8);
    assert.ok(await exchange.cancelAllOrdersWs(pair));
  });
  await call("watchMyTrades and watchBalance", async () => {
    const trades = exchange.watchMyTrades(pair);
    const balance = exchange.watchBalance();
    await new Promise((done) => setTimeout(done, 500));
    await exchange.createOrderWs(pair, "market", "buy", 0.01);
    assert.ok((await trades)[0].price > 0);
    assert.ok((await balance).USDT.total > 0);
  });
  await call("fetchMyTradesWs", async () =>
    assert.ok((await exchange.fetchMyTradesWs(pair)).length >= 1));
  await call("fetchOrdersWs", async () => assert.ok((await exchange.fetchOrdersWs(pair)).length >= 1));
}

await marketData();
await orders();
await websockets();
await exchange.close();
process.exit(0);
