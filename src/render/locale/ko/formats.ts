/**
 * Korean: what log formats and statements say of themselves. Names of fields, of products and of APIs stay as they are.
 */
import type { Language } from '../language.js';

const TITLES: Language['phrases'] = {
  'Amazon Bedrock model invocation log': 'Amazon Bedrock 모델 호출 로그',
  'Amazon Bedrock batch inference output': 'Amazon Bedrock 배치 추론 출력',
  'Amazon Bedrock Converse response': 'Amazon Bedrock Converse 응답',
  'Anthropic Message Batch results': 'Anthropic Message Batch 결과',
  'Anthropic message': 'Anthropic 메시지',
  'Anthropic stream events': 'Anthropic 스트림 이벤트',
  'OpenAI Batch output': 'OpenAI Batch 출력',
  'OpenAI organisation usage (sums of many calls)': 'OpenAI 조직 사용량(여러 호출의 합)',
  'OpenAI chat completion': 'OpenAI 채팅 완성',
  'OpenAI completion (legacy)': 'OpenAI 완성(구형)',
  'OpenAI embeddings': 'OpenAI 임베딩',
  'OpenAI moderation': 'OpenAI 유해성 검사',
  'OpenAI images': 'OpenAI 이미지',
  'OpenAI speech and transcription': 'OpenAI 음성 합성과 받아쓰기',
  'OpenAI realtime events': 'OpenAI 실시간 이벤트',
  'Gemini batch and Vertex AI predictions': 'Gemini 배치와 Vertex AI 예측',
  'Vertex AI request-response logging': 'Vertex AI 요청·응답 로그',
  'Claude Code transcript': 'Claude Code 대화 기록',
  'Codex rollout': 'Codex 세션 기록',
  'Events of `codex exec --json`': '`codex exec --json`의 이벤트',
  'Gemini CLI chat or event': 'Gemini CLI 대화 또는 이벤트',
  'opencode message': 'opencode 메시지',
  'Aider analytics log': 'Aider 분석 로그',
  'Log of `llm` (simonw/llm)': '`llm` 로그(simonw/llm)',
  'LiteLLM logging payload': 'LiteLLM 로깅 페이로드',
  'LiteLLM spend logs': 'LiteLLM 지출 로그',
  'Kong AI proxy': 'Kong AI 프록시',
  'OpenRouter generation': 'OpenRouter 생성 기록',
  'OpenRouter activity': 'OpenRouter 활동 내역',
  'Langfuse observation': 'Langfuse 관측',
  'Langfuse ingestion event': 'Langfuse 수집 이벤트',
  'Portkey export': 'Portkey 내보내기',
  'Helicone export': 'Helicone 내보내기',
  'Cloudflare AI Gateway logs': 'Cloudflare AI Gateway 로그',
  'Vercel AI Gateway report': 'Vercel AI Gateway 보고서',
  'Azure OpenAI diagnostics': 'Azure OpenAI 진단 로그',
  'Azure API Management LLM log': 'Azure API Management LLM 로그',
  'one-api and new-api logs': 'one-api와 new-api 로그',
  'LLM Gateway log': 'LLM Gateway 로그',
  'OpenTelemetry span or log record': 'OpenTelemetry 스팬 또는 로그 레코드',
  "tollbook's own canonical JSONL": 'tollbook의 표준 JSONL',
  'Cohere response': 'Cohere 응답',
  'Error body of a provider': '제공사의 오류 본문',
  'Application log that keeps the answer of the provider': '제공사의 답을 담은 애플리케이션 로그',
  'Application log, one flat object per call': '애플리케이션 로그, 호출마다 평평한 객체 하나',
  'a format of your own': '직접 정의한 형식',
  'what --map describes': '--map이 설명하는 것',

  'OpenAI costs': 'OpenAI 비용',
  'Anthropic cost report': 'Anthropic 비용 보고서',
  'Anthropic usage report': 'Anthropic 사용량 보고서',
};

