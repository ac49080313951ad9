/**
 * `--by --where --top`: how rows are grouped, filtered and folded.
 */
import type { Command } from 'commander';
import { DIMENSIONS, type Dimension, type Filter, type Question } from '../../core/question.js';
import { nearest } from '../../core/suggest.js';
import { type Check, checkedValue, collect, flagValue, notExpected } from './check.js';
import { wholeNumber } from './numbers.js';

export interface FilterOptions {
  readonly where?: readonly string[];
}

export interface GroupingOptions extends FilterOptions {
  readonly by?: readonly string[];
  readonly top?: string;
}

export function addFilterOptions(command: Command): void {
  command
    .optionsGroup('Rows:')
    .option(
      '--where <dimension=value>',
      'only calls with this value; repeatable, and an empty value is "not logged"',
      collect,
    );
}

export function addGroupingOptions(command: Command, byDefault: readonly Dimension[]): void {
  addFilterOptions(command);
  command
    .option('--by <dimensions>', `group by these, joined by commas (default: ${byDefault.join(',')})`, collect)
    .option('--top <number>', 'keep the largest groups and fold the rest into Other');
}

/** For rows that are finer than any group: dimensions are told apart, and nothing can be folded. */
export function addApartOption(command: Command): void {
  addFilterOptions(command);
  command.option('--by <dimensions>', 'tell these apart too, joined by commas, such as project,team', collect);
}

export function readFilters(options: FilterOptions): readonly Filter[] {
  return (options.where ?? []).map((text) => {
    const cut = text.indexOf('=');
    if (cut < 0) throw notExpected('--where', 'a dimension and a value', text, 'write --where team=search');
    return {
      dimension: checkedValue({ text: text.slice(0, cut), place: '--where' }, dimension),
      value: text.slice(cut + 1),
    };
  });
}

export function readGrouping(
  options: GroupingOptions,
  byDefault: readonly Dimension[],
): Pick<Question, 'by' | 'where' | 'top'> {
  return {
    by: options.by === undefined ? byDefault : readDimensions(options.by),
    where: readFilters(options),
    top: flagValue('--top', options.top, wholeNumber(1, 100_000, 10)),
  };
}

function readDimensions(given: readonly string[]): readonly Dimension[] {
  const words = given.flatMap((text) => text.split(',')).map((text) => text.trim());
  const dimensions = words.map((text) => checkedValue({ text, place: '--by' }, dimension));
  const twice = dimensions.find((word, index) => dimensions.indexOf(word) !== index);
  if (twice !== undefined) throw notExpected('--by', 'each dimension once', words.join(','), `${twice} is there twice`);
  return dimensions;
}

const dimension: Check<Dimension> = (text) => {
  const known = DIMENSIONS.find((word) => word === text);
  if (known) return { value: known };
  if (text.startsWith('tag:') && text.length > 'tag:'.length) return { value: text as `tag:${string}` };
  const likely = nearest(text, DIMENSIONS);
  const all = `the dimensions are ${DIMENSIONS.join(', ')} and tag:NAME`;
  return { expected: 'a dimension', hint: likely === undefined ? all : `did you mean ${likely}?\n${all}` };
};
