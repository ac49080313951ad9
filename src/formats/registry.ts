/**
 * All formats in the order in which a line is offered to them: the most particular first, flat logs last.
 */
import { anthropicMessages } from './anthropic-messages.js';
import { claudeCode } from './claude-code.js';
import { flat } from './flat.js';
import type { Format } from './format.js';
import { gemini } from './gemini.js';
import { openaiChat, openaiResponses } from './openai.js';
import { providerError } from './provider-error.js';
import { tollbook } from './tollbook.js';

export const FORMATS: readonly Format[] = [
  claudeCode,
  tollbook,
  openaiChat,
  openaiResponses,
  anthropicMessages,
  gemini,
  providerError,
  flat,
];
