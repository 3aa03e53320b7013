// The AWS SDK for JavaScript v3 as a runner of the scenario; see boto3_runner.py for the lines.

import { createInterface } from "node:readline";
import { createRequire } from "node:module";

// The packages are installed beside package.json, in ../node.
const require = createRequire(new URL("../node/package.json", import.meta.url));
const packages = {
  secretsmanager: ["@aws-sdk/client-secrets-manager", "SecretsManagerClient"],
  sts: ["@aws-sdk/client-sts", "STSClient"],
  iam: ["@aws-sdk/client-iam", "IAMClient"],
  cloudwatch: ["@aws-sdk/client-cloudwatch", "CloudWatchClient"],
  logs: ["@aws-sdk/client-cloudwatch-logs", "CloudWatchLogsClient"],
  cloudtrail: ["@aws-sdk/client-cloudtrail", "CloudTrailClient"],
};
const clients = new Map();

function client(request) {
  const name = JSON.stringify([request.service, request.url, request.key]);
  if (!clients.has(name)) {
    const [module, type] = packages[request.service];
    const { key } = request;
    const credentials = key === "instance" ? {} : {
      credentials: {
        accessKeyId: key.AccessKeyId,
        secretAccessKey: key.SecretAccessKey,
        sessionToken: key.SessionToken,
      },
    };
    clients.set(name, new (require(module)[type])({
      region: request.region, endpoint: request.url, maxAttempts: 1, ...credentials,
    }));
  }
  return clients.get(name);
}

/// The input with times and bytes as the SDK takes them.
function typed(value) {
  if (Array.isArray(value)) return value.map(typed);
  if (value === null || typeof value !== "object") return value;
  if ("$time" in value) return new Date(value.$time);
  if ("$base64" in value) return Buffer.from(value.$base64, "base64");
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typed(item)]));
}

/// What JSON would say otherwise; a date has its own toJSON.
function plain(key, value) {
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

async function run(request) {
  const Command = require(packages[request.service][0])[`${request.operation}Command`];
  try {
    const { $metadata, ...result } = await client(request).send(new Command(typed(request.input)));
    return { code: "ok", result };
  } catch (fault) {
    if (fault.$metadata === undefined) return { code: "no service error", message: fault.stack };
    // The Query protocol's code as it came, where the SDK calls the exception otherwise.
    return { code: fault.Error?.Code ?? fault.name, message: fault.message };
  }
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(JSON.stringify(await run(JSON.parse(line)), plain) + "\n");
