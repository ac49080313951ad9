/**
 * Sample logs of the providers' own formats: answers of the smaller endpoints, results of batches, stream events, and what
 * Bedrock and Azure log of calls.
 */
import { generator, iso, line, moment, seconds } from './words.mjs';

const days = (from, step) => Array.from({ length: Math.ceil((31 - from) / step) }, (_, index) => from + index * step);
const uuid = (random) =>
  [8, 4, 4, 4, 12]
    .map((length) => Array.from({ length }, () => '0123456789abcdef'[random.between(0, 15)]).join(''))
    .join('-');

function openaiCompletions() {
  const random = generator(20260910);
  return days(1, 4).map((day) => {
    const prompt_tokens = random.between(20, 900);
    const completion_tokens = random.between(16, 300);
    return line({
      id: `cmpl-${random.letters(29)}`,
      object: 'text_completion',
      created: seconds(moment(random, day)),
      model: 'gpt-3.5-turbo-instruct',
      choices: [{ index: 0, finish_reason: 'stop' }],
      usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
    });
  });
}

function openaiEmbeddings() {
  const random = generator(20260911);
  return Array.from({ length: 8 }, (_, index) => {
    const tokens = random.between(40, 8_000);
    const model = index % 3 === 0 ? 'text-embedding-3-large' : 'text-embedding-3-small';
    const data = [{ object: 'embedding', index: 0, embedding: [0.0125, -0.0301, 0.0077] }];
    return line({ object: 'list', data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } });
  });
}

function openaiModeration() {
  const random = generator(20260912);
  return Array.from({ length: 5 }, (_, index) =>
    line({
      id: `modr-${random.letters(24)}`,
      model: 'omni-moderation-latest',
      results: [{ flagged: index === 3, categories: { harassment: index === 3 } }],
    }),
  );
}

/** Pictures counted in tokens, one of them streamed with a preview before it, and some of a model that is paid by the picture. */
function openaiImages() {
  const random = generator(20260913);
  const usage = () => {
    const [text_tokens, image_tokens] = [random.between(12, 90), 4 * random.between(0, 80)];
    const input_tokens = text_tokens + image_tokens;
    const output_tokens = random.pick({ 1056: 2, 4160: 1 }) * 1;
    return {
      input_tokens,
      input_tokens_details: { text_tokens, image_tokens },
      output_tokens,
      total_tokens: input_tokens + output_tokens,
    };
  };
  const at = (day) => seconds(moment(random, day));
  const counted = [3, 9, 17].map((day) => line({ created: at(day), data: [{ b64_json: '' }], usage: usage() }));
  const streamed = at(20);
  const event = { type: 'image_generation.partial_image', partial_image_index: 0, created_at: streamed, b64_json: '' };
  return [
    ...counted,
    line(event),
    line({ type: 'image_generation.completed', created_at: streamed, b64_json: '', usage: usage() }),
    ...[22, 26].map((day) =>
      line({
        created: at(day),
        data: Array.from({ length: random.between(1, 3) }, () => ({ url: 'https://images.example/one' })),
      }),
    ),
  ];
}

/** Transcriptions counted in tokens and in seconds, streamed ones, and speech. */
function openaiAudio() {
  const random = generator(20260914);
  const tokens = (audio_tokens, output_tokens) => ({
    type: 'tokens',
    input_tokens: audio_tokens + 6,
    input_token_details: { text_tokens: 6, audio_tokens },
    output_tokens,
    total_tokens: audio_tokens + 6 + output_tokens,
  });
  const heard = () => tokens(random.between(80, 2_400), random.between(20, 600));
  const input_tokens = random.between(30, 200);
  return [
    ...Array.from({ length: 3 }, () => line({ languages: ['en'], usage: heard() })),
    ...Array.from({ length: 3 }, () =>
      line({ task: 'transcribe', usage: { type: 'duration', seconds: random.between(20, 900) } }),
    ),
    line({ type: 'transcript.text.delta', delta: '…' }),
    line({ type: 'transcript.text.done', usage: heard() }),
    line({
      type: 'speech.audio.done',
      usage: { input_tokens, output_tokens: 640, total_tokens: input_tokens + 640 },
    }),
    line({
      type: 'conversation.item.input_audio_transcription.completed',
      event_id: `event_${random.letters(20)}`,
      item_id: `item_${random.letters(20)}`,
      usage: heard(),
    }),
  ];
}

