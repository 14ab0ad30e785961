// Replicates the database at an address into an empty one in a folder; prints the seconds it took and how many came.
const PouchDB = require("pouchdb");

(async () => {
  const [url, folder, batch] = process.argv.slice(2);
  const local = new PouchDB(folder + "/copy");
  const began = process.hrtime.bigint();
  const told = await PouchDB.replicate(url, local, { batch_size: Number(batch) });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  console.log(JSON.stringify({ seconds, docs: told.docs_written }));
  process.exit(0);
})();
