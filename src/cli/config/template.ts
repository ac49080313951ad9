/**
 * The tollbook.yaml that `config init` writes: every setting, commented out, with what it is without it.
 */
export const CONFIG_TEMPLATE = `# Settings of tollbook. Options win over TOLLBOOK_ variables, which win over this file.
# Paths are relative to this file. Check it with: tollbook config check

# Time zone in which days and months are cut (default: UTC).
# tz: Asia/Seoul

# The ledger (default: tollbook.duckdb in the working directory).
# db: tollbook.duckdb

# Your own price books; a later one wins, and list prices stand behind them.
# prices:
#   - prices/acme.yaml

# The scenario of compare: baseline, alternatives, one-time cost.
# scenario: scenarios/gateway.yaml

# Models as your logs name them, to the SKU that prices them.
# aliases:
#   prod-chat: anthropic/claude-sonnet-4-5

# Share of input in calls that log only a token total (default: their cost is a range).
# split: 0.75

# Currency to tell amounts in, and what it was worth: each month is converted at its own rate.
# currency: KRW
# fx:
#   - {currency: KRW, month: 2026-09, rate: 1391.5, as_of: 2026-09-30, source: Bank of Korea}

# Who pays for which calls: \`--by team\` and \`--by cost_centre\` follow the first rule that fits a call.
# allocation:
#   - {match: {key: sk-search-*}, from: 2026-10-01, team: search, cost_centre: CC-100}
#   - match: {project: [shared, sandbox]}
#     shares: [{team: search, share: 0.6}, {team: support, share: 0.4}]

# What a team, project, key, model or all of it may cost per month, quarter or fiscal_year: \`tollbook budgets\` tells how
# they stand. Fiscal years begin in January unless a month is named.
# budgets:
#   - {id: all, per: month, amount: 20000}
#   - {id: search, where: {team: search}, per: fiscal_year, amount: 90000, from: 2026-04}
# fiscal_year_start: 4

# Holidays, past and to come: forecast learns nothing from the past ones and expects as much of the others.
# holidays: [2026-12-25, 2027-01-01]

# Time zone of log times that name none (default: UTC, and results say that it was assumed).
# assume_tz: Asia/Seoul

# Whether input_tokens of Anthropic-shaped usage leave out cached tokens, as Anthropic's own do, or hold them.
# anthropic_input: exclusive

# Application logs whose token counts run on, per session or other columns (default: each line says what its call used).
# cumulative: session_id

# What becomes of user ids, IP and e-mail addresses before calls are stored: hash, drop or none (default: they are stored).
# A hash needs a salt of 16 characters or more, better in the variable TOLLBOOK_REDACT_SALT than here.
# redact: hash
# redact_salt: a secret text of your own

# Log formats of your own, beside those that are recognised: which field is which column.
# formats:
#   my_proxy:
#     claims:
#       - field: kind
#         equals: completion
#     fields:
#       started_at: TIMESTAMP
#       model: request.model
#       input_tokens: ContextTokens
#       duration: took
#     constants:
#       provider: openai
#     units:
#       duration: s
#     tokens:
#       cache: inclusive
#     dedupe: [request.id]

# Decimal places of money in tables, and the format where none is asked for.
# decimals: 2                  # default: those of the currency
# format: table

# Language of sentences, labels and figures: en or ko (default: en).
# locale: ko

# Memory that the engine may use.
# memory_limit: 2GB
`;
