/**
 * The parts that a running command loads: everything that is too heavy for `--help`.
 */
import type { Parts } from './context.js';

export const shippedParts: Parts = {
  pipeline: () => import('../pipeline.js'),
  renderer: () => import('../render/index.js'),
};
