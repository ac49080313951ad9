/**
 * The way an export ends: rows to a file or to standard output as they come, notes to standard error, and an exit code.
 */
import type { ExportChoice, ExportFormat, Surroundings } from '../core/question.js';
import { exitCodeOf, surroundingsOf, tellNotes } from './answer.js';
import { loadSettings, type Settings } from './config/settings.js';
import type { CommandContext } from './context.js';
import { type ExportOptions, readExport } from './options/export.js';
import { type LedgerOptions, readPatience } from './options/source.js';
import type { Answer, Pipeline } from './pipeline-types.js';

type Ask = (pipeline: Pipeline, choice: ExportChoice, surroundings: Surroundings) => Promise<Answer>;

/** As answerWith, for rows instead of a report. `defaultFormat` is what standard output gets where no format is asked for. */
export async function exportWith(
  context: CommandContext,
  options: ExportOptions & LedgerOptions,
  defaultFormat: ExportFormat,
  prepare: (settings: Settings) => Ask,
): Promise<number> {
  const { effects, progress } = context;
  const settings = await loadSettings(options, effects);
  const { format, file, partition } = readExport(options, effects, defaultFormat);
  const patience = readPatience(options, effects);
  const ask = prepare(settings);
  const isQuiet = options.quiet === true;
  if (isQuiet) progress.silence();
  const pipeline = await context.parts.pipeline();
  const choice: ExportChoice = {
    format,
    file,
    partition,
    write: async (bytes) => {
      progress.end();
      if (!context.isInterrupted()) await effects.output.write(bytes);
    },
  };
  const answer = await ask(pipeline, choice, { ...surroundingsOf(context, settings), patience });
  progress.end();
  const isStrict = options.strict === true;
  if (!context.isInterrupted())
    await tellNotes(context, answer, { isStrict, locale: settings.value('locale', undefined) ?? 'en' }, isQuiet);
  return exitCodeOf(answer, isStrict);
}
