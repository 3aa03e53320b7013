// The npm package "binance" (tiagosiebly).

import { assert, at, call, Inbox, isDecimal, isOrder, refused, require, symbol, world } from "./harness.mjs";

const { DefaultLogger, MainClient, WebsocketAPIClient, WebsocketClient, WS_KEY_MAP } = require("binance");
const quiet = { ...DefaultLogger, trace() {}, info() {}, error() {} };
const keys = { api_key: world.key, api_secret: world.secret };
const rest = new MainClient({ ...keys, baseUrl: world.url, beautifyResponses: false, strictParamValidation: true });
const codeOf = (fault) => fault.code ?? fault.error?.code;
const market = async () => (await rest.getSymbolPriceTicker({ symbol })).price;
const limit = (price, more = {}) => ({
  symbol, side: "BUY", type: "LIMIT", timeInForce: "GTC", quantity: 0.01, price: Number(price), ...more,
});

async function restMarketData() {
  await call("rest testConnectivity", async () => assert.deepEqual(await rest.testConnectivity(), {}));
  // getServerTime asks Binance itself, whatever address is set.
  await call("rest getExchangeInfo", async () =>
    assert.equal((await rest.getExchangeInfo({ symbol })).symbols[0].quoteAsset, "USDT"));
  await call("rest getOrderBook", async () => {
    const book = await rest.getOrderBook({ symbol, limit: 5 });
    assert.ok(Number(book.bids[0][0]) < Number(book.asks[0][0]));
  });
  await call("rest getRecentTrades", async () =>
    isDecimal((await rest.getRecentTrades({ symbol, limit: 3 }))[0].price));
  await call("rest getHistoricalTrades", async () =>
    assert.equal((await rest.getHistoricalTrades({ symbol, limit: 2 })).length, 2));
  await call("rest getAggregateTrades", async () =>
    isDecimal((await rest.getAggregateTrades({ symbol, limit: 3 }))[0].q));
  for (const name of ["getKlines", "getUIKlines"])
    await call(`rest ${name}`, async () =>
      assert.equal((await rest[name]({ symbol, interval: "1m", limit: 2 }))[0].length, 12));
  await call("rest getAvgPrice", async () => isDecimal((await rest.getAvgPrice({ symbol })).price));
  await call("rest get24hrChangeStatistics", async () =>
    isDecimal((await rest.get24hrChangeStatistics({ symbol })).lastPrice));
  await call("rest getTradingDayTicker", async () =>
    isDecimal((await rest.getTradingDayTicker({ symbol })).openPrice));
  await call("rest getSymbolPriceTicker", async () => isDecimal(await market()));
  await call("rest getSymbolOrderBookTicker", async () =>
    isDecimal((await rest.getSymbolOrderBookTicker({ symbol })).askQty));
  await call("rest getRollingWindowTicker", async () =>
    assert.ok(await rest.getRollingWindowTicker({ symbol, windowSize: "1h" })));
  await call("rest unknown symbol", () =>
    refused(rest.getOrderBook({ symbol: "NOSUCH" }), -1121, codeOf));
}