/** What is not logged: completes "what it cannot contain". */
const NOT_LOGGED: Language['phrases'] = {
  'nothing: every column has a key': '없음: 모든 열에 키가 있음',
  'whatever the application leaves out': '애플리케이션이 빠뜨린 것',
  'whatever the mapping leaves out': '매핑이 빠뜨린 것',
  'whatever the instrumentation leaves out; cached tokens often': '계측이 빠뜨린 것, 흔히 캐시 토큰',
  'model, time, user': '모델, 시각, 사용자',
  'model, time, tokens, latency': '모델, 시각, 토큰, 지연 시간',
  'model, latency, HTTP status, user': '모델, 지연 시간, HTTP 상태, 사용자',
  'model, time, latency, HTTP status, user': '모델, 시각, 지연 시간, HTTP 상태, 사용자',
  'time, latency, HTTP status, user': '시각, 지연 시간, HTTP 상태, 사용자',
  'time, latency, time to first token, HTTP status, user': '시각, 지연 시간, 첫 토큰까지의 시간, HTTP 상태, 사용자',
  'time, latency, HTTP status, user; the model of what did not succeed':
    '시각, 지연 시간, HTTP 상태, 사용자. 성공하지 못한 것의 모델',
  'time, latency, HTTP status, user; tokens are not counted, and the endpoint is free':
    '시각, 지연 시간, HTTP 상태, 사용자. 토큰은 세지 않으며 이 엔드포인트는 무료',
  'time, latency, user; the model, unless it names itself':
    '시각, 지연 시간, 사용자. 모델(스스로 이름을 밝히지 않는 한)',
  'model, time, latency; the single calls of a turn, which counts as one':
    '모델, 시각, 지연 시간. 한 차례 안의 개별 호출(한 차례를 호출 하나로 셈)',
  'model, time, latency, user: the event that opens the session has the model':
    '모델, 시각, 지연 시간, 사용자: 모델은 세션을 여는 이벤트에 있음',
  'model, time, latency, HTTP status, user; cached tokens are no part of the billed units':
    '모델, 시각, 지연 시간, HTTP 상태, 사용자. 캐시 토큰은 과금 단위에 없음',
  'latency, HTTP status, user, modalities': '지연 시간, HTTP 상태, 사용자, 모달리티',
  'latency, HTTP status, user; the time, except on Vertex': '지연 시간, HTTP 상태, 사용자. 시각(Vertex에는 있음)',
  'latency, user; the model and the time in older batches of the Gemini API':
    '지연 시간, 사용자. Gemini API의 오래된 배치에서는 모델과 시각',
  'latency and user; when a request ran, beyond the time its answer was made':
    '지연 시간과 사용자. 요청이 실행된 시각(답이 만들어진 시각만 있음)',
  'latency, time to first token, failed calls': '지연 시간, 첫 토큰까지의 시간, 실패한 호출',
  'latency, time to first token, HTTP status': '지연 시간, 첫 토큰까지의 시간, HTTP 상태',
  'latency, time to first token, HTTP status, user; whether it was streamed':
    '지연 시간, 첫 토큰까지의 시간, HTTP 상태, 사용자. 스트리밍 여부',
  'latency, time to first token; whether a subscription or a key paid, so that all of it is notional':
    '지연 시간, 첫 토큰까지의 시간. 구독과 키 중 무엇으로 냈는지(그래서 모두 명목 비용)',
  'time to first token; whether a subscription or a key paid': '첫 토큰까지의 시간. 구독과 키 중 무엇으로 냈는지',
  'time to first token, failed calls in chats': '첫 토큰까지의 시간, 대화에서 실패한 호출',
  'time to first token, HTTP status, user; latency, except at Groq and Cerebras':
    '첫 토큰까지의 시간, HTTP 상태, 사용자. 지연 시간(Groq와 Cerebras에는 있음)',
  'failed calls, latency, the single call': '실패한 호출, 지연 시간, 개별 호출',
  'failed calls, time to first token, user; whether it was streamed':
    '실패한 호출, 첫 토큰까지의 시간, 사용자. 스트리밍 여부',
  'failed calls, HTTP status; of sums everything but tokens and cost, cached tokens too':
    '실패한 호출, HTTP 상태. 합계에는 토큰과 비용 말고는 없으며 캐시 토큰도 없음',
  'the single calls, failed calls, latency; tokens written to the cache; model, project and user unless grouped by':
    '개별 호출, 실패한 호출, 지연 시간. 캐시에 쓴 토큰. 묶음 기준이 아니면 모델, 프로젝트, 사용자',
  'cached tokens, failed calls, latency; models that Aider does not know are called REDACTED':
    '캐시 토큰, 실패한 호출, 지연 시간. Aider가 모르는 모델은 REDACTED로 기록됨',
  'cached and reasoning tokens, unless answers are exported; time to first token':
    '캐시 토큰과 추론 토큰(답을 내보내면 있음). 첫 토큰까지의 시간',
  'cached and reasoning tokens, time to first token, user': '캐시 토큰과 추론 토큰, 첫 토큰까지의 시간, 사용자',
  'tokens, as long as bodies are encrypted: such lines are refused; of streamed answers they stay unknown':
    '본문이 암호화되어 있으면 토큰: 그런 행은 거부함. 스트리밍한 답의 토큰은 알 수 없음',
  'tokens, unless bodies are logged: they stay unknown, not 0; time to first token':
    '본문을 기록하지 않으면 토큰: 0이 아니라 알 수 없음. 첫 토큰까지의 시간',
  'status, latency, cached and reasoning tokens, user: the gateway has them in its other log':
    '상태, 지연 시간, 캐시 토큰과 추론 토큰, 사용자: 게이트웨이의 다른 로그에 있음',
  'HTTP status, beyond what an error code stands for; latency, unless the body is delivered and has it':
    'HTTP 상태(오류 코드가 뜻하는 것만 있음). 지연 시간(본문이 전달되고 거기에 있으면 있음)',
  'HTTP status, beyond what the message of a failure says; who was paid':
    'HTTP 상태(실패 메시지가 말하는 것만 있음). 누구에게 지불했는지',
  'HTTP status, cache writes; native counts in some rows, where the normalised ones count as estimates':
    'HTTP 상태, 캐시 쓰기. 일부 행의 원래 토큰 수(이때 정규화된 수를 추정치로 셈)',
  'cache writes of Anthropic within the prompt in older versions: added where the prompt cannot hold them':
    '이전 버전에서 프롬프트 안의 Anthropic 캐시 쓰기: 프롬프트에 다 들어갈 수 없으면 더함',
  "cache writes; embeddings that Kong's cache and its retrieval ask for; the status of calls that plugins make themselves":
    '캐시 쓰기. Kong의 캐시와 검색이 요청하는 임베딩. 플러그인이 직접 한 호출의 상태',
  'whether it was streamed, unless its first part came before the end; sums per day are no calls':
    '스트리밍 여부(첫 부분이 끝보다 먼저 왔으면 알 수 있음). 하루 합계는 호출이 아님',
  'whether it was streamed, unless a first token is; service tier':
    '스트리밍 여부(첫 토큰이 기록되면 알 수 있음). 서비스 등급',
  'who was asked, reasoning tokens; failures in one-api; latency below a second in new-api':
    '요청을 받은 곳, 추론 토큰. one-api에서는 실패. new-api에서는 1초 미만의 지연 시간',
  'the id that the provider gave its answer': '제공사가 답에 준 ID',
};

