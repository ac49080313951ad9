/**
 * How a request was served, which it is billed by, in the words of the provider that answered.
 *
 * Sources: Anthropic Messages API, `usage.inference_geo` and `usage.service_tier` (platform.claude.com/docs/en/api/messages, read
 * 2026-11-26); Vertex AI `UsageMetadata.trafficType` (cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/UsageMetadata,
 * read in autumn 2026).
 */

/** The place that a request ran at, where it was restricted to one. */
export function anthropicGeo(geo: string): string {
  return `case when ${geo} not in ('not_available', '') then lower(${geo}) end`;
}

/** The tier by how the traffic was bought; `otherwise` where that is not said. */
export function geminiTier(traffic: string, otherwise: string): string {
  return `case ${traffic}
        when 'ON_DEMAND_FLEX' then 'flex' when 'PROVISIONED_THROUGHPUT' then 'provisioned' when 'ON_DEMAND' then 'standard'
        else ${otherwise} end`;
}

/** The tier that batches are served at, wherever it is said. */
export function batchTier(tier: string): string {
  return `case when ${tier} = 'batch' then true end`;
}
