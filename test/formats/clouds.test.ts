/**
 * What Amazon Bedrock and Azure log of calls, Cohere's billed units, and error bodies of every provider.
 */
import { describe, expect, it } from 'vitest';
import { describeCases, outcomes, picked } from './support.js';

const AT = Date.UTC(2026, 8, 1, 10, 0, 0);
const ARN = 'arn:aws:sts::111122223333:assumed-role/reports/nightly';
const invocation = (more: object) => ({
  schemaType: 'ModelInvocationLog',
  schemaVersion: '1.0',
  timestamp: '2026-09-01T10:00:00Z',
  accountId: '111122223333',
  identity: { arn: ARN },
  region: 'eu-central-1',
  operation: 'Converse',
  modelId: 'eu.anthropic.claude-haiku-4-5-20251001-v1:0',
  ...more,
});

describeCases('Bedrock', [
  {
    name: 'a call of Converse: cached input stands beside the input',
    line: invocation({
      requestId: 'aws-1',
      requestMetadata: { team: 'reports' },
      input: { inputTokenCount: 10, cacheReadInputTokenCount: 90, cacheWriteInputTokenCount: 7 },
      output: {
        outputTokenCount: 5,
        outputBodyJson: {
          metrics: { latencyMs: 302 },
          usage: { inputTokens: 10, outputTokens: 5, cacheDetails: [{ inputTokens: 7, ttl: '1h' }] },
        },
      },
    }),
    record: {
      format: 'bedrock.invocation_log',
      callId: 'aws-1',
      callIdKind: 'request_id',
      startedAt: AT,
      provider: 'bedrock',
      endpoint: 'converse',
      region: 'eu-central-1',
      model: 'eu.anthropic.claude-haiku-4-5-20251001-v1:0',
      inputTokens: 107,
      cacheReadTokens: 90,
      cacheWriteTokens: 7,
      cacheWrite1hTokens: 7,
      outputTokens: 5,
      durationUs: 302_000,
      isStreamed: false,
      userId: ARN,
      project: '111122223333',
      tags: '{"team":"reports"}',
      status: 'ok',
    },
  },
  {
    name: 'keys of a prompt are never read as counters',
    line: invocation({
      requestId: 'aws-2',
      input: {
        inputTokenCount: 12,
        inputBodyJson: { inputTokenCount: 999_999, errorCode: 'X', cacheReadInputTokenCount: 5 },
      },
      output: { outputTokenCount: 3 },
    }),
    record: { inputTokens: 12, outputTokens: 3, cacheReadTokens: undefined, status: 'ok' },
  },
  {
    name: 'a streamed body: what the counters lack stands in its events',
    line: invocation({
      requestId: 'aws-3',
      operation: 'InvokeModelWithResponseStream',
      input: { inputTokenCount: 10 },
      output: {
        outputBodyJson: [
          {
            type: 'message_start',
            message: {
              usage: {
                input_tokens: 10,
                cache_read_input_tokens: 90,
                cache_creation_input_tokens: 30,
                cache_creation: { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 10 },
              },
            },
          },
          { type: 'message_delta', usage: { output_tokens: 57 } },
          {
            type: 'message_stop',
            'amazon-bedrock-invocationMetrics': {
              inputTokenCount: 10,
              outputTokenCount: 57,
              invocationLatency: 1_500,
              firstByteLatency: 400,
            },
          },
        ],
      },
    }),
    record: {
      endpoint: 'invoke_model',
      inputTokens: 130,
      cacheReadTokens: 90,
      cacheWriteTokens: 30,
      outputTokens: 57,
      durationUs: 1_500_000,
      firstTokenUs: 400_000,
      isStreamed: true,
    },
  },
  {
    name: 'a streamed body whose events are wrapped',
    line: invocation({
      requestId: 'aws-4',
      operation: 'InvokeModelWithResponseStream',
      input: {},
      output: {
        outputBodyJson: [
          { chunk: { 'amazon-bedrock-invocationMetrics': { inputTokenCount: 7, outputTokenCount: 8 } } },
        ],
      },
    }),
    record: { inputTokens: 7, outputTokens: 8 },
  },
  {
    name: 'a profile of the account hides the model, which the body names',
    line: invocation({
      requestId: 'aws-5',
      operation: 'InvokeModel',
      modelId: 'arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/abc',
      input: { inputTokenCount: 3 },
      output: {
        outputTokenCount: 4,
        outputBodyJson: { model: 'claude-sonnet-4-5-20250929', usage: { cache_read_input_tokens: 40 } },
      },
    }),
    record: {
      model: 'claude-sonnet-4-5-20250929',
      modelRequested: 'arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/abc',
      inputTokens: 43,
      cacheReadTokens: 40,
    },
  },
  {
    name: 'a profile of AWS names the model itself',
    line: invocation({
      requestId: 'aws-6',
      modelId: 'arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0',
      input: { inputTokenCount: 1 },
      output: { outputTokenCount: 1 },
    }),
    record: {
      model: 'arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0',
      modelRequested: undefined,
    },
  },
  {
    name: 'embeddings have no output, which is not 0 here: the log does not say',
    line: invocation({ requestId: 'aws-7', operation: 'InvokeModel', input: { inputTokenCount: 5 }, output: {} }),
    record: { inputTokens: 5, outputTokens: undefined, status: 'ok' },
  },
  {
    name: 'a failure',
    line: invocation({ requestId: 'aws-8', errorCode: 'ThrottlingException', input: {}, output: {} }),
    record: {
      status: 'error',
      httpStatus: 429,
      errorType: 'ThrottlingException',
      isBilled: false,
      inputTokens: undefined,
      usageKind: 'missing',
    },
  },
  {
    name: 'a failure that the documentation does not list',
    line: invocation({ requestId: 'aws-9', errorCode: 'NewException', input: {}, output: {} }),
    record: { status: 'error', httpStatus: undefined, errorType: 'NewException' },
  },
  {
    name: 'a result of batch inference',
    line: {
      recordId: 'r-1',
      modelInput: { prompt: 'x' },
      modelOutput: { id: 'msg_bdrk_1', model: 'claude-haiku-4-5', usage: { input_tokens: 9, output_tokens: 2 } },
    },
    record: { format: 'bedrock.batch', callId: 'msg_bdrk_1', isBatch: true, inputTokens: 9, outputTokens: 2 },
  },
  {
    name: 'a failed record of batch inference',
    line: { recordId: 'r-2', modelInput: {}, error: { errorCode: 400, errorMessage: 'bad' } },
    record: { format: 'bedrock.batch', status: 'error', httpStatus: 400, isBilled: false },
  },
  {
    name: 'a record sent to batch inference is no call',
    line: { recordId: 'r-3', modelInput: { prompt: 'x' } },
    rejected: 'a request sent to a batch, not its result: load the output file of the batch instead',
  },
  {
    name: 'a body of Converse',
    line: {
      metrics: { latencyMs: 717 },
      output: { message: { role: 'assistant', content: [] } },
      stopReason: 'end_turn',
      usage: { inputTokens: 7, outputTokens: 78, cacheReadInputTokens: 100, totalTokens: 185 },
      ResponseMetadata: { RequestId: 'aws-c1', HTTPStatusCode: 200 },
    },
    record: {
      format: 'bedrock.converse',
      callId: 'aws-c1',
      inputTokens: 107,
      cacheReadTokens: 100,
      outputTokens: 78,
      durationUs: 717_000,
      httpStatus: 200,
      model: undefined,
    },
  },
  {
    name: 'a body of Converse that a guardrail stopped',
    line: { metrics: { latencyMs: 1 }, stopReason: 'guardrail_intervened', usage: { inputTokens: 7, outputTokens: 0 } },
    record: { format: 'bedrock.converse', status: 'blocked', errorType: 'guardrail_intervened' },
  },
]);

