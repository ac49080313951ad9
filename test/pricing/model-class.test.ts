/** A name without a price is never held beside a model of another size or kind, and no alias is proposed to another version. */
import { describe, expect, it } from 'vitest';
import { canBeSameModel, isSameClass } from '../../src/pricing/model-class.js';
import { openPriceBook } from '../../src/pricing/price-book.js';
import { resolveModel } from '../../src/pricing/price-usage.js';

const book = await openPriceBook({ files: [] });
const candidatesOf = (model: string) => resolveModel(book, { provider: null, gateway: null, model }).candidates;
const aliasOf = (model: string) => candidatesOf(model).find((skuId) => canBeSameModel(model, skuId));

describe('names of the shipped lists', () => {
  // The first of each row was never sold; what looked most like it was a model of a fraction of the price, or of many times it.
  it.each([
    ['gpt-5.4-max', /mini|nano|pro/],
    ['gpt-4-omni', /mini/],
    ['gpt-5.9', /mini|nano|pro|codex/],
    ['gpt-6', /mini|nano|pro|sol|luna|terra/],
    ['gemini-4-pro', /flash|lite|image|tts/],
    ['gemini-9-flash', /lite|pro|image|live|tts/],
    ['gemini-3.8-flash-lite', /flash$/],
    ['claude-opus-9', /haiku|sonnet/],
    ['claude-haiku-9', /opus|sonnet/],
    ['grok-9', /mini|fast/],
    ['o5', /mini|pro/],
    ['mistral-large-9', /small|medium|ministral|tiny/],
    ['llama-3.3-80b', /70b|8b|guard/],
    ['mixtral-8x44b', /8x7b|8x22b/],
  ])('%s is beside none that is %s, and no other name of any', (model, others) => {
    expect(candidatesOf(model).filter((skuId) => others.test(skuId))).toEqual([]);
    expect(aliasOf(model)).toBeUndefined();
  });

  it.each([
    ['gpt4o', 'openai/gpt-4o'],
    ['my-gpt-4o', 'openai/gpt-4o'],
    ['gpt-4o-minni', 'openai/gpt-4o-mini'],
    ['gpt-5.4-nanoo', 'openai/gpt-5.4-nano'],
    ['gemini-2.5-flsh', 'google/gemini-2.5-flash'],
    ['gemini-2.5-prox', 'google/gemini-2.5-pro'],
  ])('%s may be another name of %s', (model, skuId) => {
    expect(aliasOf(model)).toBe(skuId);
  });
});

describe('two names', () => {
  it.each([
    ['gpt-4o', 'gpt-4o-mini'],
    ['gpt-5.4', 'gpt-5.4-nano'],
    ['gemini-2.5-flash', 'gemini-2.5-flash-lite'],
    ['gemini-2.5-pro', 'gemini-2.5-flash'],
    ['claude-opus-4-5', 'claude-haiku-4-5'],
    ['claude-opus-4-5', 'claude-sonnet-4-5'],
    ['mistral-large', 'mistral-small'],
    ['llama-3.1-70b', 'llama-3.1-8b'],
    ['gpt-4o', 'gpt-4o-audio-preview'],
    ['gpt-4o', 'gpt-4o-realtime-preview'],
    ['gpt-5', 'gpt-5-codex'],
    ['gpt-4o', 'ft:gpt-4o'],
  ])('%s and %s are of two classes, in either order', (left, right) => {
    expect([isSameClass(left, right), isSameClass(right, left)]).toEqual([false, false]);
  });

  it.each([
    ['gpt-4o', 'openai/gpt-4o-2024-08-06'],
    ['Claude-Opus-4-5', 'anthropic/claude-opus-4-5-20251101'],
    ['qwen3-235b', 'Qwen/Qwen3-235B-A22B'],
    ['claude-opus-4-6', 'aws/anthropic.claude-opus-4-6-v1:0'],
  ])('%s and %s can be one model', (left, right) => expect(canBeSameModel(left, right)).toBe(true));

  it.each([
    ['gpt-4o', 'gpt-4'],
    ['o3', 'gpt-3'],
    ['deepseek-v9', 'deepseek-v3'],
    ['claude-opus-4-1', 'claude-opus-4-5'],
    ['command-a', 'command-r'],
    ['nova-pro-v9', 'amazon.nova-pro-v1:0'],
  ])('%s and %s are of one class and cannot be one model', (left, right) => {
    expect([isSameClass(left, right), canBeSameModel(left, right)]).toEqual([true, false]);
  });
});
