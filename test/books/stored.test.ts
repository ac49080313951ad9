/** What the books keep comes back as what it was, whatever a log wrote into it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStored, storedReader, writeStored } from '../../src/books/stored.js';

const text = fc.oneof(fc.string(), fc.constantFrom('', '#', '#12', ':', '%', '{"%":[]}', '__proto__', 'numerator'));
const fraction = fc.record({ numerator: fc.bigInt(), denominator: fc.bigInt() });
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.bigInt(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fraction,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'numerator', 'denominator', 'prices'), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
  ),
}));

describe('stored values', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(readStored(writeStored(one))).toEqual(one);
      }),
    );
  });

  it('come back one after the other by the same reader, which knows equal ones again', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), (many) => {
        const read = storedReader();
        expect([...many, ...many].map((one) => read(writeStored(one)))).toEqual([...many, ...many]);
      }),
    );
  });

  it('tell text that looks like a number from a number', () => {
    expect(readStored(writeStored(['#12', 12n, ':#12']))).toEqual(['#12', 12n, ':#12']);
  });
});
