/**
 * From a question to bytes and an exit code: the way every command that answers with a report ends.
 */
import type { Surroundings } from '../core/question.js';
import { writtenBytes } from '../export/target.js';
import { loadSettings, type Settings } from './config/settings.js';
import type { CommandContext } from './context.js';
import { type Answers, type Output, type OutputOptions, readOutput } from './options/output.js';
import { type LedgerOptions, readPatience } from './options/source.js';
import type { Answer, Pipeline } from './pipeline-types.js';

/** Exit codes, strongest first; usage errors (2) are told instead of an answer. */
const FAILED = 1;
const GATE_FAILED = 3;
const INCOMPLETE = 4;
const INCONCLUSIVE = 5;

type Ask = (pipeline: Pipeline, surroundings: Surroundings) => Promise<Answer>;

/**
 * Reads the settings, lets the command turn its words into a question, asks the pipeline, writes what it answers where the
 * options say, and gives the exit code. Every word is checked before the pipeline is even loaded.
 */
export async function answerWith(
  context: CommandContext,
  options: OutputOptions & LedgerOptions,
  prepare: (settings: Settings) => Ask,
  answers: Answers = {},
): Promise<number> {
  const settings = await loadSettings(options, context.effects);
  const output = readOutput(options, settings, context.effects, answers);
  const patience = readPatience(options, context.effects);
  const ask = prepare(settings);
  if (output.isQuiet) context.progress.silence();
  const pipeline = await context.parts.pipeline();
  const answer = await ask(pipeline, { ...surroundingsOf(context, settings), patience });
  context.progress.end();
  if (!context.isInterrupted()) await write(context, output, answer);
  return exitCodeOf(answer, output.isStrict);
}

export function surroundingsOf(context: CommandContext, settings: Settings): Surroundings {
  const { effects, progress, onInterrupt } = context;
  return {
    workingDirectory: effects.workingDirectory,
    temporaryDirectory: effects.temporaryDirectory,
    standardInput: effects.standardInput,
    progress: progress.report,
    onInterrupt,
    memoryLimit: settings.value('memory_limit'),
    run: effects.run,
  };
}

export function exitCodeOf(answer: Answer, isStrict: boolean): number {
  if (answer.failed) return FAILED;
  if (answer.gateFailed === true) return GATE_FAILED;
  if (isStrict && answer.incomplete) return INCOMPLETE;
  return answer.inconclusive ? INCONCLUSIVE : 0;
}

async function write({ effects, parts }: CommandContext, output: Output, answer: Answer): Promise<void> {
  const isAsked = output.format !== 'table' || output.file !== undefined;
  if (answer.isSilent === true && !isAsked && exitCodeOf(answer, output.isStrict) === 0) {
    const notes = answer.report.notes.filter(({ incomplete, isDoubt }) => incomplete === true || isDoubt === true);
    await tellNotes({ effects, parts }, { ...answer, report: { ...answer.report, notes } }, output, output.isQuiet);
    return;
  }
  const { isDocumentFormat, render, renderDocument } = await parts.renderer();
  const { format } = output;
  const bytes = isDocumentFormat(format)
    ? await renderDocument(answer.report, format, output)
    : render(answer.report, format, output);
  if (output.file === undefined) await effects.output.write(bytes);
  else await writtenBytes(output.file, bytes, effects.run);

  const carriesNotes = format === 'json' || format === 'markdown' || isDocumentFormat(format);
  await tellNotes({ effects, parts }, answer, output, output.isQuiet || carriesNotes);
}

/** The notes, and in one line why the exit code is not 0. */
export async function tellNotes(
  { effects, parts }: Pick<CommandContext, 'effects' | 'parts'>,
  answer: Answer,
  { isStrict, locale }: Pick<Output, 'isStrict' | 'locale'>,
  areSaid: boolean,
): Promise<void> {
  const { renderNotes } = await parts.renderer();
  const exitCode = exitCodeOf(answer, isStrict);
  const notes = answer.report.notes.filter((note) => {
    // What made the exit code is told even to those who asked for quiet: an exit code alone helps nobody.
    const isReason = note.incomplete === true && (exitCode === FAILED || exitCode === INCOMPLETE);
    return isReason || !areSaid;
  });
  const text = notes.length === 0 ? '' : renderNotes({ ...answer.report, notes }, locale);
  await effects.errorOutput.write(text + (CLOSING_LINES[exitCode] ?? ''));
}

const CLOSING_LINES: Readonly<Record<number, string>> = {
  [FAILED]: 'tollbook: some input could not be read; what is shown leaves it out (exit 1)\n',
  [GATE_FAILED]: 'tollbook: a gate failed (exit 3)\n',
  [INCOMPLETE]: 'tollbook: the answer is incomplete, and --strict was asked for (exit 4)\n',
  [INCONCLUSIVE]: 'tollbook: inconclusive, there is too little data for what was asked (exit 5)\n',
};
