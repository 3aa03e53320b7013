// Binance's own connector, @binance/spot.

import { assert, at, call, Inbox, isDecimal, isOrder, refused, require, symbol, world } from "./harness.mjs";

const { Spot } = require("@binance/spot");
const client = new Spot({
  configurationRestAPI: { apiKey: world.key, apiSecret: world.secret, basePath: world.url, retries: 0 },
  configurationWebsocketAPI: {
    apiKey: world.ed25519.key, privateKey: world.ed25519.pem, wsURL: `${world.websocket}/ws-api/v3`,
  },
  configurationWebsocketStreams: { wsURL: `${world.websocket}/stream` },
});
const rest = client.restAPI;
const data = async (answer) => (await answer).data();
const codeOf = (fault) => fault.code ?? fault.errorCode ?? Number(/-\d{4}/.exec(fault.message)?.[0]);
const limit = (price, more = {}) => ({
  symbol, side: "BUY", type: "LIMIT", timeInForce: "GTC", quantity: 0.01, price: Number(price), ...more,
});

async function market() {
  return (await data(rest.tickerPrice({ symbol }))).price;
}

async function restMarketData() {
  await call("rest ping", async () => assert.deepEqual(await data(rest.ping()), {}));
  await call("rest time", async () => assert.ok(Number((await data(rest.time())).serverTime) > 1.7e12));
  await call("rest exchangeInfo", async () => {
    const info = await data(rest.exchangeInfo({ symbol }));
    assert.equal(info.symbols[0].symbol, symbol);
    assert.ok(info.symbols[0].filters.some((filter) => filter.filterType === "LOT_SIZE"));
  });
  await call("rest depth", async () => {
    const book = await data(rest.depth({ symbol, limit: 10 }));
    assert.ok(Number(book.bids[0][0]) < Number(book.asks[0][0]));
    isDecimal(...book.bids[0], ...book.asks[0]);
  });
  await call("rest trades", async () =>
    isDecimal((await data(rest.getTrades({ symbol, limit: 5 })))[0].price));
  await call("rest historicalTrades", async () =>
    assert.equal((await data(rest.historicalTrades({ symbol, limit: 2 }))).length, 2));
  await call("rest aggTrades", async () =>
    isDecimal((await data(rest.aggTrades({ symbol, limit: 5 })))[0].p));
  for (const name of ["klines", "uiKlines"])
    await call(`rest ${name}`, async () => {
      const rows = await data(rest[name]({ symbol, interval: "1m", limit: 3 }));
      assert.equal(rows[0].length, 12);
      isDecimal(rows[0][1], rows[0][5]);
    });
  await call("rest avgPrice", async () => isDecimal((await data(rest.avgPrice({ symbol }))).price));
  await call("rest ticker24hr", async () =>
    isDecimal((await data(rest.ticker24hr({ symbol }))).lastPrice));
  await call("rest tickerTradingDay", async () =>
    isDecimal((await data(rest.tickerTradingDay({ symbol }))).openPrice));
  await call("rest ticker", async () =>
    isDecimal((await data(rest.ticker({ symbol, windowSize: "1h" }))).lastPrice));
  await call("rest tickerPrice", async () => isDecimal(await market()));
  await call("rest tickerBookTicker", async () =>
    isDecimal((await data(rest.tickerBookTicker({ symbol }))).bidPrice));
  await call("rest executionRules", async () =>
    assert.ok(await data(rest.executionRules({ symbol }))));
  await call("rest unknown symbol", () => refused(rest.depth({ symbol: "NOSUCH" }), -1121, codeOf));
}

