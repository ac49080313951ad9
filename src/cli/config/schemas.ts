/**
 * The JSON Schemas that `config schema` prints: of the files that people write, and of what commands answer.
 */
import { z } from 'zod';
import { EntriesShape } from '../../books/entries.js';
import { usageError } from '../../core/errors.js';
import { nearest } from '../../core/suggest.js';
import { excerpt } from '../../core/text.js';
import { ScenarioShape } from '../../offers/scenario.js';
import { BookShape } from '../../pricing/book-schema.js';
import { VolumesShape } from '../../projection/volume-file.js';
import { PolicyShape } from '../../quality/policy.js';
import { RESULT_COMMANDS, resultJsonSchema } from '../../reports/schemas/index.js';
import { configSchema } from './schema.js';

const FILES: Readonly<Record<string, { readonly title: string; readonly schema: z.ZodType }>> = {
  config: { title: 'tollbook.yaml', schema: configSchema },
  prices: { title: 'tollbook price book', schema: BookShape },
  scenario: { title: 'tollbook scenario', schema: ScenarioShape },
  policy: { title: 'tollbook policy', schema: PolicyShape },
  entries: { title: 'tollbook entries', schema: EntriesShape },
  volumes: { title: 'tollbook volume file', schema: VolumesShape },
};

export function schemaNames(): readonly string[] {
  return [...Object.keys(FILES), ...RESULT_COMMANDS];
}

/** The schema as indented JSON. Throws a usage error for a name without one. */
export function schemaText(name: string): string {
  return `${JSON.stringify(schemaOf(name), null, 2)}\n`;
}

function schemaOf(name: string): Record<string, unknown> {
  const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (file) return fileSchema(file);
  if (RESULT_COMMANDS.includes(name)) return resultJsonSchema(name);
  const likely = nearest(name, schemaNames());
  throw usageError(
    `there is no schema named "${excerpt(name, 60)}"`,
    `${likely === undefined ? '' : `did you mean ${likely}? `}the names are ${schemaNames().join(', ')}`,
  );
}

function fileSchema({
  title,
  schema,
}: {
  readonly title: string;
  readonly schema: z.ZodType;
}): Record<string, unknown> {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    // A default that is an exact number has no spelling in JSON; it is left out.
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // tollbook reads every scalar of YAML as text, while an editor reads 15.00 as a number and true as a boolean.
      if (jsonSchema.type === 'string' && isNumeric(jsonSchema.pattern)) {
        Object.assign(jsonSchema, { type: ['string', 'number'] });
      }
      if (jsonSchema.enum?.includes('true')) {
        Object.assign(jsonSchema, { type: ['string', 'boolean'], enum: [...jsonSchema.enum, true, false] });
      }
    },
  });
  return { ...json, title };
}

function isNumeric(pattern: string | undefined): boolean {
  if (pattern === undefined) return false;
  const taken = new RegExp(pattern, 'u');
  return taken.test('1') && !taken.test('a');
}
