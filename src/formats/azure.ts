/**
 * Azure: diagnostic logs of Azure OpenAI (category RequestResponse) and the API Management gateway's LLM log.
 *
 * Diagnostics say that a call was made and how long it took; tokens are in them only where bodies are logged too, and
 * otherwise stay missing. Prompts and answers in those bodies are not read.
 *
 * Sources: Azure Monitor reference, "AzureDiagnostics (Cognitive Services)" and "ApiManagementGatewayLlmLog", read in autumn
 * 2026.
 */
import { DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { anyOf, at, either, firstAt, firstTokens, jsonObject, local, oneOf, present, wordsWithin } from './sql.js';

const chat = DIALECTS['openai.chat'];
const responses = DIALECTS['openai.responses'];

const named = (name: string) => local('azure.request_response', name);
const properties = wordsWithin(named('properties'));
const body = wordsWithin(named('body'));

const httpStatus = `to_http_status(${firstAt('resultSignature', 'ResultSignature')})`;
const operation = firstAt('operationName', 'OperationName');
const category = firstAt('category', 'Category');
const isError = `coalesce(${httpStatus} >= 400, ${body.at('error.code')} is not null)`;

/** Operations that call a model, by how their names begin. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  ChatCompletions: 'chat',
  Completions: 'completions',
  Embeddings: 'embeddings',
  Responses: 'responses',
  Response: 'responses',
  Images: 'images',
  ImageGenerations: 'images',
  Transcriptions: 'audio',
  Translations: 'audio',
  Speech: 'audio',
  Audio: 'audio',
  Realtime: 'realtime',
};
const endpoint = `case ${Object.entries(ENDPOINTS)
  .map(([start, name]) => `when ${operation} ilike '${start}%' then '${name}'`)
  .join(' ')} end`;
const deployment = either(properties.at('modelDeploymentName'), at('modelDeploymentName'));
const modelName = either(properties.at('modelName'), at('modelName'));

export const azureRequestResponse: Format = {
  id: 'azure.request_response',
  title: 'Azure OpenAI diagnostics',
  fields: {
    time: 'text',
    TimeGenerated: 'text',
    category: 'text',
    Category: 'text',
    operationName: 'text',
    OperationName: 'text',
    resultSignature: 'text',
    ResultSignature: 'text',
    durationMs: 'text',
    DurationMs: 'text',
    correlationId: 'text',
    CorrelationId: 'text',
    location: 'text',
    resourceId: 'text',
    ResourceId: 'text',
    _ResourceId: 'text',
    properties: 'json',
    properties_s: 'text',
    modelDeploymentName: 'text',
    modelName: 'text',
    streamType: 'text',
    caller_object_id: 'text',
  },
  locals: {
    properties: `coalesce(${jsonObject(at('properties'))}, try_cast(${at('properties_s')} as json))`,
    // The body is text within the properties, which are often text themselves.
    body: jsonObject(`(${named('properties')} -> '$.responseBody')`),
  },
  signs: ['category', 'Category', 'properties_s', 'modelDeploymentName'],
  claims: anyOf(
    `(${oneOf(category, ['RequestResponse', 'Audit', 'Trace', 'AzureOpenAIRequestUsage'])} and ${operation} is not null)`,
    `(${present('properties_s', 'modelDeploymentName')} and ${operation} is not null)`,
  ),
  ignores: [
    {
      when: `${category} in ('Audit', 'Trace', 'AzureOpenAIRequestUsage')`,
      reason: 'an entry of another diagnostic category, not a request to a model',
    },
    {
      when: `${endpoint} is null and ${deployment} is null and ${modelName} is null`,
      reason: 'a management request, not a call of a model',
    },
  ],
  rejects: [],
  tokens: firstTokens(chat.tokens('usage', body), responses.tokens('usage', body)),
  convention: chat.convention,
  record: {
    call_id: `coalesce(${body.firstAt('id')}, ${firstAt('correlationId', 'CorrelationId')})`,
    call_id_kind: `case when ${body.firstAt('id')} is not null then 'response_id' else 'request_id' end`,
    request_id: firstAt('correlationId', 'CorrelationId'),
    started_at_text: firstAt('time', 'TimeGenerated'),
    provider: `'azure'`,
    endpoint: `coalesce(${endpoint}, lower(${operation}))`,
    region: firstAt('location'),
    model: `coalesce(${body.firstAt('model')}, filled(${modelName}), filled(${deployment}))`,
    model_requested: `filled(${deployment})`,
    service_tier: `lower(${body.firstAt('service_tier')})`,
    http_status: httpStatus,
    status: `case when ${isError} then 'error' else 'ok' end`,
    error_type: `case when ${isError} then coalesce(error_class(${body.firstAt('error.code', 'error.type')}), ${httpStatus}::varchar, 'error') end`,
    is_billed: `case when ${isError} then false end`,
    duration_us: `milliseconds_to_us(${firstAt('durationMs', 'DurationMs')})`,
    is_streamed: `case lower(replace(coalesce(${properties.at('streamType')}, ${at('streamType')}), ' ', '-'))
        when 'streaming' then true when 'stream' then true when 'non-streaming' then false when 'non-stream' then false end`,
    user_id: `filled(coalesce(${properties.at('callerObjectId')}, ${properties.at('objectId')}, ${at('caller_object_id')}))`,
    project: `regexp_extract(${firstAt('resourceId', 'ResourceId', '_ResourceId')}, '[^/]+$')`,
  },
  identity: 'the id in `responseBody` where bodies are logged, else `correlationId`',
  notLogged: 'tokens, unless bodies are logged: they stay unknown, not 0; time to first token',
};

const gateway = wordsWithin(local('azure.apim', 'properties'));
/** The table of Log Analytics, or the properties of an exported record. */
const column = (name: string) =>
  `coalesce(${at(name)}, ${gateway.at(name)}, ${gateway.at(`${name[0]?.toLowerCase()}${name.slice(1)}`)})`;
const sequence = `to_count(${column('SequenceNumber')})`;
const tokenCounts = ['PromptTokens', 'CompletionTokens', 'TotalTokens'].map((name) => `to_count(${column(name)})`);

export const azureApim: Format = {
  id: 'azure.apim',
  title: 'Azure API Management LLM log',
  fields: {
    TimeGenerated: 'text',
    time: 'text',
    category: 'text',
    CorrelationId: 'text',
    RequestId: 'text',
    OperationName: 'text',
    ModelName: 'text',
    DeploymentName: 'text',
    PromptTokens: 'text',
    CompletionTokens: 'text',
    TotalTokens: 'text',
    IsStreamCompletion: 'text',
    SequenceNumber: 'text',
    Region: 'text',
    properties: 'json',
  },
  locals: {
    properties: `case when ${at('category')} = 'GatewayLlmLogs' then ${jsonObject(at('properties'))} end`,
  },
  signs: ['CorrelationId', 'category'],
  claims: anyOf(
    `(${present('CorrelationId')} and ${present('PromptTokens', 'CompletionTokens', 'TotalTokens', 'SequenceNumber')})`,
    `(${at('category')} = 'GatewayLlmLogs' and ${present('properties')})`,
  ),
  ignores: [
    {
      when: `${sequence} > 0 and coalesce(${tokenCounts.map((count) => `nullif(${count}, 0)`).join(', ')}) is null`,
      reason: 'continues the text of a call whose tokens are on another row',
    },
  ],
  rejects: [],
  tokens: { input: column('PromptTokens'), output: column('CompletionTokens'), total: column('TotalTokens') },
  convention: { cache: 'inclusive', reasoning: 'inferred' },
  completedBy: 'formats/azure_apim',
  record: {
    call_id: `filled(coalesce(nullif(${column('RequestId')}, ''), ${column('CorrelationId')}))`,
    call_id_kind: `case when nullif(${column('RequestId')}, '') is not null then 'response_id' else 'request_id' end`,
    request_id: `filled(${column('CorrelationId')})`,
    started_at_text: firstAt('TimeGenerated', 'time'),
    provider: `'azure'`,
    gateway: `'azure-apim'`,
    region: `filled(${column('Region')})`,
    model: `coalesce(filled(${column('ModelName')}), filled(${column('DeploymentName')}))`,
    model_requested: `filled(${column('DeploymentName')})`,
    status: `'ok'`,
    is_streamed: `to_flag(${column('IsStreamCompletion')})`,
  },
  identity:
    '`RequestId` (the id of the answer), else `CorrelationId`; the rows of one request are one call with the largest of each count',
  notLogged: 'status, latency, cached and reasoning tokens, user: the gateway has them in its other log',
};