async function restOrders() {
  const price = await market();
  let resting;
  await call("rest orderTest", async () =>
    assert.ok(await data(rest.orderTest(limit(at(price, 0.8))))));
  await call("rest newOrder LIMIT", async () => {
    resting = await data(rest.newOrder(limit(at(price, 0.8))));
    isOrder(resting, { symbol, status: "NEW", type: "LIMIT", side: "BUY" });
    assert.deepEqual(resting.fills, []);
  });
  await call("rest getOrder", async () =>
    isOrder(await data(rest.getOrder({ symbol, orderId: resting.orderId })),
      { clientOrderId: resting.clientOrderId, isWorking: true, origQty: "0.01000000" }));
  await call("rest getOpenOrders", async () =>
    assert.ok((await data(rest.getOpenOrders({ symbol }))).some((o) => o.orderId === resting.orderId)));
  await call("rest orderAmendKeepPriority", async () => {
    const amended = await data(rest.orderAmendKeepPriority(
      { symbol, orderId: resting.orderId, newQty: 0.005 }));
    assert.equal(amended.amendedOrder.qty, "0.00500000");
  });
  await call("rest orderAmendments", async () =>
    assert.equal((await data(rest.orderAmendments({ symbol, orderId: resting.orderId })))[0].newQty,
      "0.00500000"));
  await call("rest orderCancelReplace", async () => {
    const both = await data(rest.orderCancelReplace({
      ...limit(at(price, 0.81)), cancelReplaceMode: "STOP_ON_FAILURE", cancelOrderId: resting.orderId,
    }));
    assert.equal(both.cancelResult, "SUCCESS");
    resting = both.newOrderResponse;
  });
  await call("rest deleteOrder", async () =>
    isOrder(await data(rest.deleteOrder({ symbol, orderId: resting.orderId })), { status: "CANCELED" }));
  await call("rest deleteOrder again", () =>
    refused(rest.deleteOrder({ symbol, orderId: resting.orderId }), -2011, codeOf));
  await call("rest newOrder MARKET buy by quote", async () => {
    const bought = await data(rest.newOrder(
      { symbol, side: "BUY", type: "MARKET", quoteOrderQty: 500 }));
    isOrder(bought, { status: "FILLED", type: "MARKET" });
    isDecimal(bought.fills[0].price, bought.fills[0].commission);
  });
  await call("rest newOrder MARKET sell", async () =>
    isOrder(await data(rest.newOrder({ symbol, side: "SELL", type: "MARKET", quantity: 0.002 })),
      { status: "FILLED" }));
  await call("rest newOrder LIMIT IOC", async () =>
    isOrder(await data(rest.newOrder(limit(at(price, 0.8), { timeInForce: "IOC" }))),
      { status: "EXPIRED" }));
  await call("rest newOrder LIMIT FOK", async () =>
    isOrder(await data(rest.newOrder(limit(at(price, 1.1), { timeInForce: "FOK" }))),
      { status: "FILLED" }));
  await call("rest newOrder iceberg", async () =>
    isOrder(await data(rest.newOrder(limit(at(price, 0.8), { icebergQty: 0.002 }))),
      { status: "NEW" }));
  const kinds = [
    ["LIMIT_MAKER", { side: "BUY", price: at(price, 0.8) }],
    ["STOP_LOSS", { side: "SELL", stopPrice: at(price, 0.8) }],
    ["STOP_LOSS_LIMIT", { side: "SELL", stopPrice: at(price, 0.8), price: at(price, 0.79), timeInForce: "GTC" }],
    ["TAKE_PROFIT", { side: "SELL", stopPrice: at(price, 1.2) }],
    ["TAKE_PROFIT_LIMIT", { side: "SELL", stopPrice: at(price, 1.2), price: at(price, 1.19), timeInForce: "GTC" }],
  ];
  for (const [type, more] of kinds)
    await call(`rest newOrder ${type}`, async () => {
      const numbers = Object.fromEntries(Object.entries(more).map(
        ([name, value]) => [name, /rice$/.test(name) ? Number(value) : value]));
      const order = await data(rest.newOrder({ symbol, type, quantity: 0.01, ...numbers }));
      assert.ok(order.orderId > 0);
      isOrder(await data(rest.getOrder({ symbol, orderId: order.orderId })), { type, status: "NEW" });
    });
  await call("rest newOrder trailing STOP_LOSS", async () =>
    assert.ok((await data(rest.newOrder(
      { symbol, side: "SELL", type: "STOP_LOSS", quantity: 0.01, trailingDelta: 2000 }))).orderId));
  await call("rest deleteOpenOrders", async () => {
    assert.ok((await data(rest.deleteOpenOrders({ symbol }))).length >= 7);
    assert.deepEqual(await data(rest.getOpenOrders({ symbol })), []);
  });
  await call("rest newOrder too small", () =>
    refused(rest.newOrder(limit(at(price, 0.8), { quantity: 0.00001 })), -1013, codeOf));
  await call("rest newOrder too large", () =>
    refused(rest.newOrder(limit(at(price, 0.8), { quantity: 150 })), -2010, codeOf));
}