async function restOrders() {
  const price = await market();
  let resting;
  await call("rest testNewOrder", async () => assert.ok(await rest.testNewOrder(limit(at(price, 0.8)))));
  await call("rest submitNewOrder LIMIT", async () => {
    resting = await rest.submitNewOrder(limit(at(price, 0.8), { newOrderRespType: "FULL" }));
    isOrder(resting, { status: "NEW", price: `${at(price, 0.8)}000000` });
  });
  await call("rest getOrder", async () =>
    isOrder(await rest.getOrder({ symbol, origClientOrderId: resting.clientOrderId }),
      { orderId: resting.orderId }));
  await call("rest getOpenOrders", async () =>
    assert.equal((await rest.getOpenOrders({ symbol })).length, 1));
  // amendOrderKeepPriority asks the futures exchange; the WebSocket API has the call, below.
  await call("rest replaceOrder", async () => {
    const both = await rest.replaceOrder({
      ...limit(at(price, 0.81)), cancelReplaceMode: "STOP_ON_FAILURE", cancelOrderId: resting.orderId,
    });
    resting = both.newOrderResponse;
    assert.equal(both.cancelResult, "SUCCESS");
  });
  await call("rest cancelOrder", async () =>
    isOrder(await rest.cancelOrder({ symbol, orderId: resting.orderId }), { status: "CANCELED" }));
  await call("rest cancelOrder again", () =>
    refused(rest.cancelOrder({ symbol, orderId: resting.orderId }), -2011, codeOf));
  await call("rest submitNewOrder MARKET", async () =>
    isOrder(await rest.submitNewOrder({
      symbol, side: "BUY", type: "MARKET", quantity: 0.05, newOrderRespType: "FULL",
    }), { status: "FILLED", executedQty: "0.05000000" }));
  const kinds = [
    ["LIMIT_MAKER", { side: "BUY", price: at(price, 0.8) }],
    ["STOP_LOSS", { side: "SELL", stopPrice: at(price, 0.8) }],
    ["STOP_LOSS_LIMIT", { side: "SELL", stopPrice: at(price, 0.8), price: at(price, 0.79), timeInForce: "GTC" }],
    ["TAKE_PROFIT", { side: "SELL", stopPrice: at(price, 1.2) }],
    ["TAKE_PROFIT_LIMIT", { side: "SELL", stopPrice: at(price, 1.2), price: at(price, 1.19), timeInForce: "GTC" }],
  ];
  for (const [type, more] of kinds)
    await call(`rest submitNewOrder ${type}`, async () => {
      const numbers = Object.fromEntries(Object.entries(more).map(
        ([name, value]) => [name, /rice$/.test(name) ? Number(value) : value]));
      const { orderId } = await rest.submitNewOrder({ symbol, type, quantity: 0.01, ...numbers });
      isOrder(await rest.getOrder({ symbol, orderId }), { type, status: "NEW" });
    });
  await call("rest cancelAllSymbolOrders", async () =>
    assert.equal((await rest.cancelAllSymbolOrders({ symbol })).length, kinds.length));
  await call("rest submitNewOrderList OCO", async () => {
    const list = await rest.submitNewOrderList({
      symbol, side: "SELL", quantity: 0.01, aboveType: "LIMIT_MAKER",
      abovePrice: Number(at(price, 1.2)), belowType: "STOP_LOSS", belowStopPrice: Number(at(price, 0.8)),
    });
    assert.equal((await rest.getOCO({ orderListId: list.orderListId })).listOrderStatus, "EXECUTING");
    assert.equal((await rest.getAllOpenOCO()).length, 1);
    assert.equal((await rest.cancelOCO({ symbol, orderListId: list.orderListId })).listOrderStatus,
      "ALL_DONE");
  });
  await call("rest submitNewOCO", async () => {
    const list = await rest.submitNewOCO({
      symbol, side: "SELL", quantity: 0.01, price: Number(at(price, 1.2)),
      stopPrice: Number(at(price, 0.8)), stopLimitPrice: Number(at(price, 0.79)),
      stopLimitTimeInForce: "GTC",
    });
    await rest.cancelOCO({ symbol, orderListId: list.orderListId });
  });
  const working = {
    symbol, workingType: "LIMIT", workingSide: "BUY", workingPrice: Number(at(price, 0.8)),
    workingQuantity: 0.01, workingTimeInForce: "GTC", pendingSide: "SELL",
  };
  const one = { pendingType: "LIMIT_MAKER", pendingPrice: Number(at(price, 1.2)) };
  const two = {
    pendingAboveType: "LIMIT_MAKER", pendingAbovePrice: Number(at(price, 1.2)),
    pendingBelowType: "STOP_LOSS", pendingBelowStopPrice: Number(at(price, 0.7)),
  };
  const lists = [
    ["OTO", { ...one, pendingQuantity: 0.005 }, 2], ["OTOCO", { ...two, pendingQuantity: 0.005 }, 3],
    ["OPO", one, 2], ["OPOCO", two, 3],
  ];
  for (const [kind, more, orders] of lists)
    await call(`rest submitNewOrderList${kind}`, async () => {
      const list = await rest[`submitNewOrderList${kind}`]({ ...working, ...more });
      assert.equal(list.orders.length, orders);
      await rest.cancelOCO({ symbol, orderListId: list.orderListId });
    });
  await call("rest getAllOCO", async () => assert.ok((await rest.getAllOCO()).length >= 6));
}

