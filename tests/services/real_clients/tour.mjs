// Signs in with jsforce as a desktop program does, then does one thing with it.
//
// usage: node tour.mjs NAME; STANDIN holds {url, consumerKey, callback, ...} as JSON.
// Writes the address to sign in at as the first line of standard output, reads the code from standard input,
// and writes what it found as the last line, in JSON.

import { createInterface } from "node:readline/promises";
import jsforce from "jsforce";

const given = JSON.parse(process.env.STANDIN);

const oauth2 = new jsforce.OAuth2({
  loginUrl: given.url,
  clientId: given.consumerKey,
  redirectUri: given.callback,
  useVerifier: true,
});

async function signIn() {
  console.log(oauth2.getAuthorizationUrl({ scope: "api id refresh_token", state: "s" }));
  const lines = createInterface({ input: process.stdin });
  const code = (await lines[Symbol.asyncIterator]().next()).value;
  lines.close();
  const connection = new jsforce.Connection({ oauth2, version: "67.0" });
  const user = await connection.authorize(code);
  return { connection, user };
}

function standin(order) {
  return fetch(`${given.url}/standin/${order}`, { method: "POST", body: "{}" });
}

function numbered(count) {
  return Array.from({ length: count }, (_, number) => ({ [given.key]: `n${number}` }));
}

async function refusal(work) {
  try {
    await work();
  } catch (error) {
    return { name: error.name, code: error.errorCode ?? null, message: error.message };
  }
  return null;
}

const tours = {
  async signIn({ connection, user }) {
    return { user, identity: await connection.identity(), hasRefreshToken: Boolean(connection.refreshToken) };
  },

  async refresh({ connection }) {
    const before = connection.accessToken;
    let announced = 0;
    connection.on("refresh", () => (announced += 1));
    await standin("expire-sessions");
    const found = await connection.query("SELECT Id FROM User LIMIT 1");
    return { found: found.records.length, announced, renewed: connection.accessToken !== before };
  },

  async revoke({ connection }) {
    const token = connection.accessToken;
    await connection.logout(true);
    const gone = new jsforce.Connection({ instanceUrl: given.url, accessToken: token, version: "67.0" });
    return { refusal: await refusal(() => gone.query("SELECT Id FROM User")) };
  },

  async describe({ connection }) {
    const object = await connection.describe(given.object);
    const all = await connection.describeGlobal();
    return { fields: object.fields.map((field) => field.name), objects: all.sobjects.map((entry) => entry.name) };
  },

  async queryMore({ connection }) {
    const made = await connection.sobject(given.object).create(numbered(2100), { allowRecursive: true });
    const soql = `SELECT Id, ${given.key} FROM ${given.object}`;
    const first = await connection.query(soql);
    const rest = await connection.queryMore(first.nextRecordsUrl);
    const all = await connection.query(soql, { autoFetch: true, maxFetch: 10000 });
    const keys = [...first.records, ...rest.records].map((record) => record[given.key]);
    const pages = [first.records.length, rest.records.length];
    return { made: made.length, pages, different: new Set(keys).size, all: all.records.length };
  },

  async collections({ connection }) {
    const cards = connection.sobject(given.object);
    const bad = { [given.key]: "x".repeat(65) };
    const made = await cards.create([...numbered(2), bad]);
    const changed = await cards.update(made.slice(0, 2).map(({ id }) => ({ Id: id, [given.text]: "changed" })));
    const upserted = await cards.upsert(numbered(3).map((row) => ({ ...row, [given.text]: "again" })), given.key);
    const read = await cards.retrieve(upserted.map(({ id }) => id));
    const strict = await cards.create([{ [given.key]: "new" }, bad], { allOrNone: true });
    const deleted = await cards.destroy(upserted.map(({ id }) => id));
    return {
      made: made.map(({ success, errors }) => [success, errors.map(({ statusCode }) => statusCode)]),
      changed: changed.map(({ success }) => success),
      created: upserted.map(({ created }) => created),
      read: read.map((record) => record[given.text]),
      strict: strict.map(({ errors }) => errors[0].statusCode),
      deleted: deleted.map(({ success }) => success),
    };
  },

  async bulk2({ connection }) {
    connection.bulk2.pollInterval = 20;
    const input = [...numbered(300), { [given.key]: "x".repeat(65) }];
    const loaded = await connection.bulk2.loadAndWaitForResults({
      object: given.object,
      operation: "upsert",
      externalIdFieldName: given.key,
      input,
    });
    const stream = await connection.bulk2.query(`SELECT Id, ${given.key} FROM ${given.object}`, { pollInterval: 20 });
    const rows = await stream.toArray();
    return {
      successful: loaded.successfulResults.length,
      created: loaded.successfulResults[0].sf__Created,
      failed: loaded.failedResults.map((row) => row.sf__Error.split(":")[0]),
      unprocessed: loaded.unprocessedRecords.length,
      queried: new Set(rows.map((row) => row[given.key])).size,
    };
  },

  async deploy({ connection }) {
    connection.metadata.pollInterval = 20;
    const zip = Buffer.from(given.zip, "base64");
    const options = { rollbackOnError: true, singlePackage: true };
    const { id } = await connection.metadata.deployRest(zip, options);
    let byRest;
    do byRest = await connection.metadata.checkDeployStatus(id, true, true);
    while (!byRest.done);
    const bySoap = await connection.metadata.deploy(zip, options).complete(true);
    return { byRest, bySoap };
  },

  async composite({ connection }) {
    const path = `/services/data/v67.0/sobjects`;
    const answer = await connection.requestPost("/services/data/v67.0/composite", {
      allOrNone: true,
      compositeRequest: [
        { method: "POST", url: `${path}/Account`, referenceId: "a", body: { Name: "a" } },
        { method: "POST", url: `${path}/Contact`, referenceId: "c", body: { LastName: "b", AccountId: "@{a.id}" } },
      ],
    });
    return answer.compositeResponse.map((entry) => entry.httpStatusCode);
  },
};

const found = await tours[process.argv[2]](await signIn());
console.log(JSON.stringify(found));