async function restLists() {
  const price = await market();
  const lists = [
    ["orderListOco", {
      side: "SELL", quantity: 0.01, aboveType: "LIMIT_MAKER", abovePrice: Number(at(price, 1.2)),
      belowType: "STOP_LOSS", belowStopPrice: Number(at(price, 0.8)),
    }, 2],
    ["orderOco", {
      side: "SELL", quantity: 0.01, price: Number(at(price, 1.2)), stopPrice: Number(at(price, 0.8)),
    }, 2],
    ["orderListOto", {
      workingType: "LIMIT", workingSide: "BUY", workingPrice: Number(at(price, 0.8)),
      workingQuantity: 0.01, workingTimeInForce: "GTC", pendingType: "LIMIT_MAKER",
      pendingSide: "SELL", pendingPrice: Number(at(price, 1.2)), pendingQuantity: 0.005,
    }, 2],
    ["orderListOtoco", {
      workingType: "LIMIT", workingSide: "BUY", workingPrice: Number(at(price, 0.8)),
      workingQuantity: 0.01, workingTimeInForce: "GTC", pendingSide: "SELL", pendingQuantity: 0.005,
      pendingAboveType: "LIMIT_MAKER", pendingAbovePrice: Number(at(price, 1.2)),
      pendingBelowType: "STOP_LOSS", pendingBelowStopPrice: Number(at(price, 0.7)),
    }, 3],
    ["orderListOpo", {
      workingType: "LIMIT", workingSide: "BUY", workingPrice: Number(at(price, 0.8)),
      workingQuantity: 0.01, workingTimeInForce: "GTC", pendingType: "LIMIT_MAKER",
      pendingSide: "SELL", pendingPrice: Number(at(price, 1.2)),
    }, 2],
    ["orderListOpoco", {
      workingType: "LIMIT", workingSide: "BUY", workingPrice: Number(at(price, 0.8)),
      workingQuantity: 0.01, workingTimeInForce: "GTC", pendingSide: "SELL",
      pendingAboveType: "LIMIT_MAKER", pendingAbovePrice: Number(at(price, 1.2)),
      pendingBelowType: "STOP_LOSS", pendingBelowStopPrice: Number(at(price, 0.7)),
    }, 3],
  ];
  for (const [name, parameters, orders] of lists) {
    let list;
    await call(`rest ${name}`, async () => {
      list = await data(rest[name]({ symbol, ...parameters }));
      assert.equal(list.orders.length, orders);
      assert.equal(list.listOrderStatus, "EXECUTING");
    });
    if (name === "orderListOco") {
      await call("rest getOrderList", async () =>
        assert.equal((await data(rest.getOrderList({ orderListId: list.orderListId }))).contingencyType,
          "OCO"));
      await call("rest openOrderList", async () =>
        assert.equal((await data(rest.openOrderList())).length, 1));
    }
    await call(`rest deleteOrderList of ${name}`, async () => {
      const ended = await data(rest.deleteOrderList({ symbol, orderListId: list.orderListId }));
      assert.equal(ended.listOrderStatus, "ALL_DONE");
    });
  }
  await call("rest allOrderList", async () =>
    assert.ok((await data(rest.allOrderList())).length >= lists.length));
}

