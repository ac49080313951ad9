// Bare DuckDB: `read_json` with declared columns and the aggregate of `tollbook usage --by model`.
import { printAggregate, WITH_QUANTILES } from './aggregate.mjs';
import { declaredColumns } from './columns.mjs';

await printAggregate(WITH_QUANTILES, declaredColumns(process.argv[2]));
