/**
 * The many names of one provider. Logs, SDKs and telemetry call the same seller differently; prices know it by one id.
 *
 * The ids are those of the bundled list prices. The other names are the values of OpenTelemetry's `gen_ai.provider.name`
 * (https://open-telemetry.github.io/opentelemetry-js/, semantic conventions, read 2026-11-23), LiteLLM's route prefixes
 * (https://docs.litellm.ai/docs/providers.md, of 2026-10-28), the providers of Cloudflare's AI Gateway
 * (https://developers.cloudflare.com/ai-gateway/usage/providers/, read 2026-11-26) and what OpenRouter calls vendors. Nothing
 * is guessed: a name that is not here is itself.
 */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  anthropic: ['claude'],
  aws: [
    'amazon',
    'amazon-bedrock',
    'amazon_bedrock',
    'aws-bedrock',
    'aws.bedrock',
    'aws_bedrock',
    'bedrock',
    'bedrock_converse',
  ],
  azure: [
    'az.ai.inference',
    'az.ai.openai',
    'azure-openai',
    'azure.ai.inference',
    'azure.ai.openai',
    'azure_ai',
    'azure_openai',
  ],
  cloudflare: ['workers-ai', 'workers_ai'],
  cohere: ['cohere_chat'],
  deepseek: ['deepseek-ai', 'deepseek_ai'],
  fireworks: ['fireworks-ai', 'fireworks_ai'],
  'github-copilot': ['copilot', 'github_copilot'],
  google: [
    'gcp.gemini',
    'gcp.gen_ai',
    'gcp.vertex_ai',
    'gemini',
    'google-ai',
    'google-ai-studio',
    'google-genai',
    'google-gla',
    'google-vertex',
    'google-vertex-ai',
    'google_genai',
    'google_vertexai',
    'vertex',
    'vertex-ai',
    'vertex_ai',
    'vertexai',
  ],
  mistral: ['mistral-ai', 'mistral_ai', 'mistralai'],
  moonshotai: ['moonshot', 'moonshot_ai'],
  novita: ['novita-ai', 'novita_ai'],
  ovhcloud: ['ovh'],
  perplexity: ['perplexity-ai', 'perplexity_ai'],
  together: ['together-ai', 'together_ai', 'togetherai'],
  voyageai: ['voyage'],
  'x-ai': ['grok', 'x_ai', 'xai'],
  zai: ['z-ai', 'z.ai', 'z_ai'],
  zhipuai: ['zhipu'],
};

const IDS = new Map(Object.entries(OTHER_NAMES).flatMap(([id, names]) => names.map((name) => [name, id] as const)));

/** Sellers whose name may stand before a model, `openrouter/…`, beside those that have other names. */
const ROUTES = new Set([
  ...Object.keys(OTHER_NAMES),
  'arcee',
  'baseten',
  'cerebras',
  'cursor',
  'groq',
  'minimax',
  'openai',
  'openrouter',
]);

/** Whether the first part of `name/model` can be a route: a seller known by that name. */
export function isRoute(name: string): boolean {
  return ROUTES.has(providerId(name));
}

/** The id prices know the provider by; the name itself, in lower case, where it is no other name of one. */
export function providerId(name: string): string {
  const folded = name.trim().toLowerCase();
  return IDS.get(folded) ?? folded;
}

/**
 * Who publishes the list price of their own models, in the order in which a model without a provider is looked for.
 * Resellers of other people's models are not here: the same id at two of them is ambiguous.
 */
export const VENDORS: readonly string[] = [
  'anthropic',
  'openai',
  'google',
  'x-ai',
  'deepseek',
  'mistral',
  'cohere',
  'moonshotai',
  'minimax',
  'zai',
  'zhipuai',
  'perplexity',
  'voyageai',
  'arcee',
  'cursor',
];

/**
 * Who a route leads to when the provider itself lists no price of the model: models of these vendors are sold there at
 * the vendor's list price (so genai-prices 0.1.8, `fallback_model_providers`).
 */
export const FALLBACK_VENDORS: Readonly<Record<string, readonly string[]>> = {
  azure: ['openai', 'anthropic', 'deepseek', 'x-ai', 'moonshotai'],
  google: ['anthropic'],
};

/** Sellers that pass the vendor's own list price on: what they do not list themselves has the vendor's price. */
export const PASS_THROUGH: ReadonlySet<string> = new Set(['openrouter']);
