/**
 * The version that `--version` prints: the package's own.
 */
export { packageVersion } from '../core/version.js';