/** Sessions: an opening, responses that start and end, one that was interrupted. */
function openaiRealtime() {
  const random = generator(20260915);
  const event = (type, more) => line({ type, event_id: `event_${random.letters(20)}`, ...more });
  const lines = [];
  for (let session = 0; session < 3; session += 1) {
    lines.push(event('session.created', { session: { id: `sess_${random.letters(20)}`, model: 'gpt-realtime' } }));
    for (let turn = 0; turn < 3; turn += 1) {
      const response = { object: 'realtime.response', id: `resp_${random.letters(20)}` };
      const [cachedText, freshText, audio] = [64 * turn, random.between(60, 200), random.between(20, 400)];
      const [spoken, written] = [random.between(60, 500), random.between(20, 80)];
      const input_tokens = cachedText + freshText + audio;
      const usage = {
        total_tokens: input_tokens + spoken + written,
        input_tokens,
        output_tokens: spoken + written,
        input_token_details: {
          text_tokens: cachedText + freshText,
          audio_tokens: audio,
          cached_tokens: cachedText,
          cached_tokens_details: { text_tokens: cachedText, audio_tokens: 0 },
        },
        output_token_details: { text_tokens: written, audio_tokens: spoken },
      };
      lines.push(event('response.created', { response: { ...response, status: 'in_progress', usage: null } }));
      const status = session === 1 && turn === 2 ? 'cancelled' : 'completed';
      lines.push(event('response.done', { response: { ...response, status, usage } }));
    }
  }
  return lines;
}

/** A nightly batch: chat and embeddings, one refused, one that expired; and one result as Groq writes it. */
function openaiBatch() {
  const random = generator(20260916);
  const result = (number, status_code, body) =>
    line({
      id: `batch_req_${random.letters(24)}`,
      custom_id: `night-${number}`,
      response: { status_code, request_id: random.letters(32), body },
      error: null,
    });
  const chat = (model, more) => {
    const prompt_tokens = random.between(400, 4_000);
    const completion_tokens = random.between(40, 900);
    return {
      id: `chatcmpl-${random.letters(24)}`,
      object: 'chat.completion',
      created: seconds(Date.UTC(2026, 8, 12, 2, random.between(0, 59))),
      model,
      usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens, ...more },
    };
  };
  const failure = { message: 'Unsupported parameter', type: 'invalid_request_error', code: 'unsupported_parameter' };
  const expired = { code: 'batch_expired', message: 'The completion window has passed' };
  return [
    ...Array.from({ length: 6 }, (_, index) => result(index + 1, 200, chat('gpt-5.4-mini-2026-03-17'))),
    result(7, 400, { error: failure }),
    line({ id: `batch_req_${random.letters(24)}`, custom_id: 'night-8', response: null, error: expired }),
    result(9, 200, {
      object: 'list',
      model: 'text-embedding-3-small',
      usage: { prompt_tokens: 812, total_tokens: 812 },
    }),
    line({
      id: `batch_req_out_${random.letters(26)}`,
      custom_id: 'request-1',
      response: {
        status_code: 200,
        request_id: `req_${random.letters(26)}`,
        body: {
          ...chat('llama-3.3-70b-versatile', {
            queue_time: 0.21,
            prompt_time: 0.004,
            completion_time: 0.3,
            total_time: 0.304,
          }),
          x_groq: { id: `req_${random.letters(26)}` },
        },
      },
      error: null,
    }),
  ];
}

const anthropicUsage = (random, more) => ({
  input_tokens: random.between(8, 900),
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: random.chance(0.5) ? random.between(1_024, 12_000) : 0,
  output_tokens: random.between(30, 1_400),
  ...more,
});

/** Every kind of result, and errors in both nestings. */
function anthropicBatch() {
  const random = generator(20260917);
  const result = (number, one) => line({ custom_id: `night-${number}`, result: one });
  const error = { type: 'invalid_request_error', message: 'max_tokens: field required' };
  return [
    ...Array.from({ length: 7 }, (_, index) =>
      result(index + 1, {
        type: 'succeeded',
        message: {
          id: `msg_${random.letters(24)}`,
          type: 'message',
          role: 'assistant',
          model: 'claude-haiku-4-5-20251001',
          stop_reason: index === 4 ? 'refusal' : 'end_turn',
          usage: anthropicUsage(random, { service_tier: 'batch' }),
        },
      }),
    ),
    result(8, { type: 'errored', error }),
    result(9, { type: 'errored', error: { type: 'error', error, request_id: `req_${random.letters(24)}` } }),
    result(10, { type: 'canceled' }),
    result(11, { type: 'expired' }),
  ];
}

