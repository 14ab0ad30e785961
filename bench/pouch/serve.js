// A PouchDB with the documents of a file (one JSON a line), over HTTP. Prints its port when all of them are in.
const fs = require("fs"), readline = require("readline"), express = require("express"), PouchDB = require("pouchdb");

(async () => {
  const [file, folder] = process.argv.slice(2);
  const Kept = PouchDB.defaults({ prefix: folder + "/" });
  const db = new Kept("vacancies");
  let batch = [];
  for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
    batch.push(JSON.parse(line));
    if (batch.length === 2000) { await db.bulkDocs(batch); batch = []; }
  }
  if (batch.length) await db.bulkDocs(batch);
  const app = express();
  app.use("/", require("express-pouchdb")(Kept, { mode: "minimumForPouchDB", logPath: folder + "/log.txt", inMemoryConfig: true }));
  const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
})();