async function restAccount() {
  await call("rest getAccount", async () => {
    const account = await data(rest.getAccount({ omitZeroBalances: true }));
    assert.equal(account.canTrade, true);
    isDecimal(account.balances.find((balance) => balance.asset === "USDT").free);
  });
  await call("rest accountCommission", async () =>
    isDecimal((await data(rest.accountCommission({ symbol }))).standardCommission.taker));
  await call("rest myTrades", async () => {
    const trades = await data(rest.myTrades({ symbol }));
    assert.ok(trades.length >= 2);
    isDecimal(trades[0].qty, trades[0].commission);
  });
  await call("rest allOrders", async () =>
    assert.ok((await data(rest.allOrders({ symbol }))).length >= 10));
  await call("rest rateLimitOrder", async () =>
    assert.equal((await data(rest.rateLimitOrder()))[0].rateLimitType, "ORDERS"));
  await call("rest myFilters", async () => assert.ok(await data(rest.myFilters({ symbol }))));
  await call("rest myAllocations", async () =>
    assert.deepEqual(await data(rest.myAllocations({ symbol })), []));
  await call("rest myPreventedMatches", async () =>
    assert.deepEqual(await data(rest.myPreventedMatches({ symbol, preventedMatchId: 1 })), []));
}

async function websocketApi() {
  const connection = await client.websocketAPI.connect();
  const result = async (answer) => (await answer).data;
  const events = new Inbox();
  const price = await market();
  const order = (more) => ({
    symbol, side: "BUY", type: "LIMIT", timeInForce: "GTC", quantity: 0.01,
    price: Number(at(price, 0.8)), ...more,
  });
  let resting;
  await call("ws-api sessionLogon", async () =>
    assert.equal((await result(connection.sessionLogon()))?.apiKey ??
      (await result(connection.sessionStatus())).apiKey, world.ed25519.key));
  await call("ws-api sessionStatus", async () =>
    assert.equal((await result(connection.sessionStatus())).apiKey, world.ed25519.key));
  await call("ws-api userDataStreamSubscribe", async () => {
    const { stream } = await connection.userDataStreamSubscribe();
    stream.on("message", (event) => events.push(event));
  });
  await call("ws-api sessionSubscriptions", async () =>
    assert.equal((await result(connection.sessionSubscriptions())).length, 1));
  await call("ws-api ping", async () => assert.deepEqual(await result(connection.ping()), {}));
  await call("ws-api time", async () => assert.ok((await result(connection.time())).serverTime));
  const readers = {
    exchangeInfo: { symbol }, depth: { symbol, limit: 5 }, klines: { symbol, interval: "1m", limit: 2 },
    uiKlines: { symbol, interval: "1m", limit: 2 }, avgPrice: { symbol }, ticker24hr: { symbol },
    ticker: { symbol }, tickerTradingDay: { symbol }, tickerPrice: { symbol }, tickerBook: { symbol },
    tradesRecent: { symbol, limit: 2 }, tradesHistorical: { symbol, limit: 2 },
    tradesAggregate: { symbol, limit: 2 }, accountStatus: {}, accountCommission: { symbol },
    accountRateLimitsOrders: {}, openOrdersStatus: { symbol }, allOrders: { symbol },
    openOrderListsStatus: {}, allOrderLists: {}, myTrades: { symbol }, myAllocations: { symbol },
    myFilters: { symbol }, executionRules: { symbol },
  };
  for (const [name, parameters] of Object.entries(readers))
    await call(`ws-api ${name}`, async () =>
      assert.equal(typeof await result(connection[name](parameters)), "object"));
  await call("ws-api orderTest", async () => assert.ok(await result(connection.orderTest(order()))));
  await call("ws-api orderPlace", async () => {
    resting = await result(connection.orderPlace(order()));
    isOrder(resting, { status: "NEW" });
  });
  await call("user data executionReport NEW", async () => {
    const report = await events.next(
      (event) => event.e === "executionReport" && event.i === resting.orderId, "NEW");
    assert.equal(report.x, "NEW");
    assert.equal(report.c, resting.clientOrderId);
  });
  await call("user data outboundAccountPosition", async () =>
    assert.ok((await events.next((event) => event.e === "outboundAccountPosition")).B.length > 0));
  await call("ws-api orderStatus", async () =>
    isOrder(await result(connection.orderStatus({ symbol, orderId: resting.orderId })),
      { status: "NEW" }));
  await call("ws-api orderAmendKeepPriority", async () =>
    assert.equal((await result(connection.orderAmendKeepPriority(
      { symbol, orderId: resting.orderId, newQty: 0.005 }))).amendedOrder.qty, "0.00500000"));
  await call("ws-api orderCancelReplace", async () => {
    const both = await result(connection.orderCancelReplace({
      ...order({ price: Number(at(price, 0.81)) }), cancelReplaceMode: "STOP_ON_FAILURE",
      cancelOrderId: resting.orderId,
    }));
    resting = both.newOrderResponse;
    assert.equal(both.newOrderResult, "SUCCESS");
  });
  await call("ws-api orderCancel", async () =>
    isOrder(await result(connection.orderCancel({ symbol, orderId: resting.orderId })),
      { status: "CANCELED" }));
  await call("user data executionReport CANCELED", async () => {
    const report = await events.next((event) =>
      event.e === "executionReport" && event.x === "CANCELED" && event.i === resting.orderId);
    assert.equal(report.C, resting.clientOrderId);
  });
  await call("ws-api orderListPlaceOco", async () => {
    const list = await result(connection.orderListPlaceOco({
      symbol, side: "SELL", quantity: 0.01, aboveType: "LIMIT_MAKER",
      abovePrice: Number(at(price, 1.2)), belowType: "STOP_LOSS", belowStopPrice: Number(at(price, 0.8)),
    }));
    assert.equal(list.orders.length, 2);
    assert.equal((await result(connection.orderListStatus({ orderListId: list.orderListId })))
      .listOrderStatus, "EXECUTING");
    assert.equal((await result(connection.orderListCancel({ symbol, orderListId: list.orderListId })))
      .listOrderStatus, "ALL_DONE");
  });
  await call("user data listStatus", async () =>
    assert.equal((await events.next((event) => event.e === "listStatus")).c, "OCO"));
  await call("ws-api orderPlace MARKET", async () =>
    isOrder(await result(connection.orderPlace({ symbol, side: "BUY", type: "MARKET", quantity: 0.01 })),
      { status: "FILLED" }));
  await call("user data executionReport TRADE", async () =>
    isDecimal((await events.next((event) => event.x === "TRADE")).L));
  await call("ws-api openOrdersCancelAll", async () => {
    await connection.orderPlace(order());
    assert.equal((await result(connection.openOrdersCancelAll({ symbol }))).length, 1);
  });
  await call("ws-api sessionLogout", async () =>
    assert.equal((await result(connection.sessionLogout()))?.apiKey ??
      (await result(connection.sessionStatus())).apiKey, null));
  await connection.disconnect();
}