const names = { modelDeploymentName: 'answers', modelName: 'gpt-5.4', streamType: 'Streaming' };
const diagnostic = (more: object) => ({
  time: '2026-09-01T10:00:00.0000000Z',
  resourceId: '/SUBSCRIPTIONS/S/PROVIDERS/MICROSOFT.COGNITIVESERVICES/ACCOUNTS/ANSWERS',
  operationName: 'ChatCompletions_Create',
  category: 'RequestResponse',
  resultSignature: '200',
  durationMs: 420,
  location: 'westeurope',
  properties: names,
  ...more,
});
const loggedBody = JSON.stringify({
  id: 'chatcmpl-az1',
  usage: { prompt_tokens: 11, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 8 } },
});

describeCases('Azure', [
  {
    name: 'diagnostics without bodies: tokens are unknown, not 0',
    line: diagnostic({ correlationId: 'c-1' }),
    record: {
      format: 'azure.request_response',
      callId: 'c-1',
      callIdKind: 'request_id',
      startedAt: AT,
      provider: 'azure',
      endpoint: 'chat',
      region: 'westeurope',
      project: 'ANSWERS',
      model: 'gpt-5.4',
      modelRequested: 'answers',
      httpStatus: 200,
      status: 'ok',
      durationUs: 420_000,
      isStreamed: true,
      inputTokens: undefined,
      outputTokens: undefined,
      usageKind: 'missing',
    },
  },
  {
    name: 'diagnostics with the body, which is text within the properties',
    line: diagnostic({ correlationId: 'c-2', properties: { ...names, responseBody: loggedBody } }),
    record: {
      callId: 'chatcmpl-az1',
      callIdKind: 'response_id',
      requestId: 'c-2',
      inputTokens: 11,
      cacheReadTokens: 8,
      outputTokens: 3,
    },
  },
  {
    name: 'properties that are text themselves',
    line: diagnostic({ correlationId: 'c-3', properties: JSON.stringify(names), resultSignature: '429' }),
    record: { model: 'gpt-5.4', status: 'error', httpStatus: 429, errorType: '429', isBilled: false },
  },
  {
    name: 'the row of Log Analytics: other capitals, properties in a column of their own',
    line: {
      TimeGenerated: '2026-09-01T10:00:00Z',
      OperationName: 'ChatCompletions_Create',
      Category: 'RequestResponse',
      DurationMs: '100',
      ResultSignature: '200',
      CorrelationId: 'c-4',
      properties_s: JSON.stringify({ modelDeploymentName: 'answers', responseBody: loggedBody.replace('az1', 'az4') }),
    },
    record: {
      format: 'azure.request_response',
      callId: 'chatcmpl-az4',
      startedAt: AT,
      durationUs: 100_000,
      model: 'answers',
      inputTokens: 11,
    },
  },
  {
    name: 'the row of Log Analytics with columns of the model',
    line: {
      TimeGenerated: '2026-09-01T10:00:00Z',
      OperationName: 'ChatCompletions_Create',
      ResultSignature: '200',
      DurationMs: 842,
      modelDeploymentName: 'answers',
      modelName: 'gpt-5.4',
      streamType: 'non-stream',
    },
    record: { format: 'azure.request_response', model: 'gpt-5.4', durationUs: 842_000, isStreamed: false },
  },
  { name: 'an audit entry', line: diagnostic({ category: 'Audit', operationName: 'ListKey' }), ignored: true },
  {
    name: 'a management request',
    line: diagnostic({ operationName: 'Deployments_List', properties: {} }),
    ignored: true,
  },
]);

