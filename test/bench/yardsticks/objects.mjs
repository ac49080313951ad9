// DuckDB through the reader that loses no line: objects, one transform, the same aggregate. What tollbook builds on.
import { printAggregate, WITH_QUANTILES } from './aggregate.mjs';
import { transformedObjects } from './columns.mjs';

await printAggregate(WITH_QUANTILES, transformedObjects(process.argv[2]));
