/**
 * Lines of applications that use words of a provider's format: they stay what they are.
 */
import { describeCases } from './support.js';

const call = { model: 'gpt-5.4', prompt_tokens: 20, completion_tokens: 5 };
const isFlat = { format: 'flat', inputTokens: 20, outputTokens: 5 };

describeCases('application lines with borrowed words', [
  {
    name: 'an event of a conversation',
    line: { type: 'conversation.answered', event_id: 'e', ...call },
    record: isFlat,
  },
  { name: 'an event of a session', line: { type: 'session.created', event_id: 'e', ...call }, record: isFlat },
  { name: 'a ping with a model', line: { type: 'ping', ...call }, record: isFlat },
  {
    name: 'a custom id beside an error',
    line: { custom_id: 'c', error: { message: 'm', code: 'overloaded' }, ...call },
    record: { ...isFlat, status: 'error', errorType: 'overloaded' },
  },
  {
    name: 'a key beside an error',
    line: { key: 'k', error: { message: 'm', code: 'overloaded' }, ...call },
    record: { ...isFlat, status: 'error' },
  },
  {
    name: 'a record id beside an error',
    line: { recordId: 'r', error: { errorCode: 'E', message: 'm' }, ...call },
    record: { ...isFlat, status: 'error' },
  },
  {
    name: 'a category and an operation',
    line: { category: 'search', operationName: 'answer', ...call },
    record: isFlat,
  },
  { name: 'a message in words', line: { message: 'answered', output: 'done', ...call }, record: isFlat },
  {
    name: 'a text where others have objects',
    line: { response: 'ok', request: 'r', data: 'd', ...call },
    record: isFlat,
  },
  {
    name: 'a list where others have objects',
    line: { response: [1], result: [], metrics: [], ...call },
    record: isFlat,
  },
]);