describe('Azure API Management', () => {
  const row = (more: object) => ({
    TimeGenerated: '2026-09-01T10:00:00Z',
    CorrelationId: 'c-1',
    RequestId: 'chatcmpl-apim',
    ModelName: 'gpt-5.4',
    DeploymentName: 'answers',
    Region: 'West Europe',
    PromptTokens: 100,
    CompletionTokens: 20,
    TotalTokens: 120,
    IsStreamCompletion: false,
    SequenceNumber: 0,
    ...more,
  });
  const none = { ModelName: '', PromptTokens: 0, CompletionTokens: 0, TotalTokens: 0 };
  const COLUMNS = [
    'callId',
    'requestId',
    'model',
    'modelRequested',
    'inputTokens',
    'outputTokens',
    'gateway',
    'region',
  ];
  const whole = {
    callId: 'chatcmpl-apim',
    requestId: 'c-1',
    model: 'gpt-5.4',
    modelRequested: 'answers',
    inputTokens: 100,
    outputTokens: 20,
    gateway: 'azure-apim',
    region: 'West Europe',
  };
  const counted = async (lines: readonly object[]) =>
    (await outcomes(lines))
      .filter((one) => (one as Record<string, unknown>).isCounted === true)
      .map((one) => picked(one, COLUMNS));

  it('rows that continue the text of a request are no calls', async () => {
    expect(await counted([row({}), row({ ...none, SequenceNumber: 1 })])).toEqual([whole]);
  });
  it('counts on different rows of a request are one call with the largest of each', async () => {
    const rows = [
      row({ CompletionTokens: 0, TotalTokens: 100 }),
      row({ ...none, CompletionTokens: 20, TotalTokens: 20, SequenceNumber: 1 }),
    ];
    expect(await counted(rows)).toEqual([whole]);
    expect(await counted([...rows].reverse())).toEqual([whole]);
  });
  it('an exported record has them among its properties', async () => {
    const { TimeGenerated: time, ...properties } = row({});
    expect(await counted([{ time, category: 'GatewayLlmLogs', properties }])).toEqual([whole]);
  });
});