/** How two logs of one call are told to be the same. */
const KNOWN_BY: Language['phrases'] = {
  'none, unless id has the shape a provider gives; attempts share the id of a request':
    '없음(id가 제공사의 형태일 때는 id). 요청 ID는 여러 시도가 함께 씀',
  'none: the body has no id': '없음: 본문에 ID가 없음',
  'none: the body of OpenAI has no id; id where a compatible provider gives one':
    '없음: OpenAI의 본문에는 ID가 없음. 호환 제공사가 주면 id',
  'none: a row is a sum, so no two reports of the same period should be loaded':
    '없음: 한 행이 합계이므로 같은 기간의 보고서를 두 번 읽지 말 것',
  'the id of the kept answer': '담긴 답의 ID',
  'the running totals of the session with the time': '세션의 누계와 시각',
  'the running totals of the thread': '스레드의 누계',
  'what it is a sum of: start of the bucket, model, project, user, key, batch and tier; a later, larger sum replaces it':
    '합계의 대상: 묶음의 시작, 모델, 프로젝트, 사용자, 키, 배치, 등급. 나중의 더 큰 합계가 대신함',
  'result.message.id; without a message the request of the error where one is named: a custom_id is unique only within its batch':
    'result.message.id. 메시지가 없으면 오류에 적힌 요청: custom_id는 그 배치 안에서만 고유함',
  'message.id, which the first event has and the later ones follow': 'message.id(첫 이벤트에 있고 뒤의 이벤트가 따름)',
  'the id in responseBody where bodies are logged, else correlationId':
    '본문을 기록하면 responseBody의 ID, 아니면 correlationId',
  'RequestId (the id of the answer), else CorrelationId; the rows of one request are one call with the largest of each count':
    'RequestId(답의 ID), 없으면 CorrelationId. 한 요청의 행들은 수마다 가장 큰 값을 가진 호출 하나',
  'modelOutput.id: a recordId is unique only within its job': 'modelOutput.id: recordId는 그 작업 안에서만 고유함',
  'ResponseMetadata.RequestId, which the SDK for Python adds; the body alone has none':
    'ResponseMetadata.RequestId(Python용 SDK가 더함). 본문에만은 없음',
  'message.id, else requestId, else uuid; of the snapshots of a message the largest counts, in whichever file':
    'message.id, 없으면 requestId, 없으면 uuid. 한 메시지의 여러 기록 중 어느 파일에 있든 가장 큰 것',
  'id of the log entry': '로그 항목의 id',
  "the provider's id in a readable ResponseBody, where the gateway did not answer itself; else none":
    '게이트웨이가 직접 답하지 않았고 ResponseBody를 읽을 수 있으면 그 안의 제공사 ID, 아니면 없음',
  'id, in version 1 generation_id': 'id, 버전 1에서는 generation_id',
  'session and id of a chat message, which is written again as it grows; events have none':
    '세션과 대화 메시지의 id(메시지는 늘어날 때마다 다시 기록됨). 이벤트에는 없음',
  'response.responseId, which older batches lack': 'response.responseId(오래된 배치에는 없음)',
  "the provider's id in response_body, where bodies are exported and Helicone did not answer itself; else request_id":
    '본문을 내보냈고 Helicone이 직접 답하지 않았으면 response_body의 제공사 ID, 아니면 request_id',
  'request.id, with the name of the plugin where that asked a model itself; older versions have none':
    'request.id, 플러그인이 직접 모델에 요청했으면 그 이름과 함께. 이전 버전에는 없음',
  'the id of the answer where id ends with one, as those of LiteLLM do; else id':
    'LiteLLM처럼 id가 답의 ID로 끝나면 그 ID, 아니면 id',
  'the id of the answer where body.id ends with one, as those of LiteLLM do; else body.id; the events of one observation in a file are put together':
    'LiteLLM처럼 body.id가 답의 ID로 끝나면 그 ID, 아니면 body.id. 한 파일에서 같은 관측의 이벤트는 합침',
  'id, which is the id of the answer; litellm_call_id where there is none, and of answers from the cache':
    'id(답의 ID). 없거나 캐시가 답했으면 litellm_call_id',
  'request_id, which is the id of the answer and the key of the table': 'request_id(답의 ID이며 테이블의 키)',
  'id, which llm makes': 'id(llm이 만듦)',
  'id of the row: attempts of one request share requestId': '행의 id: 한 요청의 시도들은 requestId가 같음',
  'request_id, else time, user, key, model, counts and quota, and with either the remainder of id by 1024, which is all of it that a user gets to see; rows without both have none':
    'request_id, 없으면 시각·사용자·키·모델·토큰 수·할당량. 어느 쪽이든 id를 1024로 나눈 나머지와 함께(사용자에게는 나머지만 보임). 둘 다 없는 행에는 없음',
  "response.body.id, else the line's id": 'response.body.id, 없으면 행의 id',
  'item_id in realtime sessions, else none': '실시간 세션에서는 item_id, 아니면 없음',
  'id with the session; of a message that is written again as it grows the most complete counts':
    '세션과 id. 늘어날 때마다 다시 기록되는 메시지는 가장 완전한 것',
  'id (gen-…), else upstream_id': 'id(gen-…), 없으면 upstream_id',
  'generation_id; a sum of a day has none, so no two exports of the same days should be loaded':
    'generation_id. 하루 합계에는 없으므로 같은 날의 내보내기를 두 번 읽지 말 것',
  'id of the response, else trace and span; spans around calls and events that repeat one count only where nothing closer to the call is known':
    '응답의 ID, 없으면 트레이스와 스팬. 호출을 둘러싼 스팬과 호출을 되풀이하는 이벤트는 호출에 더 가까운 것이 없을 때만 셈',
  "the provider's id in response, where Portkey did not answer itself; else id":
    'Portkey가 직접 답하지 않았으면 response의 제공사 ID, 아니면 id',
  'request_id where there is one': '있으면 request_id',
};

/** What statements cannot contain, beside the formats that are read as one. */
const STATEMENTS: Language['phrases'] = {
  '{titles} and {last}': '{titles}, {last}',
  'calls and tokens': '호출과 토큰',
  'calls and tokens, so that a difference cannot be told apart into usage and price':
    '호출과 토큰(그래서 차이를 사용량과 가격으로 나눌 수 없음)',
  'usage of the last hours, which comes later': '나중에 반영되는 최근 몇 시간의 사용량',
  'credits and taxes of the invoice itself': '청구서 자체의 크레딧과 세금',
  'Priority Tier, which is billed otherwise': '따로 청구되는 Priority Tier',
  'amounts, so that tokens are compared': '금액(그래서 토큰을 비교함)',
  'the number of calls, and calls that failed': '호출 수와 실패한 호출',
};

export const FORMATS_AND_STATEMENTS: Language['phrases'] = { ...TITLES, ...NOT_LOGGED, ...KNOWN_BY, ...STATEMENTS };
