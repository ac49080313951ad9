/**
 * A zstd archive for tests: Node 20 cannot write one. Made with `zstd -19 --check` from three lines
 * `{"model":"gpt-5.4","tokens":100}`, 101 and 102, each ended by a newline.
 */
export const ZSTD = {
  tokens: [100, 101, 102],
  whole: Buffer.from('KLUv/QRofQEAVAJ7Im1vZGVsIjoiZ3B0LTUuNCIsInRva2VucyI6MTAwfQoxMn0KAgAAFyGiegInnzhi', 'base64'),
};