/** Five streams one after the other: the start has the input, each delta the output so far. */
function anthropicStream() {
  const random = generator(20260918);
  return Array.from({ length: 5 }, (_, index) => {
    const usage = anthropicUsage(random, { output_tokens: 1, service_tier: 'standard' });
    const output_tokens = random.between(40, 900);
    const message = {
      id: `msg_${random.letters(24)}`,
      type: 'message',
      role: 'assistant',
      model: 'claude-opus-5',
      usage,
    };
    return [
      { type: 'message_start', message },
      { type: 'content_block_start', index: 0 },
      { type: 'ping' },
      { type: 'content_block_stop', index: 0 },
      // Newer versions of the API repeat the input side at the end.
      ...(index === 2 ? [{ type: 'message_delta', delta: {}, usage: { output_tokens: 20 } }] : []),
      {
        type: 'message_delta',
        delta: { stop_reason: index === 3 ? 'refusal' : 'end_turn' },
        usage: index < 3 ? { output_tokens } : { ...usage, output_tokens },
      },
      { type: 'message_stop' },
    ].map(line);
  }).flat();
}

const geminiUsage = (random) => {
  const promptTokenCount = random.between(100, 5_000);
  const candidatesTokenCount = random.between(30, 700);
  const thoughtsTokenCount = random.between(0, 900);
  const totalTokenCount = promptTokenCount + candidatesTokenCount + thoughtsTokenCount;
  return { promptTokenCount, candidatesTokenCount, thoughtsTokenCount, totalTokenCount };
};

function googleBatch() {
  const random = generator(20260919);
  const vertex = (index) => {
    const processed_time = iso(Date.UTC(2026, 8, 19, 3, index, 20)).replace('.000Z', '.250+00:00');
    const request = { contents: [], labels: { run: 'night' } };
    if (index === 3)
      return line({ status: 'Bad Request: 400 INVALID_ARGUMENT', processed_time, request, response: {} });
    return line({
      status: '',
      processed_time,
      request,
      response: {
        responseId: random.letters(22),
        modelVersion: 'gemini-3.8-flash',
        createTime: iso(Date.UTC(2026, 8, 19, 3, index, 19)).replace('Z', '000Z'),
        usageMetadata: geminiUsage(random),
      },
    });
  };
  return [
    ...Array.from({ length: 5 }, (_, index) => {
      const response = {
        responseId: random.letters(22),
        modelVersion: 'gemini-3.8-flash',
        usageMetadata: geminiUsage(random),
      };
      return line({ key: `night-${index + 1}`, response });
    }),
    line({ key: 'night-6', error: { code: 400, message: 'The request is too large', status: 'INVALID_ARGUMENT' } }),
    ...Array.from({ length: 5 }, (_, index) => vertex(index)),
  ];
}

/** Rows of the table in BigQuery, the body once as an object and once as its text. */
function vertexRequestLog() {
  const random = generator(20260920);
  return days(2, 5).map((day, index) => {
    const full_response = {
      responseId: random.letters(22),
      modelVersion: 'gemini-3.8-pro',
      usageMetadata: geminiUsage(random),
    };
    return line({
      endpoint: 'https://europe-west1-aiplatform.googleapis.com/v1',
      model: 'publishers/google/models/gemini-3.8-pro',
      logging_time: iso(moment(random, day)).replace('T', ' ').replace('Z', '000 UTC'),
      request_id: random.between(1, 2 ** 40),
      full_response: index % 2 === 0 ? full_response : JSON.stringify(full_response),
    });
  });
}