async function restAccount() {
  await call("rest getAccountInformation", async () =>
    assert.equal((await rest.getAccountInformation()).canTrade, true));
  await call("rest getAccountTradeList", async () =>
    isDecimal((await rest.getAccountTradeList({ symbol }))[0].commission));
  await call("rest getAllOrders", async () =>
    assert.ok((await rest.getAllOrders({ symbol })).length >= 8));
  await call("rest getOrderRateLimit", async () =>
    assert.equal((await rest.getOrderRateLimit())[0].rateLimitType, "ORDERS"));
  await call("rest getCommissionRates", async () =>
    isDecimal((await rest.getCommissionRates({ symbol })).standardCommission.maker));
  await call("rest getApiKeyPermissions", async () =>
    assert.equal((await rest.getApiKeyPermissions()).enableWithdrawals, false));
  await call("rest wrong secret", () => refused(
    new MainClient({ ...keys, api_secret: "wrong", baseUrl: world.url }).getAccountInformation(),
    -1022, codeOf));
}

async function websocketApi(name, credentials) {
  const events = new Inbox();
  const api = new WebsocketAPIClient({ ...credentials, wsUrl: world.websocket, attachEventListeners: false }, quiet);
  api.getWSClient().on("message", (event) => events.push(event.event ?? event));
  api.getWSClient().on("exception", () => {});
  const price = await market();
  const order = (more) => ({
    symbol, side: "BUY", type: "LIMIT", timeInForce: "GTC", quantity: "0.01", price: at(price, 0.8),
    timestamp: Date.now(), ...more,
  });
  const signed = (more) => ({ symbol, timestamp: Date.now(), ...more });
  const result = async (answer) => (await answer).result;
  let resting;
  await call(`${name} testSpotConnectivity`, async () =>
    assert.deepEqual(await result(api.testSpotConnectivity()), {}));
  await call(`${name} getSpotServerTime`, async () =>
    assert.ok((await result(api.getSpotServerTime())).serverTime));
  const readers = {
    getSpotExchangeInfo: { symbol }, getSpotOrderBook: { symbol, limit: 5 },
    getSpotRecentTrades: { symbol, limit: 2 }, getSpotHistoricalTrades: { symbol, limit: 2 },
    getSpotAggregateTrades: { symbol, limit: 2 }, getSpotKlines: { symbol, interval: "1m", limit: 2 },
    getSpotUIKlines: { symbol, interval: "1m", limit: 2 }, getSpotAveragePrice: { symbol },
    getSpot24hrTicker: { symbol }, getSpotTradingDayTicker: { symbol }, getSpotTicker: { symbol },
    getSpotSymbolPriceTicker: { symbol }, getSpotSymbolOrderBookTicker: { symbol },
  };
  for (const [reader, parameters] of Object.entries(readers))
    await call(`${name} ${reader}`, async () =>
      assert.equal(typeof await result(api[reader](parameters)), "object"));
  await call(`${name} subscribeUserDataStream`, () => api.subscribeUserDataStream(WS_KEY_MAP.mainWSAPI));
  await call(`${name} testSpotOrder`, async () => assert.ok(await result(api.testSpotOrder(order()))));
  await call(`${name} submitNewSpotOrder`, async () => {
    resting = await result(api.submitNewSpotOrder(order()));
    isOrder(resting, { status: "NEW" });
  });
  await call(`${name} executionReport NEW`, async () =>
    assert.equal((await events.next((event) => event.e === "executionReport")).i, resting.orderId));
  await call(`${name} getSpotOrderStatus`, async () =>
    isOrder(await result(api.getSpotOrderStatus(signed({ orderId: resting.orderId }))),
      { status: "NEW" }));
  await call(`${name} getSpotOpenOrders`, async () =>
    assert.equal((await result(api.getSpotOpenOrders(signed()))).length, 1));
  await call(`${name} cancelReplaceSpotOrder`, async () => {
    const both = await result(api.cancelReplaceSpotOrder(order({
      cancelReplaceMode: "STOP_ON_FAILURE", cancelOrderId: resting.orderId, price: at(price, 0.81),
    })));
    resting = both.newOrderResponse;
  });
  await call(`${name} cancelSpotOrder`, async () =>
    isOrder(await result(api.cancelSpotOrder(signed({ orderId: resting.orderId }))),
      { status: "CANCELED" }));
  await call(`${name} executionReport CANCELED`, async () =>
    assert.equal((await events.next((event) =>
      event.x === "CANCELED" && event.i === resting.orderId)).C, resting.clientOrderId));
  await call(`${name} placeSpotOCOOrderList`, async () => {
    const list = await result(api.placeSpotOCOOrderList({
      symbol, side: "SELL", quantity: "0.01", aboveType: "LIMIT_MAKER", abovePrice: at(price, 1.2),
      belowType: "STOP_LOSS", belowStopPrice: at(price, 0.8), timestamp: Date.now(),
    }));
    assert.equal((await result(api.cancelSpotOrderList(signed({ orderListId: list.orderListId }))))
      .listOrderStatus, "ALL_DONE");
  });
  await call(`${name} listStatus`, async () =>
    assert.equal((await events.next((event) => event.e === "listStatus")).c, "OCO"));
  const lookers = {
    getSpotAccountInformation: {}, getSpotOrderRateLimits: {}, getSpotAllOrders: { symbol },
    getSpotAllOrderLists: {}, getSpotMyTrades: { symbol }, getSpotAccountCommission: { symbol },
    getSpotOpenOrderLists: {},
  };
  for (const [looker, parameters] of Object.entries(lookers))
    await call(`${name} ${looker}`, async () =>
      assert.equal(typeof await result(api[looker]({ ...parameters, timestamp: Date.now() })), "object"));
  api.disconnectAll();
}

