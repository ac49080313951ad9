/**
 * All formats in the order in which a line is offered to them: the most particular first, flat logs last.
 */
import { aider } from './aider.js';
import { anthropicBatch } from './anthropic-batch.js';
import { anthropicMessages } from './anthropic-messages.js';
import { anthropicStream } from './anthropic-stream.js';
import { azureApim, azureRequestResponse } from './azure.js';
import { bedrockBatch, bedrockConverse, bedrockInvocationLog } from './bedrock.js';
import { claudeCode } from './claude-code.js';
import { cloudflareLogpush, cloudflareLogs } from './cloudflare.js';
import { codex, codexExec } from './codex.js';
import { cohere } from './cohere.js';
import { flat } from './flat.js';
import type { Format } from './format.js';
import { gemini } from './gemini.js';
import { geminiCli } from './gemini-cli.js';
import { googleBatch, vertexRequestLog } from './google-batch.js';
import { helicone } from './helicone.js';
import { kong } from './kong.js';
import { langfuseEvent, langfuseObservation } from './langfuse.js';
import { litellmPayload, litellmSpendLogs } from './litellm.js';
import { llmCli } from './llm-cli.js';
import { llmgateway } from './llmgateway.js';
import { oneApi } from './one-api.js';
import { openaiChat, openaiResponses } from './openai.js';
import { openaiBatch } from './openai-batch.js';
import { openaiAudio, openaiImages, openaiRealtime } from './openai-media.js';
import { openaiCompletions, openaiEmbeddings, openaiModeration } from './openai-text.js';
import { openaiUsage } from './openai-usage.js';
import { opencode } from './opencode.js';
import { openrouterActivity, openrouterGeneration } from './openrouter.js';
import { otel } from './otel.js';
import { portkey } from './portkey.js';
import { providerError } from './provider-error.js';
import { tollbook } from './tollbook.js';
import { vercelReport } from './vercel.js';
import { wrapped } from './wrapped.js';

export const FORMATS: readonly Format[] = [
  bedrockInvocationLog,
  bedrockBatch,
  anthropicBatch,
  openaiBatch,
  googleBatch,
  vertexRequestLog,
  claudeCode,
  codex,
  codexExec,
  litellmPayload,
  litellmSpendLogs,
  kong,
  openrouterGeneration,
  openrouterActivity,
  langfuseObservation,
  langfuseEvent,
  portkey,
  helicone,
  cloudflareLogs,
  cloudflareLogpush,
  vercelReport,
  azureRequestResponse,
  azureApim,
  oneApi,
  llmgateway,
  otel,
  geminiCli,
  opencode,
  aider,
  llmCli,
  tollbook,
  openaiUsage,
  openaiChat,
  openaiCompletions,
  openaiEmbeddings,
  openaiModeration,
  openaiResponses,
  openaiAudio,
  openaiRealtime,
  openaiImages,
  anthropicMessages,
  anthropicStream,
  gemini,
  bedrockConverse,
  cohere,
  providerError,
  wrapped,
  flat,
];