/** Calls of both interfaces, streamed and not, a profile that hides the model, a failure. */
function bedrockInvocationLog() {
  const random = generator(20260921);
  const record = (day, modelId, operation, more) => ({
    schemaType: 'ModelInvocationLog',
    schemaVersion: '1.0',
    timestamp: iso(moment(random, day)).replace(/\.\d+Z/, 'Z'),
    accountId: '111122223333',
    identity: { arn: 'arn:aws:sts::111122223333:assumed-role/reports/nightly' },
    region: 'eu-central-1',
    requestId: uuid(random),
    operation,
    modelId,
    ...more,
  });
  const converse = days(1, 4).map((day) => {
    const [inputTokens, outputTokens] = [random.between(50, 3_000), random.between(30, 700)];
    const cacheReadInputTokens = random.chance(0.5) ? 1_024 * random.between(1, 6) : 0;
    const usage = { inputTokens, outputTokens, cacheReadInputTokens, cacheWriteInputTokens: 0 };
    return line(
      record(day, 'eu.anthropic.claude-haiku-4-5-20251001-v1:0', 'Converse', {
        input: {
          inputTokenCount: inputTokens,
          cacheReadInputTokenCount: cacheReadInputTokens,
          cacheWriteInputTokenCount: 0,
        },
        output: {
          outputTokenCount: outputTokens,
          outputBodyJson: { metrics: { latencyMs: random.between(400, 9_000) }, stopReason: 'end_turn', usage },
        },
        requestMetadata: { team: 'reports' },
      }),
    );
  });
  const streamed = [5, 15].map((day) => {
    const usage = anthropicUsage(random, { output_tokens: 1 });
    const output = random.between(60, 900);
    const first = random.between(300, 900);
    const metrics = {
      inputTokenCount: usage.input_tokens,
      outputTokenCount: output,
      invocationLatency: first + 18 * output,
      firstByteLatency: first,
    };
    return line(
      record(day, 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'InvokeModelWithResponseStream', {
        input: { inputTokenCount: usage.input_tokens },
        output: {
          outputTokenCount: output,
          outputBodyJson: [
            { type: 'message_start', message: { id: `msg_bdrk_${random.letters(22)}`, usage } },
            { type: 'message_delta', usage: { output_tokens: output } },
            { type: 'message_stop', 'amazon-bedrock-invocationMetrics': metrics },
          ],
        },
      }),
    );
  });
  const profile = 'arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/a1b2c3d4e5f6';
  const usage = anthropicUsage(random, { cache_creation_input_tokens: 2_048 });
  return [
    ...converse,
    ...streamed,
    line(
      record(21, profile, 'InvokeModel', {
        input: { inputTokenCount: usage.input_tokens },
        output: {
          outputTokenCount: usage.output_tokens,
          outputBodyJson: { id: `msg_bdrk_${random.letters(22)}`, model: 'claude-sonnet-4-5-20250929', usage },
        },
      }),
    ),
    line(
      record(27, 'eu.amazon.nova-pro-v1:0', 'Converse', { errorCode: 'ThrottlingException', input: {}, output: {} }),
    ),
  ];
}

function bedrockBatch() {
  const random = generator(20260922);
  return [
    ...Array.from({ length: 4 }, (_, index) =>
      line({
        recordId: `night-${index + 1}`,
        modelOutput: {
          id: `msg_bdrk_${random.letters(22)}`,
          model: 'claude-haiku-4-5-20251001',
          stop_reason: 'end_turn',
          usage: anthropicUsage(random),
        },
      }),
    ),
    line({ recordId: 'night-5', modelOutput: { usage: { inputTokens: 312, outputTokens: 88, totalTokens: 400 } } }),
    line({ recordId: 'night-6', error: { errorCode: 400, errorMessage: 'Malformed input' } }),
  ];
}

function bedrockConverse() {
  const random = generator(20260923);
  return Array.from({ length: 7 }, (_, index) => {
    const [inputTokens, outputTokens, cacheReadInputTokens] = [
      random.between(40, 2_000),
      random.between(20, 600),
      index % 2 === 0 ? 0 : 2_048,
    ];
    return line({
      output: { message: { role: 'assistant' } },
      stopReason: index === 4 ? 'guardrail_intervened' : 'end_turn',
      metrics: { latencyMs: random.between(300, 7_000) },
      usage: {
        inputTokens,
        outputTokens,
        cacheReadInputTokens,
        cacheWriteInputTokens: 0,
        totalTokens: inputTokens + outputTokens + cacheReadInputTokens,
      },
      ...(index > 4 ? { ResponseMetadata: { RequestId: uuid(random), HTTPStatusCode: 200 } } : {}),
    });
  });
}

/** Both spellings of the columns, properties as an object and as text, bodies logged and not; a throttled and an audit entry. */
function azureRequestResponse() {
  const random = generator(20260924);
  const body = () => {
    const [prompt_tokens, completion_tokens] = [random.between(100, 3_000), random.between(20, 500)];
    return JSON.stringify({
      id: `chatcmpl-${random.letters(24)}`,
      model: 'gpt-5.4-2026-03-05',
      usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
    });
  };
  const named = {
    modelDeploymentName: 'answers',
    modelName: 'gpt-5.4',
    modelVersion: '2026-03-05',
    streamType: 'Non-Streaming',
  };
  const entry = (day, status, properties, more) =>
    line({
      time: iso(moment(random, day)).replace('Z', '4000Z'),
      resourceId: '/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.COGNITIVESERVICES/ACCOUNTS/ANSWERS-EU',
      operationName: 'ChatCompletions_Create',
      category: 'RequestResponse',
      resultSignature: status,
      durationMs: random.between(300, 9_000),
      correlationId: uuid(random),
      location: 'westeurope',
      properties,
      ...more,
    });
  return [
    ...[1, 8, 15].map((day) => entry(day, '200', { ...named, responseBody: body() })),
    ...[5, 12].map((day) => entry(day, '200', { ...named, streamType: 'Streaming' })),
    entry(19, '429', JSON.stringify({ ...named, responseBody: JSON.stringify({ error: { code: '429' } }) })),
    entry(20, '200', {}, { category: 'Audit', operationName: 'ListKey' }),
    ...[22, 29].map((day) =>
      line({
        TimeGenerated: iso(moment(random, day)),
        OperationName: 'ChatCompletions_Create',
        Category: 'RequestResponse',
        ResultSignature: '200',
        DurationMs: random.between(300, 9_000),
        CorrelationId: uuid(random),
        _ResourceId: '/subscriptions/s/resourcegroups/r/providers/microsoft.cognitiveservices/accounts/answers-eu',
        properties_s: JSON.stringify({ ...named, responseBody: body() }),
      }),
    ),
  ];
}