async function streams() {
  const connection = await client.websocketStreams.connect();
  const lower = symbol.toLowerCase();
  const kinds = {
    trade: [{ symbol: lower }, (event) => event.e === "trade"],
    aggTrade: [{ symbol: lower }, (event) => event.e === "aggTrade"],
    kline: [{ symbol: lower, interval: "1m" }, (event) => event.k.i === "1m"],
    bookTicker: [{ symbol: lower }, (event) => Number(event.b) < Number(event.a)],
    miniTicker: [{ symbol: lower }, (event) => event.e === "24hrMiniTicker"],
    ticker: [{ symbol: lower }, (event) => event.e === "24hrTicker"],
    rollingWindowTicker: [{ symbol: lower, windowSize: "1h" }, (event) => event.e === "1hTicker"],
    avgPrice: [{ symbol: lower }, (event) => event.e === "avgPrice"],
    diffBookDepth: [{ symbol: lower, updateSpeed: "100ms" }, (event) => event.u >= event.U],
    partialBookDepth: [{ symbol: lower, levels: "5", updateSpeed: "100ms" }, (event) => event.bids.length === 5],
    allMiniTicker: [{}, (event) => Array.isArray(event)],
  };
  for (const [name, [parameters, fits]] of Object.entries(kinds))
    await call(`stream ${name}`, async () => {
      const events = new Inbox();
      const stream = connection[name](parameters);
      stream.on("message", (event) => events.push(event));
      assert.ok(fits(await events.next(() => true, name)));
      await stream.unsubscribe();
    });
  await connection.disconnect();
}

for (const part of [restMarketData, restOrders, restLists, restAccount, websocketApi, streams])
  await part().catch((fault) => call(part.name, () => Promise.reject(fault)));
process.exit(0);
