// Bare DuckDB: the fields of a flat log as a table of a database, through the reader that loses no line. No account, no duplicates.
//
//   node flat-table.mjs LOG DATABASE
import { DuckDBInstance } from '@duckdb/node-api';
import { transformedObjects } from './columns.mjs';

const [log, database] = process.argv.slice(2);
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
await connection.run(`create table calls as select * from ${transformedObjects(log)}`);
connection.closeSync();
instance.closeSync();
console.log('[]');