/** One row per request, but for two: one of four rows, one whose counts stand on different rows. */
function azureApim() {
  const random = generator(20260925);
  const request = (day) => {
    const [PromptTokens, CompletionTokens] = [random.between(100, 3_000), random.between(20, 500)];
    return {
      TimeGenerated: iso(moment(random, day)),
      CorrelationId: uuid(random),
      RequestId: `chatcmpl-${random.letters(24)}`,
      OperationName: 'Microsoft.ApiManagement/GatewayLlmLogs',
      Region: 'West Europe',
      ModelName: 'gpt-5.4-2026-03-05',
      DeploymentName: 'answers',
      PromptTokens,
      CompletionTokens,
      TotalTokens: PromptTokens + CompletionTokens,
      IsStreamCompletion: random.chance(0.4),
      SequenceNumber: 0,
    };
  };
  const none = { ModelName: '', PromptTokens: 0, CompletionTokens: 0, TotalTokens: 0 };
  const long = request(14);
  const split = request(23);
  return [
    ...[2, 6, 10].map((day) => line(request(day))),
    line(long),
    ...[1, 2, 3].map((SequenceNumber) => line({ ...long, ...none, SequenceNumber })),
    line({ ...split, CompletionTokens: 0, TotalTokens: split.PromptTokens }),
    line({ ...split, PromptTokens: 0, TotalTokens: split.CompletionTokens, SequenceNumber: 1 }),
    line(request(27)),
  ];
}

/** Chat, Embed and Rerank; a tokenisation, which is free. */
function cohere() {
  const random = generator(20260926);
  const meta = (billed_units) => ({ api_version: { version: '2' }, billed_units });
  return [
    ...Array.from({ length: 4 }, () => {
      const [input_tokens, output_tokens] = [random.between(20, 800), random.between(20, 400)];
      return line({
        id: uuid(random),
        finish_reason: 'COMPLETE',
        message: { role: 'assistant' },
        usage: {
          billed_units: { input_tokens, output_tokens },
          tokens: { input_tokens: input_tokens + 498, output_tokens: output_tokens + 2 },
        },
      });
    }),
    ...Array.from({ length: 2 }, () =>
      line({
        id: uuid(random),
        embeddings: { float: [[0.01, -0.02]] },
        meta: meta({ input_tokens: random.between(20, 4_000) }),
      }),
    ),
    line({ id: uuid(random), results: [{ index: 0, relevance_score: 0.91 }], meta: meta({ search_units: 1 }) }),
    line({ tokens: [9707], token_strings: ['…'], meta: { api_version: { version: '1' } } }),
  ];
}

export const PROVIDER_LOGS = [
  ['openai-completions.jsonl', openaiCompletions],
  ['openai-embeddings.jsonl', openaiEmbeddings],
  ['openai-moderation.jsonl', openaiModeration],
  ['openai-images.jsonl', openaiImages],
  ['openai-audio.jsonl', openaiAudio],
  ['openai-realtime.jsonl', openaiRealtime],
  ['openai-batch.jsonl', openaiBatch],
  ['anthropic-batch.jsonl', anthropicBatch],
  ['anthropic-stream.jsonl', anthropicStream],
  ['google-batch.jsonl', googleBatch],
  ['vertex-request-log.jsonl', vertexRequestLog],
  ['bedrock-invocation-log.jsonl', bedrockInvocationLog],
  ['bedrock-batch.jsonl', bedrockBatch],
  ['bedrock-converse.jsonl', bedrockConverse],
  ['azure-request-response.jsonl', azureRequestResponse],
  ['azure-apim.jsonl', azureApim],
  ['cohere.jsonl', cohere],
];
