// Bare DuckDB as in read-json.mjs, but only the mean of the latency: shows what the quantiles cost.
import { printAggregate, WITH_MEAN } from './aggregate.mjs';
import { declaredColumns } from './columns.mjs';

await printAggregate(WITH_MEAN, declaredColumns(process.argv[2]));