describeCases('Cohere', [
  {
    name: 'billed units are what is paid for',
    line: {
      id: 'c-chat',
      finish_reason: 'COMPLETE',
      message: { role: 'assistant', content: [] },
      usage: {
        billed_units: { input_tokens: 431, output_tokens: 661 },
        tokens: { input_tokens: 2_190, output_tokens: 661 },
        cached_tokens: 1_900,
      },
    },
    record: {
      format: 'cohere',
      provider: 'cohere',
      callId: 'c-chat',
      endpoint: 'chat',
      inputTokens: 431,
      outputTokens: 661,
      cacheReadTokens: undefined,
      status: 'ok',
    },
  },
  {
    name: 'the first version of Chat',
    line: {
      text: 'x',
      generation_id: 'g-1',
      finish_reason: 'ERROR_TOXIC',
      meta: { api_version: { version: '1' }, billed_units: { input_tokens: 4, output_tokens: 2 } },
    },
    record: { callId: 'g-1', inputTokens: 4, outputTokens: 2, status: 'blocked', errorType: 'toxic' },
  },
  {
    name: 'embeddings',
    line: { id: 'c-emb', embeddings: { float: [] }, meta: { billed_units: { input_tokens: 4 } } },
    record: { endpoint: 'embeddings', inputTokens: 4, outputTokens: 0 },
  },
  {
    name: 'a ranking is paid by the search',
    line: { id: 'c-rank', results: [], meta: { billed_units: { search_units: 2 } } },
    record: { endpoint: 'rerank', otherUnits: [{ meter: 'request', quantity: '2.000000000' }] },
  },
  {
    name: 'a tokenisation is free',
    line: { tokens: [1], token_strings: ['a'], meta: { api_version: { version: '1' } } },
    ignored: true,
  },
]);

describeCases('error bodies', [
  {
    name: 'OpenAI',
    line: { error: { message: 'm', type: 'invalid_request_error', param: null, code: 'model_not_found' } },
    record: { format: 'provider_error', provider: 'openai', errorType: 'invalid_request_error', isBilled: false },
  },
  {
    name: 'OpenRouter',
    line: { error: { message: 'm', code: 429, metadata: {} }, user_id: 'u' },
    record: { format: 'provider_error', status: 'error', httpStatus: 429, errorType: '429' },
  },
  {
    name: 'Anthropic: the type stands for a status',
    line: { type: 'error', error: { type: 'overloaded_error', message: 'm' }, request_id: 'req_1' },
    record: { provider: 'anthropic', callId: 'req_1', httpStatus: 529, errorType: 'overloaded_error' },
  },
  {
    name: 'Google',
    line: { error: { code: 404, message: 'm', status: 'NOT_FOUND' } },
    record: { provider: 'google', httpStatus: 404, errorType: 'NOT_FOUND' },
  },
  {
    name: 'Mistral',
    line: { object: 'error', message: 'm', type: 'invalid_model', code: '1500', raw_status_code: 400 },
    record: { format: 'provider_error', provider: 'mistral', httpStatus: 400, errorType: 'invalid_model' },
  },
  {
    name: 'Cerebras',
    line: { message: 'm', type: 'not_found_error', param: 'model', code: 'model_not_found' },
    record: { format: 'provider_error', errorType: 'not_found_error' },
  },
  {
    name: 'xAI: neither the phrase nor the message is kept',
    line: { code: 'Client specified an invalid argument', error: 'Model grok-x not found for team 17' },
    record: { format: 'provider_error', errorType: 'invalid_request' },
  },
  {
    name: 'Hugging Face',
    line: { error: 'Model a/b is currently loading', estimated_time: 20.5 },
    record: { format: 'provider_error', provider: 'huggingface', errorType: 'error' },
  },
  {
    name: 'AWS, over HTTP',
    line: { __type: 'com.amazon.coral.service#ThrottlingException', message: 'Too many requests' },
    record: { format: 'provider_error', provider: 'bedrock', errorType: 'ThrottlingException' },
  },
  {
    name: 'AWS, as the SDK for Python keeps it',
    line: {
      Error: { Code: 'ValidationException', Message: 'm' },
      ResponseMetadata: { RequestId: 'aws-e1', HTTPStatusCode: 400 },
    },
    record: { provider: 'bedrock', callId: 'aws-e1', httpStatus: 400, errorType: 'ValidationException' },
  },
  {
    name: 'a message alone proves no call',
    line: { message: 'The provided model identifier is invalid.' },
    rejected: 'a message alone: nothing tells that it is about a call of a model',
  },
  {
    name: 'a line of an application is not an error body',
    line: { level: 'error', message: 'down', error: { message: 'connection reset' } },
    rejected: 'not recognised as a line of any known format',
  },
]);