async function streams() {
  const events = new Inbox();
  const client = new WebsocketClient({ wsUrl: world.websocket }, quiet);
  client.on("message", (event) => events.push(event));
  client.on("exception", () => {});
  const lower = symbol.toLowerCase();
  const topics = {
    [`${lower}@trade`]: "trade", [`${lower}@aggTrade`]: "aggTrade", [`${lower}@kline_1m`]: "kline",
    [`${lower}@miniTicker`]: "24hrMiniTicker", [`${lower}@ticker`]: "24hrTicker",
    [`${lower}@depth@100ms`]: "depthUpdate", [`${lower}@bookTicker`]: "bookTicker", [`${lower}@avgPrice`]: "avgPrice",
  };
  for (const [topic, kind] of Object.entries(topics))
    await call(`stream ${topic}`, async () => {
      await client.subscribe([topic], WS_KEY_MAP.main);
      const event = await events.next((each) => (each.data ?? each).e === kind, kind);
      assert.equal((event.data ?? event).s, symbol);
      await client.unsubscribe([topic], WS_KEY_MAP.main);
    });
  client.closeAll(true);
}

await restMarketData();
await restOrders();
await restAccount();
await websocketApi("ws-api signed", keys);
await websocketApi("ws-api session", { api_key: world.ed25519.key, api_secret: world.ed25519.pem });
await streams();
process.exit(0);
